//! What earlier commands have settled of a key: that it or a part of it is gone, or that it does not expire.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{Block, Expr, Stmt, function, local, name, number, redis, text};

/// Commands after the name: what settles something, what may unsettle it, and what asks. `K` is the key.
struct Settling {
    first: &'static [&'static str],
    between: &'static [&'static str],
    last: &'static [&'static str],
}

const GONE: Settling = Settling {
    first: &["DEL K", "UNLINK K"],
    between: &[
        "SET K v",
        "APPEND K v",
        "INCR K",
        "SETNX K 1",
        "EXPIRE K 100",
    ],
    last: &[
        "GET K", "EXISTS K", "STRLEN K", "TTL K", "GETDEL K", "INCR K",
    ],
};
const FIELD_GONE: Settling = Settling {
    first: &["HDEL K a", "HDEL K a b", "DEL K"],
    between: &[
        "HSET K a 1",
        "HSET K b 2",
        "HSETNX K a x",
        "HINCRBY K a 1",
        "HDEL K b",
    ],
    last: &[
        "HGET K a",
        "HEXISTS K a",
        "HSTRLEN K a",
        "HLEN K",
        "HGETALL K",
        "HGET K b",
    ],
};
const MEMBER_GONE: Settling = Settling {
    first: &["ZREM K a", "ZREM K a b", "DEL K"],
    between: &["ZADD K 1 a", "ZADD K XX 1 a", "ZINCRBY K 1 b", "ZREM K b"],
    last: &[
        "ZSCORE K a",
        "ZRANK K a",
        "ZCARD K",
        "ZRANGE K 0 -1",
        "ZSCORE K b",
    ],
};
const LASTING: Settling = Settling {
    first: &[
        "SET K v",
        "PERSIST K",
        "SET K v EX 100",
        "SET K v KEEPTTL",
        "DEL K",
    ],
    between: &[
        "EXPIRE K 100",
        "PEXPIRE K 100000",
        "SETEX K 100 v",
        "PERSIST K",
        "GETEX K EX 100",
        "SET K w",
    ],
    last: &["TTL K", "PTTL K", "TTL K"],
};

impl Generator {
    pub(super) fn settled(&mut self, out: &mut Block) {
        self.uses(Feature::SettledKey);
        let settling = match self.random.below(5) {
            0 => GONE,
            1 => FIELD_GONE,
            2 => MEMBER_GONE,
            _ => LASTING,
        };
        let key = self.key();
        // The same key by another name now and then.
        let alias = self.local(out, Type::Text, key.clone());
        let keyed = |this: &mut Self, words: &[&str]| {
            let key = if this.random.chance(50) { &key } else { &alias };
            let words = this.random.pick(words);
            Self::called_on(words, key)
        };
        let first = keyed(self, settling.first);
        out.push(Stmt::Call(first));
        for _ in 0..self.random.below(3) {
            let changed = keyed(self, settling.between);
            self.changed_somehow(&changed, out);
        }
        if self.random.chance(30) {
            out.push(Stmt::Call(self.command_of_other()));
        }
        for _ in 0..=self.random.below(2) {
            let asked = keyed(self, settling.last);
            self.local(out, Type::Any, asked);
        }
    }

    fn called_on(words: &str, key: &Expr) -> Expr {
        let word = |word: &str| match word {
            "K" => key.clone(),
            word => text(word),
        };
        redis("call", words.split(' ').map(word).collect())
    }

    /// A command, or any other thing that may run one.
    fn command_of_other(&mut self) -> Expr {
        match self.random.below(3) {
            0 => redis("call", vec![text("SET"), self.key(), text("w")]),
            1 => redis("call", vec![text("RENAME"), self.key(), self.key()]),
            _ => self.command(),
        }
    }

    /// A call that may be made or not, and may be hidden.
    fn changed_somehow(&mut self, changed: &Expr, out: &mut Block) {
        let call = Stmt::Call(changed.clone());
        let stmt = match self.random.below(7) {
            0 => call,
            1 => Stmt::If(vec![(self.condition(1), vec![call])], None),
            2 => Stmt::If(vec![(self.condition(1), Vec::new())], Some(vec![call])),
            3 => {
                let at = self.fresh("i");
                Stmt::Numeric(at, vec![number(1), self.number(0)], vec![call])
            }
            4 => {
                let hidden = self.fresh("f");
                out.push(local(&hidden, function(&[], vec![call])));
                Stmt::Call(crate::syntax::call(name(&hidden), Vec::new()))
            }
            5 => {
                let body = function(&[], vec![call]);
                Stmt::Call(crate::syntax::library("pcall", vec![body]))
            }
            _ => {
                let iterator = crate::syntax::library("ipairs", vec![self.list(0)]);
                Stmt::Generic(vec!["_".to_owned()], vec![iterator], vec![call])
            }
        };
        out.push(stmt);
    }
}
