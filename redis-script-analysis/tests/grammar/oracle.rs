//! A server that is asked what it thinks of calls.

use redis_script_analysis::redis::commands::Command;
use redis_script_analysis::redis::servers::{KNOWN, Servers};

use crate::sample::Call;
use crate::support::{Connection, HUNG, Server};

/// Fills `k` and `l` with a type's values, and calls the command on them.
const SCRIPT: &str = "
for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('DEL', key) end
local fill = {
  string = function(key) redis.call('SET', key, '10') end,
  list = function(key) redis.call('RPUSH', key, '1', '2', '3') end,
  set = function(key) redis.call('SADD', key, '1', '2', 'a') end,
  hash = function(key) redis.call('HSET', key, 'f', '1', 'g', '2') end,
  zset = function(key) redis.call('ZADD', key, 1, 'a', 2, 'b') end,
  geo = function(key) redis.call('GEOADD', key, 1, 1, 'a', 2, 2, 'b') end,
  log = function(key) redis.call('PFADD', key, 'a') end,
  stream = function(key)
    redis.call('XADD', key, '1-1', 'f', 'v')
    redis.call('XADD', key, '1-2', 'f', 'v')
    redis.call('XGROUP', 'CREATE', key, 'g', '0')
  end,
}
if fill[ARGV[1]] then fill[ARGV[1]]('k') fill[ARGV[1]]('l') end
local reply = redis.pcall(unpack(ARGV, 2))
if type(reply) == 'table' and reply.err then return 'no ' .. reply.err end
return 'yes'";

/// What a server says to a call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Taken,
    /// For its arguments: the error.
    Refused(String),
    /// For what the keys hold, or another reason.
    Failed,
}

/// How often the calls of a command are tried with a new server.
const STARTS: usize = 3;

pub(crate) struct Oracle {
    connection: Connection,
    /// The SHA1 of the script.
    loaded: String,
    _server: Server,
}

impl Oracle {
    pub(crate) fn start() -> Self {
        let server = Server::start();
        let mut connection = server.connect();
        connection.send(&["SCRIPT", "LOAD", SCRIPT]);
        Self {
            loaded: connection.reply().unwrap(),
            connection,
            _server: server,
        }
    }

    /// The server among those that are known.
    pub(crate) fn server(&mut self) -> Option<Servers> {
        let script = "return redis.call('INFO', 'server')";
        self.connection.send(&["EVAL", script, "0"]);
        let info = self.connection.reply().unwrap();
        let info = info
            .replace("redis_version:", "Redis ")
            .replace("valkey_version:", "Valkey ");
        let is_this = |name: &String| info.lines().any(|line| line.trim() == name);
        // Valkey says the version of the Redis that it stands in for, too.
        let mut known = KNOWN.into_iter().rev();
        let server = known.find(|server| is_this(&server.to_string()))?;
        Some(Servers::matching(|other| other == server))
    }

    /// What it says to calls where the keys exist.
    pub(crate) fn ask(&mut self, command: Command, calls: &[Call]) -> Vec<Verdict> {
        self.ask_with(key_type(command.name()), command, calls)
    }

    /// What it says to them on an empty database.
    pub(crate) fn ask_without_keys(&mut self, command: Command, calls: &[Call]) -> Vec<Verdict> {
        self.ask_with("nothing", command, calls)
    }

    fn ask_with(&mut self, held: &str, command: Command, calls: &[Call]) -> Vec<Verdict> {
        for _ in 0..STARTS {
            for call in calls {
                self.send(held, command, call);
            }
            let verdicts: Option<Vec<_>> = calls.iter().map(|call| self.verdict(call)).collect();
            if let Some(verdicts) = verdicts {
                return verdicts;
            }
            *self = Self::start();
        }
        panic!("the server hangs over {} with {calls:?}", command.name());
    }

    fn send(&mut self, held: &str, command: Command, call: &Call) {
        let mut request = vec!["EVALSHA", &self.loaded, "0", held];
        request.extend(command.name().split(' '));
        request.extend(call.iter().map(String::as_str));
        self.connection.send(&request);
    }

    /// `None` if the server hung.
    fn verdict(&mut self, call: &Call) -> Option<Verdict> {
        let answer = match self.connection.reply() {
            Err(error) if error == HUNG => return None,
            answer => answer.unwrap_or_else(|error| panic!("{call:?}: {error}")),
        };
        Some(match answer.strip_prefix("no ") {
            None => Verdict::Taken,
            Some(error) if is_about_arguments(error) => Verdict::Refused(error.to_owned()),
            Some(_) => Verdict::Failed,
        })
    }
}

/// What the keys of a command hold.
fn key_type(command: &str) -> &'static str {
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| command.starts_with(prefix));
    match () {
        () if begins(&[
            "sort", "bl", "br", "rpop", "rpush", "lm", "lp", "ll", "lr", "ls", "li", "lt",
        ]) =>
        {
            "list"
        }
        () if begins(&["z", "bz"]) => "zset",
        () if begins(&["geo"]) => "geo",
        () if begins(&["pf"]) => "log",
        () if begins(&["x"]) => "stream",
        () if begins(&["h"]) => "hash",
        () if begins(&["sa", "sc", "sd", "si", "sm", "sp", "sr", "ss", "su"])
            && command != "substr" =>
        {
            "set"
        }
        () => "string",
    }
}

fn is_about_arguments(error: &str) -> bool {
    let signs = [
        "syntax error",
        "an integer",
        "float",
        "rong number",
        "must be",
        "nvalid",
        "not valid",
        "nsupported",
        "can't be",
        "out of range",
        "should be",
        "at least 1",
        "compatible",
        "ot allowed",
        "nknown",
        "ust be",
        "only",
        "mandatory",
        "unrecognized",
        "argument",
        "Parameter",
        "parameter",
        "requires",
        "Wrong",
        "Unbalanced",
    ];
    signs.iter().any(|sign| error.contains(sign))
        && !error.contains("WRONGTYPE")
        && !error.contains("requires the key to exist")
}
