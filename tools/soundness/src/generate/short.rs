//! Short scripts: two commands, of which the second may depend on what the first one replied. One command may do the same.

use super::Generator;
use crate::feature::Feature;
use crate::program::Content;
use crate::syntax::{
    Block, Expr, Stmt, binary, index, library, literal, local, name, number, redis, text, unary,
};

/// The first command, the second one, and what the key holds. `V` is the first entry of ARGV, `W` the second one.
const PAIRS: &[(&str, &[&str], Content)] = &[
    (
        "GET K",
        &[
            "DEL K",
            "SET K V",
            "SET K W EX 100",
            "SETNX K V",
            "EXPIRE K 100",
            "PERSIST K",
            "SET K V NX",
            "SETEX K 100 V",
        ],
        Content::Text("10"),
    ),
    ("SETNX K V", &["GET K", "EXPIRE K 100"], Content::Text("10")),
    (
        "SET K V NX",
        &["GET K", "EXPIRE K 100"],
        Content::Text("10"),
    ),
    ("SET K V", &["GET K", "EXPIRE K 100"], Content::Text("10")),
    (
        "EXISTS K",
        &["SET K V", "DEL K", "SET K V EX 100"],
        Content::Text("10"),
    ),
    ("SISMEMBER K a", &["SADD K a", "SREM K a"], Content::Set),
    (
        "SISMEMBER K V",
        &["SADD K V", "SREM K V", "SADD K W"],
        Content::Set,
    ),
    ("HEXISTS K a", &["HSET K a V", "HDEL K a"], Content::Hash),
    (
        "HGET K a",
        &["HSET K a V", "HDEL K a", "HSETNX K a V"],
        Content::Hash,
    ),
    (
        "ZSCORE K a",
        &["ZADD K V a", "ZREM K a", "ZADD K 2 a"],
        Content::SortedSet,
    ),
    ("INCR K", &["EXPIRE K 100"], Content::Text("10")),
];

impl Generator {
    pub(super) fn short_script(&mut self) -> Block {
        self.uses(Feature::ShortScript);
        let (first, second, content) = self.random.pick(PAIRS);
        let second = self.random.pick(second);
        self.keys = vec![content];
        self.arguments = 2;
        self.expiring = true;
        let mut out = vec![local("r", Self::short_call(first))];
        let acting = local("s", Self::short_call(second));
        let test = self.short_test();
        match test {
            Some(test) if self.random.chance(70) => {
                let body = vec![acting, Stmt::Return(vec![self.short_reply("s")])];
                out.push(Stmt::If(vec![(test, body)], None));
                out.push(Stmt::Return(vec![self.short_reply("r")]));
            }
            Some(test) => {
                let early = vec![Stmt::Return(vec![self.short_reply("r")])];
                out.push(Stmt::If(vec![(test, early)], None));
                out.push(acting);
                out.push(Stmt::Return(vec![self.short_reply("s")]));
            }
            None => {
                out.push(acting);
                out.push(Stmt::Return(vec![self.short_reply("s")]));
            }
        }
        out
    }

    fn short_call(words: &str) -> Expr {
        let word = |word: &str| match word {
            "K" => index(name("KEYS"), number(1)),
            "V" => index(name("ARGV"), number(1)),
            "W" => index(name("ARGV"), number(2)),
            word => text(word),
        };
        redis("call", words.split(' ').map(word).collect())
    }

    fn short_test(&mut self) -> Option<Expr> {
        let reply = || name("r");
        Some(match self.random.below(9) {
            0 => reply(),
            1 => unary("not", reply()),
            2 | 3 => binary("==", reply(), index(name("ARGV"), number(1))),
            4 => binary("==", reply(), number(0)),
            5 => binary("==", reply(), number(1)),
            6 => {
                let score = library("tonumber", vec![reply()]);
                let passed = library("tonumber", vec![index(name("ARGV"), number(1))]);
                let is_less = binary("<", score, passed);
                binary("or", unary("not", reply()), is_less)
            }
            _ => return None,
        })
    }

    fn short_reply(&mut self, own: &str) -> Expr {
        match self.random.below(7) {
            0 | 1 => name("r"),
            2 | 3 if own == "s" => name("s"),
            3 => literal("nil"),
            4 => library("redis.status_reply", vec![text("OK")]),
            5 => index(name("ARGV"), number(1)),
            _ => number(self.random.below(2)),
        }
    }
}
