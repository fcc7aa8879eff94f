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

/// The commands whose replies are numbers.
const NUMBERS: [&str; 5] = ["SETNX", "EXISTS", "SISMEMBER", "HEXISTS", "INCR"];

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
        let test = self.short_test(NUMBERS.iter().any(|name| first.starts_with(name)));
        let [done, left] = self.short_replies();
        match test {
            Some(test) if self.random.chance(70) => {
                let body = vec![acting, Stmt::Return(vec![done])];
                out.push(Stmt::If(vec![(test, body)], None));
                out.push(Stmt::Return(vec![left]));
            }
            Some(test) => {
                out.push(Stmt::If(vec![(test, vec![Stmt::Return(vec![left])])], None));
                out.push(acting);
                out.push(Stmt::Return(vec![done]));
            }
            None => {
                out.push(acting);
                out.push(Stmt::Return(vec![done]));
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

    fn short_test(&mut self, is_number: bool) -> Option<Expr> {
        let (reply, passed) = (|| name("r"), || index(name("ARGV"), number(1)));
        let choice = self.random.below(8);
        Some(match choice {
            0..=3 if is_number => binary("==", reply(), number(choice % 2)),
            0 | 1 => reply(),
            2 | 3 => unary("not", reply()),
            4 | 5 => binary("==", reply(), passed()),
            6 => {
                let score = library("tonumber", vec![reply()]);
                let is_less = binary("<", score, library("tonumber", vec![passed()]));
                binary("or", unary("not", reply()), is_less)
            }
            _ => return None,
        })
    }

    /// What is replied if the second command was called, and if not.
    fn short_replies(&mut self) -> [Expr; 2] {
        let ok = library("redis.status_reply", vec![text("OK")]);
        let (done, left) = match self.random.below(7) {
            0 | 1 => (number(1), number(0)),
            2 => (name("r"), name("r")),
            3 => (name("s"), literal("nil")),
            4 => (name("s"), number(0)),
            5 => (ok, literal("nil")),
            _ => (index(name("ARGV"), number(1)), name("r")),
        };
        // Now and then with the branches exchanged.
        if self.random.chance(15) {
            [left, done].map(|reply| if reply == name("s") { name("r") } else { reply })
        } else {
            [done, left]
        }
    }
}
