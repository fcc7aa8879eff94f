//! What is known of servers that were not run: what they take and refuse by their documentation, line by line.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use redis_script_analysis::redis::commands::{self, Command, Lookup};
use redis_script_analysis::redis::grammar::Argument;
use redis_script_analysis::redis::servers::{Evidence, KNOWN, Product, Server, Servers};

/// A version of Redis, `takes` or `refuses`, and a call.
const CALLS: &str = include_str!("documented/calls.txt");

struct Line {
    text: &'static str,
    server: Server,
    takes: bool,
    call: Vec<&'static str>,
}

fn lines() -> Vec<Line> {
    let lines = CALLS.lines();
    let calls = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    calls.map(line).collect()
}

fn line(text: &'static str) -> Line {
    let words: Vec<_> = text.split(' ').collect();
    let [version, verdict, call @ ..] = words.as_slice() else {
        panic!("{text}");
    };
    let is_it = |server: &Server| server.product == Product::Redis && server.release() == *version;
    assert!(matches!(*verdict, "takes" | "refuses"), "{text}");
    Line {
        text,
        server: KNOWN.into_iter().find(is_it).unwrap(),
        takes: *verdict == "takes",
        call: call.to_vec(),
    }
}

fn only(server: Server) -> Servers {
    Servers::matching(|other| other == server)
}

#[test]
fn calls_are_taken_and_refused_as_documented() {
    for line in lines() {
        let (server, call) = (only(line.server), &line.call);
        assert_eq!(is_taken(server, call), line.takes, "{}", line.text);
    }
}

fn is_taken(server: Servers, call: &[&str]) -> bool {
    let first = call.get(1).map(|first| first.as_bytes());
    let Lookup::Found(command) = commands::find(call[0].as_bytes(), first) else {
        return false;
    };
    let has = !command.servers().and(server).is_empty();
    has && takes_number(command, server, call.len() - 1) && takes_arguments(command, server, call)
}

fn takes_number(command: Command, server: Servers, count: usize) -> bool {
    let mut arities = command.arities().iter();
    arities.all(|(servers, arity)| servers.and(server).is_empty() || arity.accepts(count))
}

fn takes_arguments(command: Command, server: Servers, call: &[&str]) -> bool {
    let skipped = command.name().split(' ').count();
    let arguments = call.iter().skip(skipped);
    let arguments: Vec<_> = arguments
        .map(|word| Argument::Text(word.as_bytes()))
        .collect();
    let mut grammars = command.grammars(server).into_iter();
    grammars.all(|(_, grammar)| grammar.refusal(&arguments, false).is_none())
}

/// The commands that a script may call on a server.
fn callable(server: Servers) -> impl Iterator<Item = Command> {
    commands::all()
        .filter(move |command| {
            !command
                .servers()
                .without(command.noscript())
                .and(server)
                .is_empty()
        })
        .filter(|command| !command.is_container())
}

fn calls_of(command: Command, server: Server, takes: bool) -> impl Iterator<Item = Line> {
    lines().into_iter().filter(move |line| {
        let name = line.call.iter().take(command.name().split(' ').count());
        let name: Vec<_> = name.map(|word| word.to_lowercase()).collect();
        let newer = line.server.version > server.version;
        let asked = if takes {
            newer || line.server == server
        } else {
            true
        };
        name.join(" ") == command.name() && line.takes == takes && asked
    })
}

#[test]
fn each_new_command_and_word_has_a_line() {
    let redis: Vec<_> = KNOWN
        .into_iter()
        .filter(|server| server.product == Product::Redis)
        .collect();
    let mut missing = Vec::new();
    for pair in redis.windows(2) {
        let [before, server] = [pair[0], pair[1]];
        if server.evidence == Evidence::Asked {
            continue;
        }
        // Those about a cluster have no grammar, since they can only be asked in one.
        for command in
            callable(only(server)).filter(|command| !command.name().starts_with("cluster"))
        {
            let is_new = command.servers().and(only(before)).is_empty();
            for word in new_words(command, before, server) {
                let has =
                    |line: &Line| line.call.iter().any(|part| part.eq_ignore_ascii_case(word));
                if !calls_of(command, server, true).any(|line| has(&line)) {
                    missing.push(format!("{server} takes {} {word}", command.name()));
                }
                let refused = |line: &Line| line.server == before && has(line);
                if !is_new && !calls_of(command, server, false).any(|line| refused(&line)) {
                    missing.push(format!("{before} refuses {} {word}", command.name()));
                }
            }
            if is_new {
                if calls_of(command, server, true).next().is_none() {
                    missing.push(format!("{server} takes {}", command.name()));
                }
                for older in [before, server] {
                    // A module counts the arguments of its commands.
                    let checks = older == before || command.having_flag("module").is_empty();
                    if checks && !calls_of(command, older, false).any(|line| line.server == older) {
                        missing.push(format!("{older} refuses {}", command.name()));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The words of a command that a server has and the one before it has not.
fn new_words(command: Command, before: Server, server: Server) -> Vec<&'static str> {
    let words = |server: Server| {
        let grammars = command.grammars(only(server)).into_iter();
        grammars
            .flat_map(|(_, grammar)| grammar.words())
            .collect::<Vec<_>>()
    };
    let old = words(before);
    let mut new = words(server);
    new.retain(|word| !old.contains(word));
    new
}

/// Servers that tests can run are in the table, and those only.
#[test]
fn servers_that_can_be_fetched_are_known() {
    let fetch = include_str!("../../tests/servers/fetch");
    let names = fetch.lines().filter_map(|line| {
        let name = line.strip_prefix("    \"")?.strip_suffix("\": Server(")?;
        name.split_once('-')
    });
    let names: Vec<_> = names.collect();
    assert!(
        names.len() > 5,
        "the list of servers is written in another way"
    );
    for (product, version) in names {
        let mut known = KNOWN.into_iter();
        let known = known.find(|server| {
            server.product.to_string().to_lowercase() == product && server.release() == version
        });
        let evidence = known.map(|server| server.evidence);
        assert_eq!(evidence, Some(Evidence::Asked), "{product} {version}");
    }
}
