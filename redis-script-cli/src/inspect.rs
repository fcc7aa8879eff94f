//! `redis-script inspect`: what the compiler knows about one script.

use std::fmt::Write as _;
use std::io;

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::redis::servers::{KNOWN, Product, Server, Servers};
use redis_script_analysis::support::runs_on;
use redis_script_analysis::{Counts, Effect, Severity, Source};

use crate::Outcome;
use crate::args::{InspectArgs, SettingsArgs};
use crate::files::Input;
use crate::projects::Projects;
use crate::reply;
use crate::report::human::plural;
use crate::script::Script;
use crate::terminal::{BOLD, Terminal, paint, printable};

pub(crate) fn run(args: &InspectArgs, terminal: &mut Terminal) -> io::Result<Outcome> {
    let input = Input::of(&args.path);
    let defaults = SettingsArgs::default();
    let mut projects = Projects::new(&defaults, None);
    let Some(settings) = projects.settings(&input, &mut |why| terminal.complain(why)) else {
        return Ok(Outcome::Failed);
    };
    let text = match input.read() {
        Ok(text) => text,
        Err(why) => {
            terminal.complain(&why);
            return Ok(Outcome::Failed);
        }
    };
    let source = Source::new(input.shown(), text);
    let script = Script::check(source, Counts::default(), &settings);
    terminal.print(&describe(&script))?;
    if let Some(remark) = script.kind.remark() {
        terminal.remark(remark);
    }
    Ok(Outcome::Clean)
}

pub(crate) fn describe(script: &Script) -> String {
    let mut text = format!("{}\n", paint(BOLD, &printable(script.source.path())));
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "  {} {value}", paint(BOLD, &format!("{name:<8}")));
    };
    line("SHA1", &script.sha1);
    if script.is_known() {
        for table in [EntryTable::Keys, EntryTable::Argv] {
            line(table.name(), &entries(script, table));
        }
        line("commands", &list(&script.commands()));
        line("effects", &effects(script));
        line("reply", &reply::name(&script.facts.reply()));
        let servers = runs_on(&script.source);
        line("Redis", &lowest(servers, Product::Redis));
        line("Valkey", &lowest(servers, Product::Valkey));
    }
    line("findings", &findings(script));
    text
}

/// `2 or more`, and what the header says of each.
fn entries(script: &Script, table: EntryTable) -> String {
    let entries = script.entries(table);
    let more = if entries.variadic { " or more" } else { "" };
    let mut text = format!("{}{more}", entries.count);
    for entry in &script.facts.header.of(table).entries {
        let _ = write!(
            text,
            "\n           [{}] {}",
            entry.index,
            printable(&entry.text)
        );
    }
    text
}

fn effects(script: &Script) -> String {
    match script.effect {
        Effect::ReadsByRo => "only reads: runs by EVALSHA_RO, on replicas, too".to_owned(),
        Effect::Reads => "only reads, but does not run by EVALSHA_RO".to_owned(),
        Effect::Writes => match script.writing_commands().as_slice() {
            [] => "may write: a command or a function is not known".to_owned(),
            commands => format!("writes, by {}", commands.join(", ")),
        },
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

/// From which version on the script runs, and on which later ones it does not.
fn lowest(servers: Servers, product: Product) -> String {
    let of_product = |server: &Server| server.product == product;
    let Some(first) = servers.iter().find(of_product) else {
        return "no known version runs it".to_owned();
    };
    let oldest = KNOWN.iter().find(|server| of_product(server)) == Some(&first);
    let note = if oldest { " (the oldest known)" } else { "" };
    let later = Servers::matching(|server| of_product(&server) && server.version > first.version);
    let but = later.without(servers);
    let except = if but.is_empty() {
        String::new()
    } else {
        format!(", but not {but}")
    };
    format!("{}{note} and later{except}", version(first))
}

fn version(server: Server) -> String {
    let (major, minor, patch) = server.version;
    format!("{major}.{minor}.{patch}")
}

fn findings(script: &Script) -> String {
    let (errors, warnings) = (
        script.count(Severity::Error),
        script.count(Severity::Warning),
    );
    if errors + warnings == 0 {
        return "none".to_owned();
    }
    let path = script.source.path();
    let (errors, warnings) = (plural(errors, "error"), plural(warnings, "warning"));
    format!("{errors}, {warnings}: see `redis-script check {path}`")
}
