//! Calls of commands.

use super::tables::{READERS, WRITERS};
use super::{Generator, Type};
use crate::feature::Feature;
use crate::program::Content;
use crate::syntax::{
    Block, Expr, Stmt, binary, field, library, list, name, number, record, redis, text,
};

/// What Lua gets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reply {
    Number,
    /// A string or false.
    Maybe,
    List,
    Other,
}
use Reply::{List, Maybe, Number, Other};

/// A command: `K` stands for a key, `F` for a field or member, `V` for any text, `N` for a number; the rest is constant.
type Row = (&'static str, Reply);

const STRINGS: &[Row] = &[
    ("GET K", Maybe),
    ("STRLEN K", Number),
    ("GETRANGE K 0 1", Other),
    ("GETBIT K 7", Number),
    ("BITCOUNT K", Number),
    ("MGET K K", List),
    ("SET K V", Other),
    ("SETNX K V", Number),
    ("INCR K", Number),
    ("INCRBY K N", Number),
    ("DECR K", Number),
    ("INCRBYFLOAT K 0.5", Maybe),
    ("APPEND K V", Number),
    ("GETSET K V", Maybe),
    ("SETEX K 10 V", Other),
    ("PSETEX K 1000 V", Other),
    ("SETRANGE K 1 V", Number),
    ("SETBIT K 7 1", Number),
    ("MSET K V", Other),
    ("GET K", Maybe),
];
const HASHES: &[Row] = &[
    ("HGET K F", Maybe),
    ("HMGET K F F", List),
    ("HGETALL K", List),
    ("HEXISTS K F", Number),
    ("HLEN K", Number),
    ("HKEYS K", List),
    ("HVALS K", List),
    ("HSTRLEN K F", Number),
    ("HSCAN K 0", List),
    ("HSET K F V", Number),
    ("HSETNX K F V", Number),
    ("HINCRBY K F N", Number),
    ("HDEL K F", Number),
    ("HMSET K F V", Other),
    ("HINCRBYFLOAT K F 1.5", Maybe),
];
const LISTS: &[Row] = &[
    ("LLEN K", Number),
    ("LRANGE K 0 -1", List),
    ("LINDEX K 0", Maybe),
    ("LPUSH K V", Number),
    ("RPUSH K V V", Number),
    ("LPOP K", Maybe),
    ("RPOP K", Maybe),
    ("LSET K 0 V", Other),
    ("LREM K 0 V", Number),
    ("LTRIM K 0 1", Other),
    ("LINSERT K BEFORE a V", Number),
    ("RPOPLPUSH K K", Maybe),
    ("LPUSHX K V", Number),
];
const SETS: &[Row] = &[
    ("SADD K F F", Number),
    ("SREM K F", Number),
    ("SCARD K", Number),
    ("SISMEMBER K F", Number),
    ("SMEMBERS K", List),
    ("SINTER K K", List),
    ("SUNION K K", List),
    ("SDIFF K K", List),
    ("SSCAN K 0", List),
    ("SUNIONSTORE K K", Number),
    ("SMOVE K K F", Number),
];
const SORTED_SETS: &[Row] = &[
    ("ZADD K N F", Number),
    ("ZSCORE K F", Maybe),
    ("ZINCRBY K N F", Maybe),
    ("ZCARD K", Number),
    ("ZCOUNT K -inf +inf", Number),
    ("ZRANGE K 0 -1", List),
    ("ZRANK K F", Other),
    ("ZREM K F", Number),
    ("ZPOPMIN K", List),
    ("ZREVRANGE K 0 0", List),
    ("ZREMRANGEBYRANK K 0 0", Number),
    ("ZLEXCOUNT K - +", Number),
];
const STREAMS: &[Row] = &[
    ("XLEN K", Number),
    ("XRANGE K - +", List),
    ("XADD K 2-1 F V", Maybe),
    ("XDEL K 1-1", Number),
    ("XTRIM K MAXLEN 1", Number),
    ("XREAD STREAMS K 0", List),
    ("XREVRANGE K + - COUNT 1", List),
    ("XGROUP CREATE K g 0", Other),
    ("XPENDING K g", List),
];
const ANY_KEY: &[Row] = &[
    ("EXISTS K", Number),
    ("TTL K", Number),
    ("PTTL K", Number),
    ("TYPE K", Other),
    ("DEL K", Number),
    ("UNLINK K", Number),
    ("EXPIRE K 100", Number),
    ("PERSIST K", Number),
    ("RENAME K K", Other),
    ("OBJECT ENCODING K", Maybe),
    ("DBSIZE", Number),
    ("PING", Other),
    ("ECHO V", Other),
    ("PUBLISH c V", Number),
    ("KEYS k*", List),
    ("SCAN 0", List),
    ("TOUCH K", Number),
    ("EXISTS K K", Number),
    ("DUMP none", Maybe),
    ("SORT K ALPHA", List),
    ("PFADD K F", Number),
    ("PFCOUNT K", Number),
];
const OPTIONS: &[Row] = &[
    ("SET K V NX", Other),
    ("SET K V XX", Other),
    ("SET K V EX 100", Other),
    ("SET K V PX 1000 NX", Other),
    ("ZADD K NX N F", Number),
    ("ZADD K XX CH N F", Number),
    ("ZADD K INCR N F", Maybe),
    ("ZADD K NX INCR N F", Maybe),
    ("ZRANGE K 0 -1 WITHSCORES", List),
    ("ZRANGEBYSCORE K -inf +inf WITHSCORES LIMIT 0 1", List),
    ("ZREVRANGEBYSCORE K +inf -inf LIMIT 0 1", List),
    ("SCAN 0 COUNT 5", List),
    ("XADD K MAXLEN 2 3-1 F V", Maybe),
    ("HSCAN K 0 COUNT 5", List),
    ("BITCOUNT K 0 1", Number),
    ("SPOP K 0", List),
    ("SRANDMEMBER K 0", List),
    ("BITFIELD K GET u4 0", List),
    ("BITPOS K 1", Number),
];
/// Only some of the supported servers have these, in this form.
const NEW: &[Row] = &[
    ("SET K V GET", Maybe),
    ("SET K V KEEPTTL", Other),
    ("SET K V NX GET", Maybe),
    ("GETDEL K", Maybe),
    ("GETEX K EX 10", Maybe),
    ("LPOP K 2", List),
    ("LMOVE K K LEFT RIGHT", Maybe),
    ("LMPOP 1 K LEFT", List),
    ("SMISMEMBER K F F", List),
    ("SINTERCARD 1 K", Number),
    ("ZADD K GT N F", Number),
    ("ZMSCORE K F F", List),
    ("ZRANK K F WITHSCORE", List),
    ("BITCOUNT K 0 1 BIT", Number),
    ("EXPIRE K 100 NX", Number),
    ("EXPIRETIME K", Number),
    ("COPY K K", Number),
    ("LPOS K a", Other),
    ("LPOS K a COUNT 2", List),
    ("HRANDFIELD K 0", List),
    ("ZRANDMEMBER K 0", List),
    ("ZPOPMIN K 1", List),
    ("HEXPIRE K 10 FIELDS 1 F", List),
    ("HTTL K FIELDS 1 F", List),
    ("ZRANGESTORE K K 0 -1", Number),
    ("ZDIFF 1 K", List),
    ("ZUNION 2 K K", List),
    ("XAUTOCLAIM K g c 0 0", List),
    ("ZMPOP 1 K MIN", List),
    ("XADD K NOMKSTREAM 4-1 F V", Maybe),
    ("HGETDEL K FIELDS 1 F", List),
    ("SORT_RO K ALPHA", List),
    ("BITFIELD_RO K GET u4 0", List),
    ("LCS K K", Other),
    ("OBJECT FREQ K", Other),
    ("INCREX K", Other),
];

impl Generator {
    pub(super) fn command(&mut self) -> Expr {
        match self.random.below(22) {
            0..=10 => {
                let content = self.random.pick(&self.keys.clone());
                self.typed_command(content, |_| true)
            }
            11 | 12 => self.typed_command_of_any(),
            13..=15 => self.row(ANY_KEY, Feature::AnyKey, None, |_| true),
            16 | 17 => self.typed_row(OPTIONS, Feature::Options),
            _ => self.typed_row(NEW, Feature::NewCommands),
        }
    }

    /// A row whose keys hold what its command asks for.
    fn typed_row(&mut self, rows: &[Row], feature: Feature) -> Expr {
        let row = self.random.pick(rows);
        let command = row.0.split(' ').next().unwrap_or_default();
        let content = match command.as_bytes() {
            b"LCS" | b"SET" | b"COPY" | b"EXPIRE" | b"EXPIRETIME" | b"SCAN" | b"OBJECT"
            | b"SORT_RO" | b"INCREX" => None,
            [b'H', ..] => Some(Content::Hash),
            [b'L', ..] => Some(Content::List),
            [b'S', ..] => Some(Content::Set),
            [b'Z', ..] => Some(Content::SortedSet),
            [b'X', ..] => Some(Content::Stream),
            _ => Some(Content::Text("")),
        };
        self.row(&[row], feature, content, |_| true)
    }

    fn typed_command_of_any(&mut self) -> Expr {
        let content = self.random.pick(&Content::ALL);
        self.typed_command(content, |_| true)
    }

    pub(super) fn number_command(&mut self) -> Expr {
        let content = self.random.pick(&self.keys.clone());
        self.typed_command(content, |reply| reply == Number)
    }

    pub(super) fn list_command(&mut self) -> Expr {
        let content = self.random.pick(&self.keys.clone());
        self.typed_command(content, |reply| reply == List)
    }

    /// A string, or false where it is missing.
    pub(super) fn maybe_text_command(&mut self) -> Expr {
        let content = self.random.pick(&[
            Content::Text(""),
            Content::Hash,
            Content::List,
            Content::SortedSet,
        ]);
        self.typed_command(content, |reply| reply == Maybe)
    }

    fn typed_command(&mut self, content: Content, wanted: impl Fn(Reply) -> bool) -> Expr {
        let (rows, feature) = match content {
            Content::Text(_) => (STRINGS, Feature::Strings),
            Content::Hash => (HASHES, Feature::Hashes),
            Content::List => (LISTS, Feature::Lists),
            Content::Set => (SETS, Feature::Sets),
            Content::SortedSet => (SORTED_SETS, Feature::SortedSets),
            Content::Stream => (STREAMS, Feature::Streams),
        };
        self.row(rows, feature, Some(content), wanted)
    }

    fn row(
        &mut self,
        rows: &[Row],
        feature: Feature,
        content: Option<Content>,
        wanted: impl Fn(Reply) -> bool,
    ) -> Expr {
        let fitting: Vec<Row> = rows
            .iter()
            .copied()
            .filter(|(_, reply)| wanted(*reply))
            .collect();
        let (words, _) = if fitting.is_empty() {
            self.random.pick(rows)
        } else {
            self.random.pick(&fitting)
        };
        self.uses(feature);
        let arguments = words
            .split(' ')
            .map(|word| self.argument_of(word, content))
            .collect();
        let function = if self.random.chance(6) {
            self.uses(Feature::PcallCommand);
            "pcall"
        } else {
            "call"
        };
        redis(function, arguments)
    }

    fn argument_of(&mut self, word: &str, content: Option<Content>) -> Expr {
        match word {
            "K" => match content {
                Some(content) => self.key_of(content),
                None => self.key_argument(),
            },
            "F" if self.random.chance(70) => text(self.random.pick(&["a", "b", "c"])),
            "F" | "V" => match self.random.below(16) {
                0 => self.any(0),
                1 => self.number(1),
                _ => self.text(1),
            },
            "N" => {
                if self.random.chance(60) {
                    number(1 + self.random.below(4))
                } else {
                    self.number(1)
                }
            }
            word => text(word),
        }
    }

    /// A statement that is a call, or keeps its reply.
    pub(super) fn command_statement(&mut self, out: &mut Block) {
        match self.random.below(10) {
            0..=3 => {
                let called = self.command();
                out.push(Stmt::Call(called));
            }
            4 | 5 => {
                let called = self.command();
                self.local(out, Type::Any, called);
            }
            6 => {
                let called = self.number_command();
                self.local(out, Type::Number, called);
            }
            7 => {
                let called = self.list_command();
                self.local(out, Type::List, called);
            }
            _ => self.computed_name(out),
        }
    }

    /// A command whose name is no literal of the call.
    fn computed_name(&mut self, out: &mut Block) {
        let names = if self.random.chance(75) {
            READERS
        } else {
            WRITERS
        };
        let name_of = self.random.pick(names);
        let key = self.key_of(Content::Text(""));
        let command = match self.random.below(5) {
            0 => {
                self.uses(Feature::CommandVariable);
                let variable = self.local(out, Type::Any, text(name_of));
                if self.random.chance(40) {
                    let (condition, other) = (self.condition(1), self.random.pick(WRITERS));
                    out.push(Stmt::If(
                        vec![(
                            condition,
                            vec![crate::syntax::assign(variable.clone(), text(other))],
                        )],
                        None,
                    ));
                }
                variable
            }
            1 => {
                self.uses(Feature::CommandTable);
                let cell = field(self.record(0), "cmd");
                binary("or", cell, text(name_of))
            }
            2 => {
                self.uses(Feature::CommandTable);
                let table = list(vec![text(name_of), text(self.random.pick(READERS))]);
                let table = self.local(out, Type::List, table);
                crate::syntax::index(table, number(1 + self.random.below(2)))
            }
            3 => {
                self.uses(Feature::CommandBuilt);
                let (first, rest) = name_of.split_at(1);
                binary("..", text(first), text(rest))
            }
            _ => {
                self.uses(Feature::CommandArgument);
                let table = record(vec![
                    ("get", text("GET")),
                    ("len", text("STRLEN")),
                    ("a", text(name_of)),
                ]);
                let table = self.local(out, Type::Any, table);
                let found = crate::syntax::index(table, binary("or", self.argument(), text("a")));
                binary("or", found, text("EXISTS"))
            }
        };
        let called = redis("call", vec![command, key]);
        self.local(out, Type::Any, called);
    }

    /// Members and functions that some servers lack, and RESP3.
    pub(super) fn special_statement(&mut self, out: &mut Block) {
        match self.random.below(6) {
            0 => {
                self.uses(Feature::Setresp);
                out.push(Stmt::Call(library(
                    "redis.setresp",
                    vec![number(2 + self.random.below(2))],
                )));
            }
            1 => {
                self.uses(Feature::NewMembers);
                let member = self.random.pick(&[
                    "REDIS_VERSION",
                    "REDIS_VERSION_NUM",
                    "SERVER_NAME",
                    "REPL_ALL",
                ]);
                self.local(out, Type::Any, field(name("redis"), member));
            }
            2 => {
                self.uses(Feature::NewMembers);
                let called = library(
                    self.random
                        .pick(&["os.clock", "redis.acl_check_cmd", "server.call"]),
                    vec![text("PING")],
                );
                let kind = library("type", vec![called]);
                self.local(out, Type::Text, kind);
            }
            3 => {
                self.uses(Feature::ReadonlyLibrary);
                let library = self.random.pick(&["string", "redis", "math", "cjson"]);
                out.push(crate::syntax::assign(
                    field(name(library), "extra"),
                    number(1),
                ));
            }
            4 => {
                self.uses(Feature::Loadstring);
                let code = self.random.pick(&[
                    "return 1",
                    "return redis.call('DEL', KEYS[1])",
                    "return ARGV[3]",
                ]);
                let called = crate::syntax::call(library("loadstring", vec![text(code)]), vec![]);
                self.local(out, Type::Any, called);
            }
            _ => {
                self.uses(Feature::CertainError);
                let wrong = match self.random.below(4) {
                    0 => binary("+", self.key(), text("x")),
                    1 => field(crate::syntax::literal("nil"), "n"),
                    2 => redis("call", vec![text("NOSUCH"), self.key()]),
                    _ => binary("..", list(vec![]), text("x")),
                };
                let wrong = Expr::Paren(Box::new(wrong));
                let condition = self.condition(1);
                let failing = vec![crate::syntax::local("wrong", wrong)];
                out.push(Stmt::If(vec![(condition, failing)], None));
            }
        }
    }
}
