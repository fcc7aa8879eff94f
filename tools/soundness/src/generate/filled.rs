//! Tables that loops fill, and loops over them: how many commands those call.

use super::Generator;
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, call, function, index, library, list, literal, local, name,
    number, redis, text, unary,
};

impl Generator {
    pub(super) fn filled(&mut self, out: &mut Block) {
        self.uses(Feature::Filled);
        let (table, round) = (self.fresh("t"), self.fresh("round"));
        let fresh = || match table.len() % 2 {
            0 => list(Vec::new()),
            _ => list(vec![number(1)]),
        };
        let mut inner = Vec::new();
        let mut before = Vec::new();
        match self.random.below(4) {
            0 => inner.push(local(&table, fresh())),
            1 => {
                before.push(Stmt::Local(vec![table.clone()], Vec::new()));
                let is_new = match self.random.below(2) {
                    0 => unary("not ", name(&table)),
                    _ => binary("==", name(&round), number(2)),
                };
                let made = vec![assign(name(&table), fresh())];
                let either = binary("or", is_new, unary("not ", name(&table)));
                inner.push(Stmt::If(vec![(either, made)], None));
            }
            2 => {
                before.push(local(&table, library("cjson.decode", vec![text("[1,2]")])));
                if self.random.chance(50) {
                    before.push(assign(
                        name(&table),
                        list(vec![library("unpack", vec![name("ARGV")])]),
                    ));
                }
            }
            _ => before.push(local(&table, fresh())),
        }
        for _ in 0..=self.random.below(2) {
            self.fill(&table, &mut inner);
        }
        let mut gone_through = Vec::new();
        self.go_through(&table, &mut gone_through);
        let is_within = self.random.chance(50) || before.is_empty();
        if is_within {
            inner.append(&mut gone_through);
        }
        let mut all = before;
        all.push(Stmt::Numeric(
            round,
            vec![number(1), number(1 + self.random.below(3))],
            inner,
        ));
        all.append(&mut gone_through);
        if self.random.chance(30) {
            let filling = self.fresh("filling");
            out.push(local(&filling, function(&[], all)));
            for _ in 0..=self.random.below(2) {
                out.push(Stmt::Call(call(name(&filling), Vec::new())));
            }
        } else {
            out.push(Stmt::Do(all));
        }
    }

    /// A loop that stores something in the table in most of its rounds.
    fn fill(&mut self, table: &str, out: &mut Block) {
        let (at, value, rounds) = (self.fresh("i"), self.fresh("v"), self.fresh("rounds"));
        let length = unary("#", name(table));
        let stored = |place: Expr| assign(index(name(table), place), number(1));
        let mut body = Vec::new();
        let store = match self.random.below(8) {
            0 | 1 => stored(binary("+", length, number(1))),
            2 => stored(name(&at)),
            3 => stored(binary("+", name(&at), number(2))),
            4 => stored(binary("*", name(&at), number(2))),
            5 => stored(binary("..", text("k"), name(&at))),
            6 => Stmt::Call(library("table.insert", vec![name(table), name(&at)])),
            _ => Stmt::Call(library(
                "table.insert",
                vec![name(table), number(1), name(&at)],
            )),
        };
        let store = if self.random.chance(30) {
            let is_odd = binary("==", binary("%", name(&at), number(2)), number(1));
            Stmt::If(vec![(is_odd, vec![store])], None)
        } else {
            store
        };
        // Whatever the entries are, it ends.
        out.push(local(&rounds, number(0)));
        body.push(assign(name(&rounds), binary("+", name(&rounds), number(1))));
        let is_over = binary(">", name(&rounds), number(12));
        body.push(Stmt::If(vec![(is_over, vec![Stmt::Break])], None));
        body.push(store);
        if self.random.chance(20) {
            body.push(Stmt::Call(library("table.remove", vec![name(table)])));
        }
        let entry = |this: &mut Self| {
            let entry = index(name("ARGV"), number(1 + this.random.below(2)));
            binary("or", library("tonumber", vec![entry]), number(0))
        };
        let counted = |range: Vec<Expr>, body| Stmt::Numeric(at.clone(), range, body);
        let through = |iterator: Expr, body| {
            Stmt::Generic(vec![at.clone(), value.clone()], vec![iterator], body)
        };
        let filled = match self.random.below(7) {
            0 => counted(vec![number(1), number(3)], body),
            1 => counted(vec![number(1), unary("#", name("ARGV"))], body),
            2 => counted(vec![number(1), entry(self)], body),
            3 => counted(vec![entry(self), entry(self)], body),
            4 => counted(vec![entry(self), entry(self), literal("-2")], body),
            5 => through(library("ipairs", vec![name("ARGV")]), body),
            _ => through(
                library("ipairs", vec![list(vec![number(5), number(6)])]),
                body,
            ),
        };
        out.push(filled);
    }

    /// A loop over the table, or over what an entry or a string is made of, that calls a command in each round.
    fn go_through(&mut self, table: &str, out: &mut Block) {
        let (at, value) = (self.fresh("i"), self.fresh("v"));
        let called = Stmt::Call(redis("call", vec![text("PING")]));
        let mut body = vec![called];
        if self.random.chance(20) {
            let grown = assign(index(name(table), name(&at)), literal("true"));
            body.push(grown);
        }
        let pair = vec![at.clone(), value];
        let entry = binary(
            "or",
            index(name("ARGV"), number(1 + self.random.below(2))),
            text("[3]"),
        );
        out.push(match self.random.below(5) {
            0 => Stmt::Generic(pair, vec![library("ipairs", vec![name(table)])], body),
            1 => Stmt::Generic(pair, vec![library("pairs", vec![name(table)])], body),
            2 => {
                let words = library("string.gmatch", vec![entry, text("%w*")]);
                body.truncate(1);
                Stmt::Generic(vec![at], vec![words], body)
            }
            _ => Stmt::Numeric(at, vec![number(1), unary("#", name(table))], body),
        });
    }
}
