//! Expressions that are numbers.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{Expr, binary, field, library, literal, name, number, text, unary};

const ODD: &[&str] = &[
    "0/0",
    "1/0",
    "2^53",
    "1e15",
    "0.5",
    "-1",
    "0",
    "-0",
    "9007199254740993",
    "1e300",
    "-1/0",
];

impl Generator {
    pub(super) fn number(&mut self, depth: usize) -> Expr {
        if depth == 0 || self.random.chance(30) {
            return self.plain_number();
        }
        let depth = depth - 1;
        match self.random.below(14) {
            0 => {
                let operator = self.random.pick(&["+", "-", "*", "+", "-", "%"]);
                binary(operator, self.number(depth), self.number(depth))
            }
            1 => binary("/", self.number(depth), number(2)),
            2 => unary("-", self.number(depth)),
            3 => unary("#", self.list(depth)),
            4 => unary("#", self.text(depth)),
            5 => self.converted(depth),
            6 => self.number_command(),
            7 => {
                let function = self.random.pick(&["math.floor", "math.abs", "math.ceil"]);
                library(function, vec![self.number(depth)])
            }
            8 => {
                let function = self.random.pick(&["math.min", "math.max"]);
                library(function, vec![self.number(depth), self.number(depth)])
            }
            9 => {
                self.uses(Feature::Bit);
                let function = self
                    .random
                    .pick(&["bit.band", "bit.bor", "bit.bxor", "bit.lshift"]);
                library(function, vec![self.number(depth), number(3)])
            }
            10 => {
                self.uses(Feature::Select);
                library(
                    "select",
                    vec![text("#"), self.any(depth), self.spread(depth)],
                )
            }
            11 => binary(
                "or",
                binary("and", self.condition(depth), self.number(depth)),
                self.number(depth),
            ),
            12 => {
                self.uses(Feature::TableField);
                binary("or", field(self.record(depth), "n"), number(1))
            }
            _ => {
                self.uses(Feature::StringFunctions);
                let found = library("string.find", vec![self.text(depth), text("a")]);
                binary("or", found, number(0))
            }
        }
    }

    fn plain_number(&mut self) -> Expr {
        match self.random.below(10) {
            0..=4 => {
                if let Some(var) = self.var(Type::Number) {
                    return var;
                }
                number(self.random.below(4))
            }
            5 => {
                self.uses(Feature::OddNumbers);
                literal(&format!("({})", self.random.pick(ODD)))
            }
            6 => unary("#", name(self.random.pick(&["KEYS", "ARGV"]))),
            _ => number(self.random.below(4)),
        }
    }

    fn converted(&mut self, depth: usize) -> Expr {
        self.uses(Feature::Conversions);
        let read = match self.random.below(3) {
            0 => self.argument(),
            1 => self.text(depth),
            _ => self.maybe_text_command(),
        };
        let number = library("tonumber", vec![read]);
        if self.random.chance(85) {
            binary("or", number, self.plain_number())
        } else {
            number
        }
    }
}
