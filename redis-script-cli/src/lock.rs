//! `redis-script lock`: a file of what the scripts of a folder do, so that a review sees what a change does to it.

mod changes;
mod entry;
mod file;

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use redis_script_analysis::Counts;
use redis_script_analysis::lua::ScriptKind;

use self::changes::changes;
use self::entry::{Entry, Library};
use self::file::LockFile;
use crate::Outcome;
use crate::args::{LockArgs, SettingsArgs};
use crate::files;
use crate::including;
use crate::report::human::plural;
use crate::script::Script;
use crate::settings::SettingsCache;
use crate::terminal::{Terminal, printable};

pub(crate) fn run(args: &LockArgs, terminal: &mut Terminal) -> io::Result<Outcome> {
    let Some(found) = scripts(&args.folder, terminal) else {
        return Ok(Outcome::Failed);
    };
    let path = args.folder.join(LockFile::NAME);
    let locked = match LockFile::read(&path) {
        Ok(locked) => locked,
        Err(why) => {
            terminal.error(&why);
            return Ok(Outcome::Failed);
        }
    };
    if args.check {
        check(&found, locked, &path, terminal)
    } else {
        write(&found, &locked.unwrap_or_default(), &path, terminal)
    }
}

/// What the scripts below a folder do; `None` after an error.
fn scripts(folder: &Path, terminal: &mut Terminal) -> Option<LockFile> {
    if !folder.is_dir() {
        let shown = folder.display();
        terminal.error(&format!(
            "`{shown}` is not a folder\n  = help: name the folder of the scripts, as in `redis-script lock scripts`"
        ));
        return None;
    }
    let (inputs, wrong) = files::collect(&[folder.to_owned()]);
    let mut is_whole = wrong.is_empty();
    for why in wrong {
        terminal.error(&why);
    }
    let defaults = SettingsArgs::default();
    let mut cache = SettingsCache::new(&defaults, None);
    let mut wrong = Vec::new();
    let scripts = including::scripts(inputs, &mut cache, &mut |why| wrong.push(why));
    is_whole &= wrong.is_empty();
    for why in wrong {
        terminal.error(&why);
    }
    let (mut entries, mut libraries) = (Vec::new(), Vec::new());
    // Those of other folders are checked only for what they include.
    for script in scripts.into_iter().filter(|script| script.only.is_none()) {
        let script = Script::check(script.joined, Counts::default(), &script.project.settings);
        let name = files::name_in(folder, script.source.path()).to_owned();
        if !script.is_lua() {
            refuse(&script, terminal);
            is_whole = false;
        } else if script.kind == ScriptKind::Library {
            libraries.push(Library::of(&script, name));
        } else {
            entries.push(Entry::of(&script, name));
        }
    }
    is_whole.then(|| LockFile::of(entries, libraries))
}

fn refuse(script: &Script, terminal: &mut Terminal) {
    let shown = script.source.path();
    terminal.error(&format!(
        "`{shown}` is not a script that a server would run\n  = help: `redis-script check {shown}` shows the errors"
    ));
}

fn write(
    found: &LockFile,
    locked: &LockFile,
    path: &Path,
    terminal: &mut Terminal,
) -> io::Result<Outcome> {
    let shown = path.display();
    if let Err(error) = found.write(path) {
        terminal.error(&format!("cannot write `{shown}`: {error}"));
        return Ok(Outcome::Failed);
    }
    let mut text = format!("`{shown}`: {}\n", plural(found.len(), "script"));
    for change in changes(locked, found) {
        let _ = writeln!(text, "  {}", printable(&change));
    }
    terminal.print(&text)?;
    Ok(Outcome::Clean)
}

fn check(
    found: &LockFile,
    locked: Option<LockFile>,
    path: &Path,
    terminal: &mut Terminal,
) -> io::Result<Outcome> {
    let shown = path.display();
    let folder = path.parent().unwrap_or(path).display();
    let Some(locked) = locked else {
        terminal.error(&format!(
            "there is no file `{shown}`\n  = help: `redis-script lock {folder}` writes it; commit it with the scripts"
        ));
        return Ok(Outcome::Failed);
    };
    let changes = changes(&locked, found);
    if changes.is_empty() {
        let scripts = plural(found.len(), "script");
        terminal.print(&format!("`{shown}`: {scripts}, as locked\n"))?;
        return Ok(Outcome::Clean);
    }
    let mut message = format!("the scripts are not those of `{shown}`");
    for change in changes {
        let _ = write!(message, "\n  {change}");
    }
    let _ = write!(
        message,
        "\n  = help: if that is meant, `redis-script lock {folder}` writes the file anew; commit it with the scripts"
    );
    terminal.error(&message);
    Ok(Outcome::Findings)
}
