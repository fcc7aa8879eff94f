//! What a script logs of itself: which expressions and statements were complete, and what the expressions were.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use redis_script_analysis::facts::EntryTable;

use crate::server::Reply;

/// What a value was.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// nil
    Nil,
    /// true or false
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(Vec<u8>),
    /// A string too long to log.
    LongText,
    /// KEYS or ARGV.
    Entries(EntryTable),
    /// A library.
    Library,
    /// A table, by the number of the constructor's node if one made it.
    Table(Option<usize>),
    /// A table whose `err` is a string, as `redis.pcall` gives it.
    ErrorTable(Option<usize>),
    /// A function of the script, by the number of its node.
    Closure(usize),
    /// Another function.
    Builtin,
    /// A userdata or a coroutine.
    Other,
}

/// The log of one run, by the numbers of nodes.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// What each complete node was, each value once; a statement is `Nil`.
    pub seen: BTreeMap<usize, Vec<Seen>>,
    /// Which of them were a table with something in it: neither false nor 0, nor the type of a key that is not there.
    pub filled: BTreeSet<usize>,
    /// Whether the script came to its end without an error.
    pub succeeded: bool,
    /// Its result as an element of an array, or the error's.
    pub result: Option<Reply>,
}

/// What stands before the script, on its first line, so that lines keep their numbers.
const BEFORE: &str = "\
local __L, __S, __N, __I = {}, {}, 0, {} local __v, __m, __s, __i, __f do \
local type, format, tostring, rawget, next = type, string.format, tostring, rawget, next \
local KEYS, ARGV, I = KEYS, ARGV, __I I[KEYS] = 'K' I[ARGV] = 'A' \
for n in string.gmatch('_G string table math bit cjson cmsgpack struct redis coroutine os debug', '%S+') do \
local l = rawget(_G, n) if l then I[l] = 'L' end end \
local function full(x, depth) for _, v in next, x do \
if type(v) == 'table' then if depth < 3 and full(v, depth + 1) then return true end \
elseif v and v ~= 0 and v ~= '0' and v ~= 'none' then return true end end end \
local function log(i, x) local t = type(x) \
if t == 'number' then t = format('n%.17g', x) \
elseif t == 'string' then t = #x > 200 and 'S' or 's' .. x \
elseif t == 'table' then if not I[x] and not __S[i] and full(x, 1) then \
__S[i] = true __N = __N + 1 __L[__N] = i .. ':+' end t = (type(rawget(x, 'err')) == 'string' and 'e' or 't') .. (I[x] or '') \
elseif t == 'function' then t = 'f' .. (I[x] or '') end \
local k = i .. ':' .. (t == 'boolean' and tostring(x) or t) \
if not __S[k] and __N < 4000 then __S[k] = true __N = __N + 1 __L[__N] = k end end \
__v = function(i, x) log(i, x) return x end \
__m = function(i, ...) log(i, (...)) return ... end \
__i = function(i, x) I[x] = I[x] or tostring(i) log(i, x) return x end \
__f = function(i, x, name) if name and type(x) == 'table' then x = rawget(x, name) end \
if type(x) == 'function' then I[x] = I[x] or tostring(i) end end \
__s = function(i) log(i) end end \
local function __main() ";

const AFTER: &str = "end local __ok, __r = pcall(__main) return {__L, __ok and 1 or 0, {__r}}";

/// A runnable script of a text that logs.
#[must_use]
pub fn logging_script(text: &str) -> String {
    format!("{BEFORE}{text}{AFTER}")
}

impl Log {
    /// Reads the reply of a script that logs; `None` if it is something else, such as an error of the server.
    #[must_use]
    pub fn read(reply: &Reply) -> Option<Self> {
        let [entries, succeeded, result] = reply.items() else {
            return None;
        };
        let mut log = Self {
            succeeded: *succeeded == Reply::Integer(1),
            result: result.items().first().cloned(),
            ..Self::default()
        };
        for entry in entries.items() {
            if let Reply::Bulk(bytes) = entry {
                let colon = bytes.iter().position(|byte| *byte == b':')?;
                let (id, value) = (&bytes[..colon], &bytes[colon + 1..]);
                if value == b"+" {
                    log.filled.insert(parsed(id)?);
                    continue;
                }
                log.seen
                    .entry(parsed(id)?)
                    .or_default()
                    .push(Seen::read(value)?);
            }
        }
        Some(log)
    }
}

impl Seen {
    /// Its type, as Lua names it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Nil => "nil",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) | Self::LongText => "string",
            Self::Entries(_) | Self::Library | Self::Table(_) | Self::ErrorTable(_) => "table",
            Self::Closure(_) | Self::Builtin => "function",
            Self::Other => "userdata",
        }
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            b"nil" => Self::Nil,
            b"true" => Self::Boolean(true),
            b"false" => Self::Boolean(false),
            b"userdata" | b"thread" => Self::Other,
            b"tK" | b"eK" => Self::Entries(EntryTable::Keys),
            b"tA" | b"eA" => Self::Entries(EntryTable::Argv),
            b"tL" | b"eL" => Self::Library,
            b"t" => Self::Table(None),
            b"e" => Self::ErrorTable(None),
            b"f" => Self::Builtin,
            b"S" => Self::LongText,
            [b't', node @ ..] => Self::Table(Some(parsed(node)?)),
            [b'e', node @ ..] => Self::ErrorTable(Some(parsed(node)?)),
            [b'f', node @ ..] => Self::Closure(parsed(node)?),
            [b's', text @ ..] => Self::Text(text.to_vec()),
            [b'n', digits @ ..] => Self::Number(number(std::str::from_utf8(digits).ok()?)?),
            _ => return None,
        })
    }
}

/// As a report shows it.
impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "the number {value}"),
            Self::Text(text) => write!(f, "the string '{}'", text.escape_ascii()),
            other => f.write_str(other.kind()),
        }
    }
}

fn parsed(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// A number as C writes it.
fn number(digits: &str) -> Option<f64> {
    match digits.trim_start_matches('-') {
        "nan" => Some(f64::NAN),
        _ => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_back() {
        assert_eq!(Seen::read(b"nil"), Some(Seen::Nil));
        assert_eq!(Seen::read(b"n-inf"), Some(Seen::Number(f64::NEG_INFINITY)));
        assert_eq!(
            Seen::read(b"n9007199254740992"),
            Some(Seen::Number(9_007_199_254_740_992.0))
        );
        assert!(matches!(Seen::read(b"n-nan"), Some(Seen::Number(nan)) if nan.is_nan()));
        // A string that begins as another mark does.
        assert_eq!(Seen::read(b"snil"), Some(Seen::Text(b"nil".to_vec())));
        assert_eq!(Seen::read(b"t12"), Some(Seen::Table(Some(12))));
        assert_eq!(Seen::read(b"f"), Some(Seen::Builtin));
        assert_eq!(Seen::read(b"x"), None);
    }
}
