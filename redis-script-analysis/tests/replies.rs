//! A real server is the oracle for what commands reply to scripts. `REDIS_SERVER` names another binary than the
//! `redis-server` or `valkey-server` of the PATH; what it lacks is skipped, and shown on newer servers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use redis_script_analysis::redis::commands::{self, Lookup};
use redis_script_analysis::redis::replies::Shape;
use support::{Connection, Server};

/// Lines in the order in which they run, each section on an empty database. A line that begins with `>` is a call whose
/// reply is looked at; behind `@` stands the first Redis that takes such arguments, where the command is older.
const CALLS: &str = include_str!("replies/calls.txt");

/// Gives a reply's structure as one line: `i1` a number, `s` a status, `n` a null, `d` a text that is a number, `b`
/// another text, `[` and `]` around elements.
const DESCRIBE: &str = "
local function describe(value)
  if type(value) == 'number' then return string.format('i%.0f', value) end
  if type(value) == 'string' then return tonumber(value) and 'd' or 'b' end
  if not value then return 'n' end
  if value.ok then return 's' end
  local parts = {}
  for at = 1, #value do parts[at] = describe(value[at]) end
  return '[ ' .. table.concat(parts, ' ') .. ' ]'
end
return describe(redis.call(unpack(ARGV)))";

/// Commands of whose alternatives a server shows only some: up to 6.2 an entry that was deleted is claimed as null, and
/// `XAUTOCLAIM` names no such entries; up to 6.2 groups have no fields that may be null; scripts cannot read as a group
/// on 5.0.
const BY_VERSION: [&str; 4] = ["XCLAIM", "XAUTOCLAIM", "XINFO", "XPENDING"];

#[derive(Debug)]
enum Reply {
    Integer(i64),
    Number,
    Text,
    Status,
    Null,
    Array(Vec<Reply>),
}

/// The shape of a call's reply; of a command that is not known, any.
fn shape(name: &str, arguments: &[Option<&[u8]>], open: bool) -> Shape {
    match commands::find(name.as_bytes(), arguments.first().copied().flatten()) {
        Lookup::Found(command) => Shape::of(command, arguments, open),
        _ => Shape::Any,
    }
}

#[test]
fn replies_have_the_shapes_that_are_claimed() {
    let server = Server::start();
    let mut connection = server.connect();
    let version = version(&mut connection);
    let mut seen = Seen::default();
    let (mut ran, mut wrong) = (0, Vec::new());
    for line in CALLS.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            connection.send(&["FLUSHALL"]);
            connection.reply().unwrap();
            continue;
        }
        let looked_at = line.strip_prefix("> ");
        let (since, call) = since(looked_at.unwrap_or(line));
        let words: Vec<_> = call.split(' ').collect();
        if version < since || !has_for_scripts(&mut connection, words[0]) {
            seen.skipped.insert(words[0].to_owned());
            continue;
        }
        let described = eval(&mut connection, DESCRIBE, &words);
        let text = match described {
            Ok(text) => text,
            Err(error) => {
                wrong.push(format!("{call}: {error}"));
                continue;
            }
        };
        if looked_at.is_none() {
            continue;
        }
        ran += 1;
        let arguments: Vec<_> = words[1..]
            .iter()
            .map(|word| Some(word.as_bytes()))
            .collect();
        let shape = shape(words[0], &arguments, false);
        let reply = read(&mut text.split_whitespace()).unwrap();
        if !seen.fits(&shape, &reply, &format!("{} {shape:?}", words[0])) {
            wrong.push(format!("{call}: {reply:?} is no {shape:?}"));
        }
    }
    wrong.extend(seen.missing());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(ran > 150, "only {ran} calls ran");
}

fn eval(connection: &mut Connection, script: &str, arguments: &[&str]) -> Result<String, String> {
    connection.send(&[&["EVAL", script, "0"], arguments].concat());
    connection.reply()
}

/// Whether the server has a command and lets scripts call it.
fn has_for_scripts(connection: &mut Connection, command: &str) -> bool {
    // The flags are statuses. Those of a container are its subcommands' concern since 7.0.
    let script = "
        local info = redis.call('COMMAND', 'INFO', ARGV[1])[1]
        if not info then return 'absent' end
        for _, flag in ipairs(info[3]) do if flag.ok == 'noscript' then return 'noscript' end end
        return 'ok'";
    eval(connection, script, &[command]).unwrap() == "ok"
}

/// The version that `INFO` names: of Valkey, the Redis it is compatible with.
fn version(connection: &mut Connection) -> (u32, u32) {
    let script = "return redis.call('INFO', 'server'):match('redis_version:(%d+%.%d+)')";
    number(&eval(connection, script, &[]).unwrap())
}

fn number(text: &str) -> (u32, u32) {
    let (major, minor) = text.split_once('.').unwrap();
    (major.parse().unwrap(), minor.parse().unwrap())
}

fn since(line: &str) -> ((u32, u32), &str) {
    let marked = line.strip_prefix('@').and_then(|line| line.split_once(' '));
    marked.map_or(((0, 0), line), |(version, call)| (number(version), call))
}

fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Reply> {
    Some(match words.next()? {
        "]" => return None,
        "[" => Reply::Array(std::iter::from_fn(|| read(words)).collect()),
        word => scalar(word),
    })
}

fn scalar(word: &str) -> Reply {
    match word {
        "d" => Reply::Number,
        "b" => Reply::Text,
        "s" => Reply::Status,
        "n" => Reply::Null,
        integer => Reply::Integer(integer[1..].parse().unwrap()),
    }
}

/// Which alternatives came about.
#[derive(Default)]
struct Seen {
    skipped: BTreeSet<String>,
    /// By the command and the place in its shape: for each alternative, whether it was seen.
    alternatives: BTreeMap<String, Vec<(String, bool)>>,
}

impl Seen {
    fn fits(&mut self, shape: &Shape, reply: &Reply, place: &str) -> bool {
        match (shape, reply) {
            (Shape::Flag, Reply::Integer(0 | 1))
            | (Shape::Integer, Reply::Integer(_))
            | (Shape::Double, Reply::Number)
            | (Shape::Bulk, Reply::Number | Reply::Text)
            | (Shape::Status, Reply::Status)
            | (Shape::Null, Reply::Null)
            | (Shape::Any, _) => true,
            (Shape::Array(item) | Shape::Set(item), Reply::Array(found)) => found
                .iter()
                .all(|reply| self.fits(item, reply, &format!("{place} item"))),
            (Shape::Tuple(items), Reply::Array(found)) => {
                let alike = items.windows(2).all(|pair| pair[0] == pair[1]);
                let mut pairs = items.iter().zip(found).enumerate();
                items.len() == found.len()
                    && pairs.all(|(at, (item, reply))| {
                        let at = if alike { 0 } else { at };
                        self.fits(item, reply, &format!("{place} {at}"))
                    })
            }
            (Shape::Map(key, value), Reply::Array(found)) => {
                found.len() % 2 == 0
                    && found.chunks(2).all(|pair| {
                        self.fits(key, &pair[0], &format!("{place} key"))
                            && self.fits(value, &pair[1], &format!("{place} value"))
                    })
            }
            (Shape::OneOf(shapes), reply) => self.fits_one(shapes, reply, place),
            _ => false,
        }
    }

    fn fits_one(&mut self, shapes: &[Shape], reply: &Reply, place: &str) -> bool {
        let mut any = false;
        for (at, shape) in shapes.iter().enumerate() {
            let fits = self.fits(shape, reply, &format!("{place} or {at}"));
            any |= fits;
            let alternatives = self.alternatives.entry(place.to_owned()).or_default();
            match alternatives.get_mut(at) {
                Some((_, seen)) => *seen |= fits,
                None => alternatives.push((format!("{shape:?}"), fits)),
            }
        }
        any
    }

    /// The alternatives that no call showed, of commands of which this server ran all calls.
    fn missing(&self) -> Vec<String> {
        let ours = self.alternatives.iter().filter(|(place, _)| {
            let command = place.split(' ').next().unwrap();
            !self.skipped.contains(command) && !BY_VERSION.contains(&command)
        });
        let unseen = ours.flat_map(|(place, alternatives)| {
            let unseen = alternatives.iter().filter(|(_, seen)| !seen);
            unseen.map(move |(shape, _)| format!("{place}: {shape} was not seen"))
        });
        unseen.collect()
    }
}

#[test]
fn arguments_that_are_not_constant_leave_both() {
    let reply = |call: &str| {
        let words: Vec<_> = call.split(' ').collect();
        let open = words.last() == Some(&"...");
        let arguments = words[1..words.len() - usize::from(open)].iter();
        let arguments: Vec<_> = arguments
            .map(|word| (*word != "?").then_some(word.as_bytes()))
            .collect();
        format!("{:?}", shape(words[0], &arguments, open))
    };
    for (call, expected) in [
        ("SET k GET", "Status"),
        ("SET ? ?", "Status"),
        ("SET k v EX ?", "Status"),
        ("SET k v EX ? NX", "OneOf([Status, Null])"),
        ("SET k v ?", "OneOf([Bulk, Null, Status])"),
        ("SET k v ...", "OneOf([Bulk, Null, Status])"),
        ("ZADD k ? ?", "Flag"),
        ("ZADD k 1 incr 2 m", "Integer"),
        ("ZADD k ? ? ? m", "OneOf([Double, Null, Integer])"),
        ("XADD k MAXLEN ~ ? * f NOMKSTREAM", "Bulk"),
        ("XADD k NOMKSTREAM * f ?", "OneOf([Bulk, Null])"),
        ("LPOP k ...", "OneOf([Bulk, Null, Array(Bulk)])"),
        ("ZRANGE k 0 ?", "Array(Bulk)"),
        ("ZRANGE k ? ? WITHSCORES", "Map(Bulk, Double)"),
        ("ZRANGE k 0 1 ?", "OneOf([Map(Bulk, Double), Array(Bulk)])"),
        ("SORT k BY STORE", "Array(Bulk)"),
        (
            "MGET k ?",
            "Tuple([OneOf([Bulk, Null]), OneOf([Bulk, Null])])",
        ),
        ("MGET k ...", "Array(OneOf([Bulk, Null]))"),
        ("OBJECT ? k", "Any"),
        ("FT.SEARCH i q", "Any"),
    ] {
        assert_eq!(reply(call), expected, "{call}");
    }
}
