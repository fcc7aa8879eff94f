//! Expressions that are strings.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{Expr, binary, field, library, list, number, redis, text};

const WORDS: &[&str] = &["a", "b", "get", "x", "", "10", "1", "none", "len"];

impl Generator {
    pub(super) fn word(&mut self) -> Expr {
        text(self.random.pick(WORDS))
    }

    pub(super) fn text(&mut self, depth: usize) -> Expr {
        if depth == 0 || self.random.chance(30) {
            return match self.random.below(6) {
                0..=1 => self.var(Type::Text).unwrap_or_else(|| text("v")),
                2 => self.key(),
                3 => self.given_argument(),
                _ => self.word(),
            };
        }
        let depth = depth - 1;
        match self.random.below(15) {
            // One side stays short: a loop must not double a string again and again.
            0 => binary("..", self.text(depth), self.word()),
            1 => binary("..", binary("..", self.word(), text(":")), self.number(0)),
            2 => {
                self.uses(Feature::Conversions);
                library("type", vec![self.any(depth)])
            }
            3 => {
                self.uses(Feature::Conversions);
                library("tostring", vec![self.number(depth)])
            }
            4 => self.string_function(depth),
            5 => {
                self.uses(Feature::JsonEncode);
                let list = list(vec![self.number(0), self.word()]);
                library("cjson.encode", vec![list])
            }
            6 => {
                self.uses(Feature::Sha1hex);
                library("redis.sha1hex", vec![self.text(depth)])
            }
            7 => {
                self.uses(Feature::Concat);
                let joined = library("table.concat", vec![self.list(depth), text(",")]);
                library("string.sub", vec![joined, number(1), number(12)])
            }
            8 => binary("or", self.maybe_text_command(), self.word()),
            9 => {
                self.uses(Feature::AnyKey);
                field(redis("call", vec![text("TYPE"), self.key()]), "ok")
            }
            10 => {
                self.uses(Feature::Formatting);
                library(
                    "string.format",
                    vec![text("%s-%d"), self.text(0), self.number(0)],
                )
            }
            11 => {
                self.uses(Feature::Msgpack);
                let item = self.number(0);
                let packed = library("cmsgpack.pack", vec![list(vec![item])]);
                library("string.sub", vec![packed, number(1), number(8)])
            }
            12 => binary(
                "or",
                binary("and", self.condition(depth), self.text(depth)),
                self.text(depth),
            ),
            13 => binary("or", field(self.record(depth), "s"), text("d")),
            _ => Expr::Method(
                Box::new(self.text(0)),
                self.random.pick(&["upper", "lower", "reverse"]).to_owned(),
                vec![],
            ),
        }
    }

    fn string_function(&mut self, depth: usize) -> Expr {
        self.uses(Feature::StringFunctions);
        match self.random.below(5) {
            0 => library(
                "string.sub",
                vec![self.text(depth), number(1), self.number(0)],
            ),
            1 => library("string.rep", vec![self.word(), number(2)]),
            2 => Expr::Paren(Box::new(library(
                "string.gsub",
                vec![self.text(depth), text("a"), text("b")],
            ))),
            3 => library("string.char", vec![number(65 + self.random.below(20))]),
            _ => library("string.upper", vec![self.text(depth)]),
        }
    }
}
