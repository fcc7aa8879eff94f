//! Finds scripts that one command can take the place of.
//!
//! # Why is this bad?
//! A single command is atomic as it is. As a script it costs the server a start of Lua more (3 to 4 microseconds), and the
//! server must know the script. That is not a mistake: the finding is a note, which `redis-script inspect`, JSON and the documentation of
//! the function show. The compiler and `redis-script check` show it if `redis-script.toml`, the attribute or a comment sets its level.
//!
//! Besides scripts that only call one command, it finds those for which a command of all targeted servers does the same:
//!
//! - GET, and DEL of what is replied: `GETDEL`, from Redis 6.2 on
//! - GET, and SET if there is nothing, or SET with NX, and GET: `SET ... NX GET`, from Redis 7.0 on. It replies nil if it stored the value.
//! - GET, and SET of another value: `SET ... GET`, from Redis 6.2 on
//! - GET, and DEL if the value is the one that is expected: `DELEX ... IFEQ` from Redis 8.4 on, `DELIFEQ` from Valkey 9.0 on
//! - GET, and SET if the value is the one that is expected: `SET ... IFEQ`, if the script replies OK or nil, and `SET ... IFEQ ... GET`, if it
//!   replies what it read; from Redis 8.4 and Valkey 8.1 on
//! - GET, and EXPIRE by a constant: `GETEX`, from Redis 6.2 on
//! - EXISTS, SISMEMBER, HEXISTS or HGET before a command that looks itself: `SET ... NX`, `SADD`, `SREM`, `HSETNX`, `HDEL`
//! - ZSCORE, and ZADD if the score is higher: `ZADD ... GT CH`, from Redis 6.2 on
//!
//! The same is: the same reply, the same time to live and the same errors. Three things are not counted. A server refuses a command
//! that may write even if it would not: on a replica, and if memory is full. It checks all arguments, also those that would not be
//! used. And a script's errors end with its name and line. [`similar_command`](#similar_command) finds commands that do almost the same.
//!
//! # Example
//! ```lua
//! local value = redis.call('GET', KEYS[1])
//! redis.call('DEL', KEYS[1])
//! return value
//! ```
//! Use instead: the command itself, `con.get_del(key)`.

use super::{ByDefault, Context, Lint, Topic};
use crate::needed;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "single_command",
    topic: Topic::Cost,
    by_default: ByDefault::Note,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(found) = needed::only_command(context) {
        let message = fill!("this script only calls `{}`", found.command);
        diagnostics.push(found.diagnostic(LINT.name, message));
    } else if let Some(found) = needed::instead(context)
        && found.differences.is_empty()
    {
        let message = fill!("`{}` does what this script does", found.command);
        diagnostics.push(found.diagnostic(LINT.name, message));
    }
}
