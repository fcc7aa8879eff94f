//! Elements that are taken out and may be lost, lists that may be empty, and ranges of which some are.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::program::Content;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, field, index, library, list, literal, local, name, number,
    redis, text, unary,
};

impl Generator {
    /// An element is taken out, perhaps used, and then the script may end.
    pub(super) fn taken(&mut self, out: &mut Block) {
        self.uses(Feature::TakenElement);
        let (from, to) = (self.key_of(Content::Jobs), self.key());
        let take = self.random.pick(&["LPOP", "RPOP"]);
        let mut words = vec![text(take), from];
        let is_list = self.random.chance(30);
        if is_list {
            words.push(number(1 + self.random.below(2)));
        }
        let job = self.local(out, Type::Any, redis("call", words));
        let element = || {
            if is_list {
                index(job.clone(), number(1))
            } else {
                job.clone()
            }
        };
        if self.random.chance(60) {
            let used = self.used(&element(), to.clone());
            if self.random.chance(30) {
                let condition = binary("and", job.clone(), self.condition(1));
                out.push(Stmt::If(vec![(condition, vec![used])], None));
            } else {
                out.push(Stmt::If(vec![(job.clone(), vec![used])], None));
            }
        }
        let mut condition = self.condition(1);
        if self.random.chance(50) {
            condition = binary("and", job.clone(), condition);
        }
        let length = unary("#", name("ARGV"));
        out.push(Stmt::If(
            vec![(condition, vec![Stmt::Return(vec![length])])],
            None,
        ));
        let back = redis("call", vec![text("RPUSH"), to, element()]);
        out.push(Stmt::If(vec![(job.clone(), vec![Stmt::Call(back)])], None));
    }

    /// A use of an element, which then is not lost.
    fn used(&mut self, element: &Expr, key: Expr) -> Stmt {
        let element = element.clone();
        match self.random.below(5) {
            0 => Stmt::Call(redis("call", vec![text("LPUSH"), key, element])),
            1 => {
                let joined = binary("..", text("x"), library("tostring", vec![element]));
                Stmt::Call(redis("call", vec![text("PUBLISH"), text("c"), joined]))
            }
            2 => {
                let unpacked = library("unpack", vec![list(vec![element])]);
                Stmt::Call(redis("call", vec![text("RPUSH"), key, unpacked]))
            }
            3 => {
                let encoded = library("cjson.encode", vec![list(vec![element])]);
                Stmt::Call(redis("call", vec![text("RPUSH"), key, encoded]))
            }
            _ => Stmt::Return(vec![list(vec![element])]),
        }
    }

    /// A list whose length is asked for before its elements are.
    pub(super) fn length_test(&mut self, out: &mut Block) {
        self.uses(Feature::LengthTest);
        let reply = self.list_command();
        let all = self.local(out, Type::List, reply);
        let change = match self.random.below(5) {
            0 => Some(Stmt::Call(library(
                "table.insert",
                vec![all.clone(), self.any(0)],
            ))),
            1 => Some(Stmt::Call(library("table.remove", vec![all.clone()]))),
            2 => Some(assign(index(all.clone(), number(1)), literal("nil"))),
            _ => None,
        };
        let length = || unary("#", all.clone());
        let is_empty = match self.random.below(6) {
            0 => binary("==", length(), number(0)),
            1 => binary("<", length(), number(1)),
            2 => unary("not", index(all.clone(), number(1))),
            3 => binary("==", library("next", vec![all.clone()]), literal("nil")),
            4 => unary(
                "not",
                Expr::Paren(Box::new(binary(">", length(), number(0)))),
            ),
            _ => binary("==", length(), number(2)),
        };
        let seen = self.fresh("x");
        out.push(local(&seen, literal("nil")));
        self.declare(&seen, Type::Any);
        let look = |this: &mut Self| {
            let value = match this.random.below(4) {
                0 => length(),
                1 => library("tostring", vec![index(all.clone(), number(1))]),
                2 => binary("+", length(), number(1)),
                _ => index(all.clone(), this.random.pick(&[number(1), length()])),
            };
            assign(name(&seen), value)
        };
        let mut other = vec![look(self)];
        if self.random.chance(30) {
            other.extend(change.clone());
            other.push(look(self));
        }
        out.push(Stmt::If(vec![(is_empty, vec![look(self)])], Some(other)));
        out.extend(change.filter(|_| self.random.chance(50)));
        out.push(look(self));
    }

    pub(super) fn range(&mut self, out: &mut Block) {
        self.uses(Feature::Ranges);
        let (content, words): (Content, &[&str]) = self.random.pick(&[
            (Content::List, &["LRANGE", "LTRIM"]),
            (
                Content::SortedSet,
                &[
                    "ZRANGE",
                    "ZREVRANGE",
                    "ZCOUNT",
                    "ZRANGEBYSCORE",
                    "ZREVRANGEBYSCORE",
                ],
            ),
            (Content::SortedSet, &["ZREMRANGEBYRANK", "ZREMRANGEBYSCORE"]),
            (
                Content::SortedSet,
                &["ZRANGEBYLEX", "ZLEXCOUNT", "ZREVRANGEBYLEX"],
            ),
            (Content::Text(""), &["GETRANGE"]),
            (Content::Stream, &["XRANGE", "XREVRANGE"]),
        ]);
        let command = self.random.pick(words);
        let bounds: &[&str] = match command {
            _ if command.contains("LEX") => &["-", "+", "[a", "(a", "[b", "(c", "["],
            _ if command.contains("SCORE") || command == "ZCOUNT" => {
                &["-inf", "+inf", "0", "1", "(1", "2", "2.5", "(2.5", "3"]
            }
            _ if command.starts_with('X') => &["-", "+", "0", "1", "1-1", "2", "(1-1"],
            _ => &["0", "-1", "1", "-2", "2", "-3", "5"],
        };
        let mut all = vec![text(command), self.key_of(content)];
        all.push(text(self.random.pick(bounds)));
        all.push(text(self.random.pick(bounds)));
        if command == "ZRANGE" && self.random.chance(50) {
            let scores = ["-inf", "+inf", "1", "(2.5", "3"];
            all[2] = text(self.random.pick(&scores));
            all[3] = text(self.random.pick(&scores));
            all.push(text("BYSCORE"));
            if self.random.chance(50) {
                all.push(text("REV"));
            }
        }
        let found = self.local(out, Type::Any, redis("call", all));
        if self.random.chance(30) {
            self.local(out, Type::Any, field(list(vec![found]), "n"));
        }
    }
}
