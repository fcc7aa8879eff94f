//! Branches and loops.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::print::print;
use crate::syntax::{Block, Expr, Stmt, assign, binary, library, local, name, number, text, unary};

impl Generator {
    pub(super) fn control_statement(&mut self, out: &mut Block) {
        match self.random.below(9) {
            0..=3 => self.branch(out),
            4 => self.numeric(out),
            5 => self.generic(out),
            6 => self.bounded(out, false),
            7 => self.bounded(out, true),
            _ => {
                let body = self.block(2);
                out.push(Stmt::Do(body));
            }
        }
    }

    fn branch(&mut self, out: &mut Block) {
        let mut branches = Vec::new();
        for _ in 0..=self.random.below(2) {
            let condition = self.condition(2);
            let statements = 1 + self.random.below(2);
            branches.push((condition, self.block(statements)));
        }
        let other = self.random.chance(50).then(|| self.block(1));
        out.push(Stmt::If(branches, other));
    }

    fn numeric(&mut self, out: &mut Block) {
        self.uses(Feature::NumericFor);
        let end = match self.random.below(3) {
            0 => number(1 + self.random.below(3)),
            1 => library("math.min", vec![unary("#", name("ARGV")), number(3)]),
            _ => library("math.min", vec![self.number(1), number(3)]),
        };
        let mut range = vec![number(self.random.below(2)), end];
        if self.random.chance(20) {
            range.push(number(2));
        }
        let at = self.fresh("i");
        let body = self.loop_body(&[(&at, Type::Number)], 2);
        out.push(Stmt::Numeric(at, range, body));
    }

    fn generic(&mut self, out: &mut Block) {
        self.uses(Feature::GenericFor);
        let (key, value) = (self.fresh("k"), self.fresh("e"));
        let (iterator, ty) = match self.random.below(4) {
            0 => (library("pairs", vec![self.record(1)]), Type::Any),
            1 => (
                library("string.gmatch", vec![self.text(1), text("%w")]),
                Type::Any,
            ),
            _ => (
                library(self.random.pick(&["ipairs", "pairs"]), vec![self.list(1)]),
                Type::Number,
            ),
        };
        let body = self.loop_body(&[(&key, ty), (&value, Type::Any)], 1);
        let body = self.ending(out, body);
        out.push(Stmt::Generic(vec![key, value], vec![iterator], body));
    }

    /// A body that may make its own table longer, and so never come to the end, with a counter that leaves the loop.
    fn ending(&mut self, out: &mut Block, body: Block) -> Block {
        let text = print(&body).text;
        if !["insert", "] =", "rawset", "("]
            .iter()
            .any(|grows| text.contains(grows))
        {
            return body;
        }
        let rounds = self.fresh("rounds");
        out.push(local(&rounds, number(0)));
        let counted = assign(name(&rounds), binary("+", name(&rounds), number(1)));
        let is_over = binary(">", name(&rounds), number(3));
        let left = Stmt::If(vec![(is_over, vec![Stmt::Break])], None);
        [vec![counted, left], body].concat()
    }

    fn bounded(&mut self, out: &mut Block, repeat: bool) {
        self.uses(if repeat {
            Feature::Repeat
        } else {
            Feature::While
        });
        let condition = if self.random.chance(30) {
            binary(">", unary("#", self.list(0)), number(1))
        } else {
            self.condition(2)
        };
        let (counter, rounds) = (self.fresh("rounds"), 2 + self.random.below(3));
        let body = self.loop_body(&[], 2);
        out.push(Stmt::Loop {
            repeat,
            counter,
            rounds: u32::try_from(rounds).unwrap_or(2),
            condition,
            body,
        });
    }

    pub(super) fn loop_body(&mut self, names: &[(&str, Type)], statements: usize) -> Block {
        let vars = self.vars.len();
        self.loops += 1;
        for (name, ty) in names {
            self.declare(name, *ty);
        }
        // Loops in loops do little: the work of a script stays small.
        let statements = if self.loops > 2 { 1 } else { statements };
        let mut body = self.block(statements);
        if self.random.chance(25) {
            self.uses(Feature::Break);
            let condition = self.condition(1);
            body.push(Stmt::If(vec![(condition, vec![Stmt::Break])], None));
        }
        if let Some(count) = self.var(Type::Number).filter(|_| self.random.chance(40)) {
            let is_own =
                |(name, _): &(&str, Type)| matches!(&count, Expr::Name(own) if own == name);
            if !names.iter().any(is_own) {
                self.assigned(&count);
                body.push(assign(count.clone(), binary("+", count, number(1))));
            }
        }
        if let Some(last) = body
            .iter()
            .position(|stmt| matches!(stmt, Stmt::Return(_) | Stmt::Break))
        {
            body.truncate(last + 1);
        }
        self.loops -= 1;
        self.vars.truncate(vars);
        body
    }
}
