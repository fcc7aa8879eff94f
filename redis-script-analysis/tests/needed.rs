//! A real server runs scripts and the commands that are said to do the same, over what their keys may hold: the replies, the times to
//! live, the data and the errors are the same, or differ as it is said. `REDIS_SERVER` names another binary than the
//! `redis-server` or `valkey-server` of the PATH; commands that it lacks are skipped.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

use redis_script_analysis::redis::target::{Required, Target};
use redis_script_analysis::{Counts, Diagnostic, Level, Settings, Source, analyze_alone};
use support::{Connection, Server};

/// Scripts, each after a line with the command that does what it does; `|` stands before that of Valkey if it is another one.
const SCRIPTS: &str = include_str!("needed/scripts.txt");

/// What the keys hold: `k` and `l` are KEYS.
const STATES: &[&str] = &[
    "",
    "SET k a",
    "SET k b",
    "SET k 5",
    "SET k 5, SET l x",
    "SET k a, EXPIRE k 500",
    "SET k b, EXPIRE k 500",
    "SET k 0, EXPIRE k 500",
    "SET k 0",
    "RPUSH k x",
    "RPUSH k x, EXPIRE k 500",
    "RPUSH k x y z, EXPIRE k 500",
    "RPUSH k x y, RPUSH l p q",
    "RPUSH k x y, SET l x",
    "RPUSH l p q",
    "SADD k a",
    "SADD k a b, EXPIRE k 500",
    "SADD k b",
    "HSET k a x",
    "HSET k a x b y, EXPIRE k 500",
    "HSET k b x",
    "ZADD k 1 a",
    "ZADD k 10 a",
    "ZADD k 10 a 20 b, EXPIRE k 500",
    "ZADD k 1 b",
];

/// ARGV of each call.
const ARGUMENTS: &[[&str; 3]] = &[["a", "new", "10"], ["b", "", "100"]];
/// ARGV that only counts if the arguments may be wrong.
const WRONG: &[[&str; 3]] = &[["a", "new", "0"], ["a", "new", "x"]];

/// What a call leaves.
#[derive(Debug, PartialEq)]
struct Outcome {
    reply: Result<String, String>,
    /// The time to live and the value of each key.
    keys: Vec<(i64, String)>,
}

/// What is said of a script.
struct Said {
    command: String,
    text: String,
    is_exact: bool,
}

#[test]
fn commands_do_what_is_said_of_them() {
    let server = Server::start();
    let mut connection = server.connect();
    let target = target(&mut connection);
    let (mut compared, mut wrong) = (0, Vec::new());
    for block in SCRIPTS.split("\n\n") {
        let (expected, script) = block.split_once('\n').unwrap();
        let Some(said) = said(script, target) else {
            continue;
        };
        let expected: Vec<&str> = expected[3..].split(" | ").collect();
        assert!(
            expected.contains(&said.command.as_str()),
            "{}\n{block}",
            said.command
        );
        compared += 1;
        let mut seen = Differences::default();
        for protocol in ["2", "3"] {
            call(&mut connection, &["HELLO", protocol]).unwrap();
            for state in STATES {
                let wrong_too = if said.text.contains("errors: ") {
                    WRONG
                } else {
                    &[]
                };
                for arguments in ARGUMENTS.iter().chain(wrong_too) {
                    for second in ["l", "k"] {
                        let words = evaluation(script, arguments, second);
                        let script = run(&mut connection, state, &words);
                        let words = command(&said.command, arguments, second);
                        let command = run(&mut connection, state, &words);
                        let place = format!("RESP{protocol}, {state:?}, {arguments:?}, {second}");
                        seen.compare(&place, &script, &command, &said);
                        if !said.command.contains("KEYS[2]") {
                            break;
                        }
                    }
                }
            }
        }
        wrong.extend(
            seen.wrong(&said)
                .into_iter()
                .map(|what| format!("{block}\n{what}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(compared > 20, "only {compared} scripts were compared");
    println!("{compared} scripts compared");
}

/// The differences that were seen, as messages call them.
#[derive(Default)]
struct Differences {
    reply: Option<String>,
    ttl: Option<String>,
    errors: Option<String>,
    data: Option<String>,
}

impl Differences {
    fn compare(&mut self, place: &str, script: &Outcome, command: &Outcome, said: &Said) {
        let differ = |what: &dyn Fn(&(i64, String)) -> String| {
            let mut both = script.keys.iter().zip(&command.keys);
            both.any(|(ours, theirs)| what(ours) != what(theirs))
        };
        let other_data = differ(&|(_, value)| value.clone());
        let other_ttl = differ(&|(ttl, _)| (ttl / 10).to_string());
        let (is_other, kind) = match (&script.reply, &command.reply) {
            (Ok(ours), Ok(theirs)) => {
                // What it stored is known to its caller.
                let is_known = said.text.contains("instead of the value that it stored")
                    && ["$-1", "_"].contains(&theirs.as_str());
                if ours != theirs && !is_known {
                    note(&mut self.reply, place, script, command);
                }
                if other_data {
                    (true, &mut self.data)
                } else {
                    (other_ttl, &mut self.ttl)
                }
            }
            (Err(ours), Err(theirs)) if is_same_error(ours, theirs, said) => {
                (other_data || other_ttl, &mut self.errors)
            }
            _ => (true, &mut self.errors),
        };
        if is_other {
            note(kind, place, script, command);
        }
    }

    /// What was seen and not said, or said and not seen.
    fn wrong(self, said: &Said) -> Vec<String> {
        let mut wrong = Vec::new();
        let kinds = [
            ("reply: ", self.reply),
            ("TTL: ", self.ttl),
            ("errors: ", self.errors),
        ];
        for (kind, seen) in kinds {
            let is_said = !said.is_exact && said.text.contains(kind);
            match (seen, is_said) {
                (Some(seen), false) => wrong.push(format!("not said: {kind}{seen}")),
                (None, true) => wrong.push(format!("not seen: {kind}")),
                _ => {}
            }
        }
        wrong.extend(self.data.map(|seen| format!("other data: {seen}")));
        wrong
    }
}

fn note(kind: &mut Option<String>, place: &str, script: &Outcome, command: &Outcome) {
    kind.get_or_insert_with(|| format!("{place}\nscript  {script:?}\ncommand {command:?}"));
}

/// Errors of scripts name the script and the line.
fn is_same_error(script: &str, command: &str, said: &Said) -> bool {
    let text = command.strip_prefix("ERR ").unwrap_or(command);
    let is_other = said.text.contains("ERR instead of WRONGTYPE");
    script.contains(text) || is_other && script.contains("WRONGTYPE") && command.starts_with("ERR ")
}

/// The servers from the running one on.
fn target(connection: &mut Connection) -> Target {
    let information = call(connection, &["INFO", "server"]).unwrap();
    let line = |name: &str| information.lines().find_map(|line| line.strip_prefix(name));
    let required = match line("valkey_version:") {
        Some(version) => format!("valkey >= {version}"),
        None => format!("redis >= {}", line("redis_version:").unwrap()),
    };
    let minor = required.rsplit_once('.').unwrap().0;
    let mut target = Target::default();
    target.declare(Required::by(minor).unwrap()).unwrap();
    target
}

/// The command that does the same, or nearly the same.
fn said(script: &str, target: Target) -> Option<Said> {
    let mut settings = Settings {
        target,
        ..Settings::default()
    };
    settings
        .levels
        .set("similar_command", Level::Warn, None)
        .unwrap();
    let source = Source::new("x.lua", script);
    let analysis = analyze_alone(&source, Counts::default(), &settings);
    let mut found = analysis.notes.iter().chain(&analysis.diagnostics);
    let found: &Diagnostic =
        found.find(|found| ["single_command", "similar_command"].contains(&found.lint))?;
    Some(Said {
        command: found.message.split('`').nth(1).unwrap().to_owned(),
        text: format!("{:?} {:?}", found.notes, found.help),
        is_exact: found.lint == "single_command",
    })
}

fn evaluation<'a>(script: &'a str, arguments: &[&'a str; 3], second: &'a str) -> Vec<&'a str> {
    let mut words = vec!["EVAL", script, "2", "k", second];
    words.extend(arguments);
    words
}

fn command<'a>(text: &'a str, arguments: &[&'a str; 3], second: &'a str) -> Vec<&'a str> {
    let word = |word: &'a str| match word {
        "KEYS[1]" => "k",
        "KEYS[2]" => second,
        "ARGV[1]" => arguments[0],
        "ARGV[2]" => arguments[1],
        "ARGV[3]" => arguments[2],
        word => word,
    };
    text.split(' ').map(word).collect()
}

fn run(connection: &mut Connection, state: &str, words: &[&str]) -> Outcome {
    call(connection, &["FLUSHALL"]).unwrap();
    for line in state.split(", ").filter(|line| !line.is_empty()) {
        call(connection, &line.split(' ').collect::<Vec<_>>()).unwrap();
    }
    let reply = call(connection, words);
    let mut keys = Vec::new();
    for key in ["k", "l"] {
        let ttl = call(connection, &["TTL", key]).unwrap();
        // That of a hash has the times at which fields expire.
        let value = match call(connection, &["TYPE", key]).unwrap().as_str() {
            "+hash" => call(connection, &["HGETALL", key]).unwrap() + &field_ttl(connection, key),
            _ => call(connection, &["DUMP", key]).unwrap(),
        };
        keys.push((ttl.trim_start_matches(':').parse().unwrap(), value));
    }
    Outcome { reply, keys }
}

fn field_ttl(connection: &mut Connection, key: &str) -> String {
    let ttl = call(connection, &["HTTL", key, "FIELDS", "1", "a"]);
    ttl.unwrap_or_default()
}

fn call(connection: &mut Connection, words: &[&str]) -> Result<String, String> {
    connection.send(words);
    whole_reply(connection)
}

/// A reply with all that is in it.
fn whole_reply(connection: &mut Connection) -> Result<String, String> {
    let line = connection.reply()?;
    let (kind, count) = line.split_at_checked(1).unwrap_or(("", ""));
    let each = match kind {
        "*" | "~" => 1,
        "%" => 2,
        _ => 0,
    };
    let elements = each * count.parse().unwrap_or(0);
    let mut text = line.clone();
    for _ in 0..elements {
        text = format!("{text} {}", whole_reply(connection)?);
    }
    Ok(text)
}
