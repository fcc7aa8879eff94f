//! Two commands and what stands between them, and the one command that does the same.
//!
//! A pattern names a command and its arguments. Letters are values: a letter that comes again is the same value. `r` is the reply
//! of the first command, `w` the value that it is compared with, `t` a time or a score, `y` the integer after `x`, and `*` the
//! options of SET that say when the key expires. Commands are first written as [`SPELLINGS`] says: EXPIRE and its kin have the
//! unit `u` before the time.

mod rules;

pub(crate) use self::rules::{RULES, TIME_FIRST};

use std::fmt;

/// Commands that patterns write in another way.
pub(crate) const SPELLINGS: &[&str] = &[
    "UNLINK k => DEL k",
    "SETEX k t v => SET k v EX t",
    "PSETEX k t v => SET k v PX t",
    "EXPIRE k t => EXPIRE k EX t",
    "EXPIRE k t NX => EXPIRE k EX t NX",
    "PEXPIRE k t => EXPIRE k PX t",
    "PEXPIRE k t NX => EXPIRE k PX t NX",
    "EXPIREAT k t => EXPIRE k EXAT t",
    "PEXPIREAT k t => EXPIRE k PXAT t",
];

/// What becomes one SET: that of a key without options, and a call that gives the key an expiry.
pub(crate) const SET_AND_EXPIRE: [&str; 2] = ["SET k v", "EXPIRE k u t"];

/// What a second command replies when it does what it is called for.
pub(crate) fn reply_of_second(name: &str) -> Said {
    match name {
        "SET" => Said::Ok,
        "DEL" | "SADD" | "SREM" | "HSET" | "HDEL" | "SETNX" | "EXPIRE" | "PERSIST" => {
            Said::Integer(1)
        }
        _ => Said::Second,
    }
}

/// What must be so of the reply of the first command before the second one is called.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum When {
    /// Nothing.
    Always,
    /// It is null.
    Null,
    /// It is not null.
    There,
    /// It is this number.
    Number(i64),
    /// It is `w`.
    Equal,
    /// It is null or less than `t`.
    NullOrLess,
}

/// What is replied.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Said {
    Null,
    Integer(i64),
    Ok,
    /// What the first command read.
    Old,
    /// What the second one replies, if nothing more is known.
    Second,
    /// What the second one stored.
    New,
    /// What only the one command replies.
    Own(&'static str),
    /// Something else.
    Other,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Null => "nil",
            Self::Integer(number) => return write!(f, "{number}"),
            Self::Ok => "OK",
            Self::Old => "the reply of its first command",
            Self::Second => "the reply of its last command",
            Self::New => "the value that it stored",
            Self::Own(text) => text,
            Self::Other => "something else",
        };
        f.write_str(text)
    }
}

/// The one command that does what two do.
pub(crate) struct Rule {
    /// The first command, `|`, the second, `=>` and the one.
    text: &'static str,
    pub(crate) when: &'static [When],
    /// What it replies if the script calls both commands, and if not.
    pub(crate) replies: [Said; 2],
    /// In what else it differs.
    pub(crate) differs: Differs,
}

impl Rule {
    /// The first command, the second one, and the one that does what both do.
    pub(crate) fn commands(&self) -> Option<[&'static str; 3]> {
        let (both, one) = self.text.split_once(" => ")?;
        let (first, second) = both.split_once(" | ")?;
        Some([first, second, one])
    }
}

/// A difference that is not one of the reply.
#[derive(Clone, Copy)]
pub(crate) enum Differs {
    No,
    /// So little that the command can take the script's place.
    Hardly(&'static str),
    /// The same, if the script always calls both commands.
    IfAlways(&'static str),
    /// Only if the time is not a constant that servers take.
    ByTime(&'static str),
    Always(&'static str),
}
