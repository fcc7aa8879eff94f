//! What to say about a file that is not there.

use std::fs;
use std::path::Path;

use redis_script_analysis::fill;
use redis_script_analysis::text::{Refusal, joined, nearest};

use super::slashes;
use crate::lists::collected;
use crate::script_file::locate::ScriptPath;

/// What was looked for, and what may have been meant.
pub(super) fn explain(path: &ScriptPath, written: &str) -> Refusal {
    let message = fill!("there is no file `{}`", path.shown);
    let Some(names) = path.file.parent().and_then(names_in) else {
        let help = fill!("there is no folder `{}`", path.folder);
        return Refusal::new(message).help(meant_without_scripts(path, written).unwrap_or(help));
    };
    let name = path.file.file_name().unwrap_or_default().to_string_lossy();
    let known: Vec<&str> = collected(names.iter().map(String::as_str));
    let whole = fill!("{name}.lua", name);
    let near = if known.contains(&whole.as_str()) {
        Some(whole.as_str())
    } else {
        nearest(&name, &known)
    };
    let help = match near {
        Some(near) => did_you_mean(&Path::new(written).with_file_name(near)),
        None => listing(&path.folder, &names),
    };
    Refusal::new(message).help(help)
}

/// The names in a folder; `None` if there is no such folder.
pub(super) fn names_in(folder: &Path) -> Option<Vec<String>> {
    let entries = fs::read_dir(folder).ok()?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    Some(names)
}

/// `"x.lua"` for `"scripts/x.lua"`.
fn meant_without_scripts(path: &ScriptPath, written: &str) -> Option<String> {
    let short = Path::new(written).strip_prefix(&path.scripts).ok()?;
    let root = path
        .file
        .ancestors()
        .nth(Path::new(written).components().count())?;
    root.join(short).is_file().then(|| did_you_mean(short))
}

fn did_you_mean(path: &Path) -> String {
    fill!("did you mean `\"{}\"`?", slashes(path))
}

fn listing(folder: &str, names: &[String]) -> String {
    let lua = names
        .iter()
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "lua"));
    let quoted: Vec<String> = collected(lua.map(|name| fill!("`{name}`", name)));
    match quoted.split_at_checked(LISTED) {
        Some((some, more)) if !more.is_empty() => {
            let (some, more) = (joined(some, ", "), more.len());
            fill!(
                "the folder `{folder}` holds {some} and {more} more",
                folder,
                some,
                more
            )
        }
        _ if quoted.is_empty() => fill!("there is no Lua file in the folder `{folder}`", folder),
        _ => fill!(
            "the folder `{folder}` holds {}",
            folder,
            joined(&quoted, ", ")
        ),
    }
}

/// How many names a message lists.
const LISTED: usize = 5;
