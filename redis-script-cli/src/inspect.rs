//! `redis-script inspect`: what the compiler knows about one script.

use std::fmt::Write as _;
use std::io;

use redis_script_analysis::compatibility::runs_on;
use redis_script_analysis::facts::{Entries, EntryTable};
use redis_script_analysis::redis::servers::{KNOWN, Product, Server, Servers};
use redis_script_analysis::{Counts, Diagnostic, Effect, Severity};

use crate::Outcome;
use crate::args::InspectArgs;
use crate::cluster;
use crate::constants;
use crate::cost::Cost;
use crate::including::JoinedScript;
use crate::reply_names;
use crate::report::human::plural;
use crate::script::Script;
use crate::terminal::{BOLD, Terminal, paint, printable};

pub(crate) fn run(args: &InspectArgs, terminal: &mut Terminal) -> io::Result<Outcome> {
    let Some(script) = JoinedScript::single(&args.path, terminal) else {
        return Ok(Outcome::Failed);
    };
    let script = Script::check(script.joined, Counts::default(), &script.project.settings);
    terminal.print(&describe(&script))?;
    if let Some(remark) = script.remark() {
        terminal.remark(remark);
    }
    Ok(Outcome::Clean)
}

pub(crate) fn describe(script: &Script) -> String {
    let mut text = format!("{}\n", paint(BOLD, &printable(script.source.path())));
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "  {} {value}", paint(BOLD, &format!("{name:<8}")));
    };
    line("SHA1", &script.shown_sha1());
    if script.is_known() {
        let constants = &script.analysis.constants;
        if !constants.is_empty() {
            let shown: Vec<String> = constants.iter().map(constants::shown).collect();
            line("consts", &printable(&shown.join("\n           ")));
        }
        for table in EntryTable::ALL {
            line(table.name(), &entries(script, table));
        }
        line("commands", &list(&script.commands()));
        line("effects", &effects(script));
        line("cost", &printable(&Cost::of(script).describe()));
        line("reply", &reply_names::name(&script.analysis.facts.reply()));
        let servers = runs_on(&script.source, &script.analysis);
        line("Redis", &range(servers, Product::Redis));
        line("Valkey", &range(servers, Product::Valkey));
    }
    for note in &script.analysis.notes {
        line("note", &printable(&remark(note)));
    }
    line("findings", &findings(script));
    if script.is_known() {
        line("cluster", &printable(&cluster::shown(script)));
    }
    text
}

/// `1 required, up to 3`, and what the header says of each.
fn entries(script: &Script, table: EntryTable) -> String {
    let mut text = number(script.entries(table));
    for entry in &script.analysis.facts.header.of(table).entries {
        let range = if entry.index == entry.last {
            String::new()
        } else {
            format!("..{}", entry.last)
        };
        let _ = write!(
            text,
            "\n           [{}{range}] {}",
            entry.index,
            printable(&entry.text)
        );
    }
    text
}

pub(crate) fn number(entries: Entries) -> String {
    let Entries {
        count,
        variadic,
        required,
        group,
    } = entries;
    match group {
        Some(group) if variadic => format!("{required} required, then groups of {group}"),
        _ if variadic && required == count => format!("{count} or more"),
        _ if variadic => format!("{required} required, then any number"),
        _ if required == count => count.to_string(),
        _ => format!("{required} required, up to {count}"),
    }
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

pub(crate) fn list(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

/// From which version to which the script runs, and on which between them it does not.
fn range(servers: Servers, product: Product) -> String {
    let of_product = |server: &Server| server.product == product;
    let mut running = servers.iter().filter(of_product);
    let Some(first) = running.next() else {
        return "no known version runs it".to_owned();
    };
    let last = running.last().unwrap_or(first);
    let between = |server: Server| first.version < server.version && server.version < last.version;
    let but = Servers::matching(|server| of_product(&server) && between(server)).without(servers);
    let except = if but.is_empty() {
        String::new()
    } else {
        format!(", but not {but}")
    };
    if first == last {
        return version(first);
    }
    format!("{} to {}{except}", version(first), version(last))
}

fn version(server: Server) -> String {
    let oldest = KNOWN.iter().find(|known| known.product == server.product);
    let note = match () {
        () if oldest == Some(&server) => " (the oldest known)",
        () if Server::newest(server.product) == Some(server) => " (the newest known)",
        () => "",
    };
    format!("{}{note}", server.release())
}

/// A note and what its reader must know, a line each.
fn remark(note: &Diagnostic) -> String {
    let mut lines = vec![format!("{} ({})", note.message, note.lint)];
    lines.extend(note.notes.iter().map(ToString::to_string));
    lines.join("\n           ")
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
