//! Tables that are easily taken for one another, and tables that change while they are gone through.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Stmt, assign, binary, index, library, list, literal, local, name, number, text, unary,
};

/// More tables than the analysis tells apart in one value.
const CROWD: usize = 18;

impl Generator {
    /// A variable that may be one of more tables than are told apart, and a store through it.
    pub(super) fn crowd(&mut self, out: &mut Block) {
        self.uses(Feature::Crowd);
        let tables: Vec<String> = (0..CROWD).map(|_| self.fresh("t")).collect();
        let (one, place) = (self.fresh("one"), self.fresh("x"));
        for table in &tables {
            out.push(local(table, list(vec![text("GET")])));
        }
        let mut arms = Vec::new();
        for (at, table) in tables.iter().enumerate().skip(1) {
            let condition = binary("==", name(&place), number(at));
            arms.push((condition, vec![assign(name(&one), name(table))]));
        }
        let length = unary(
            "#",
            name(if self.random.chance(50) {
                "ARGV"
            } else {
                "KEYS"
            }),
        );
        out.push(local(&place, length));
        if let [first, ..] = tables.as_slice() {
            out.push(local(&one, name(first)));
        }
        out.push(Stmt::If(arms, None));
        out.push(assign(index(name(&one), number(1)), text("STRLEN")));
        // Calls pass few entries.
        if let Some(table) = tables.get(self.random.below(4)) {
            self.local(out, Type::Text, index(name(table), number(1)));
        }
    }

    /// A table that a loop makes while the one of the round before is still in use, and a store into one of them.
    pub(super) fn remade(&mut self, out: &mut Block) {
        self.uses(Feature::Remade);
        let (new, old) = (self.fresh("new"), self.fresh("old"));
        out.push(Stmt::Local(vec![new.clone(), old.clone()], Vec::new()));
        let made = Stmt::Assign(
            vec![name(&new), name(&old)],
            vec![list(vec![text("GET")]), name(&new)],
        );
        let rounds = number(1 + self.random.below(3));
        out.push(Stmt::Numeric(
            self.fresh("i"),
            vec![number(1), rounds],
            vec![made],
        ));
        let changed = assign(index(name(&new), number(1)), text("STRLEN"));
        let seen = local(&self.fresh("x"), index(name(&old), number(1)));
        out.push(Stmt::If(vec![(name(&old), vec![changed, seen])], None));
    }

    /// A loop that changes the table that it goes through, or takes from it until nothing is left.
    pub(super) fn changed_on_the_way(&mut self, out: &mut Block) {
        self.uses(Feature::ChangedOnTheWay);
        let items = self.local(out, Type::List, list(vec![number(1), text("a"), number(3)]));
        let (key, value) = (self.fresh("k"), self.fresh("e"));
        let pair = vec![key.clone(), value.clone()];
        let element = || index(items.clone(), name(&key));
        match self.random.below(4) {
            0 => {
                let cleared = assign(element(), literal("nil"));
                out.push(Stmt::Generic(
                    pair,
                    vec![library("pairs", vec![items.clone()])],
                    vec![cleared],
                ));
            }
            1 => {
                let doubled = assign(element(), list(vec![name(&value), name(&value)]));
                out.push(Stmt::Generic(
                    pair,
                    vec![library("ipairs", vec![items.clone()])],
                    vec![doubled],
                ));
            }
            2 => {
                let next = index(items.clone(), binary("+", name(&key), number(1)));
                let is_before = binary("<", name(&key), number(5));
                let moved = Stmt::If(vec![(is_before, vec![assign(next, name(&value))])], None);
                out.push(Stmt::Generic(
                    pair,
                    vec![library("ipairs", vec![items.clone()])],
                    vec![moved],
                ));
            }
            _ => {
                let place = if self.random.chance(50) {
                    vec![items.clone()]
                } else {
                    vec![items.clone(), number(1)]
                };
                let taken = local(&value, library("table.remove", place));
                out.push(Stmt::Loop {
                    repeat: false,
                    counter: key,
                    rounds: 5,
                    condition: binary(">", unary("#", items.clone()), number(0)),
                    body: vec![taken],
                });
            }
        }
        self.local(out, Type::Any, index(items.clone(), number(1)));
        self.local(out, Type::Number, unary("#", items));
    }
}
