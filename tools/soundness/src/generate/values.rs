//! Expressions of a wanted type.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Expr, binary, call, index, library, list, literal, name, number, record, redis, text, unary,
};

impl Generator {
    pub(super) fn value(&mut self, ty: Type, depth: usize) -> Expr {
        match ty {
            Type::Number => self.number(depth),
            Type::Text => self.text(depth),
            Type::List => self.list(depth),
            Type::Record => self.record(depth),
            Type::Function => self.function_value(),
            Type::Any => self.any(depth),
        }
    }

    pub(super) fn condition(&mut self, depth: usize) -> Expr {
        let depth = depth.saturating_sub(1);
        match self.random.below(14) {
            0 => {
                let operator = self.random.pick(&["<", ">", "<=", ">=", "==", "~="]);
                binary(operator, self.number(depth), self.number(depth))
            }
            1 => {
                let operator = self.random.pick(&["==", "~=", "=="]);
                binary(operator, self.text(depth), self.word())
            }
            2 => {
                self.uses(Feature::BranchReply);
                binary(
                    "==",
                    redis("call", vec![text("EXISTS"), self.key()]),
                    number(self.random.below(2)),
                )
            }
            3 => {
                self.uses(Feature::BranchArgument);
                binary("==", self.argument(), self.word())
            }
            4 => {
                self.uses(Feature::BranchCount);
                let table = self.random.pick(&["KEYS", "ARGV", "ARGV"]);
                if self.random.chance(15) {
                    let place = number(1 + self.random.below(3));
                    return library("next", vec![name(table), place]);
                }
                let operator = self.random.pick(&[">", "==", "<", ">="]);
                binary(
                    operator,
                    unary("#", name(table)),
                    number(self.random.below(4)),
                )
            }
            5 => unary("not", self.condition(depth)),
            6 if depth > 0 => {
                let operator = self.random.pick(&["and", "or"]);
                binary(operator, self.condition(depth), self.condition(depth))
            }
            7 => binary(
                "==",
                library("type", vec![self.any(depth)]),
                text(self.random.pick(&["string", "table", "number", "nil"])),
            ),
            8 => {
                let other = literal(self.random.pick(&["nil", "false", "true"]));
                binary(self.random.pick(&["==", "~="]), self.any(depth), other)
            }
            9 => {
                self.uses(Feature::BranchReply);
                self.maybe_text_command()
            }
            10 => {
                self.uses(Feature::Rawequal);
                library("rawequal", vec![self.any(0), self.any(0)])
            }
            11 => {
                self.uses(Feature::Next);
                binary(
                    "==",
                    library("next", vec![self.list(depth)]),
                    literal("nil"),
                )
            }
            12 => self.argument(),
            _ => self.any(depth),
        }
    }

    /// Anything, often a variable of which not much is known.
    pub(super) fn any(&mut self, depth: usize) -> Expr {
        match self.random.below(16) {
            0..=3 => self.var(Type::Any).unwrap_or_else(|| self.number(0)),
            4 => literal(self.random.pick(&["nil", "true", "false"])),
            5 => self.number(depth),
            6 | 7 => self.text(depth),
            8 => self.list(depth),
            9 => self.record(depth),
            10 => self.maybe_text_command(),
            11 => self.command(),
            12 => {
                self.uses(Feature::TableItem);
                index(self.list(depth), self.number(0))
            }
            13 => self.field_of_record(),
            14 => self.argument(),
            _ => match self.var(Type::Function) {
                Some(function) if depth > 0 => call(function, vec![self.any(0), self.any(0)]),
                _ => self.text(depth),
            },
        }
    }

    /// What the script returns.
    pub(super) fn result(&mut self) -> Expr {
        match self.random.below(12) {
            0..=2 => {
                let names = self.visible(|_| true);
                if names.is_empty() {
                    self.any(2)
                } else {
                    name(&self.random.pick(&names))
                }
            }
            3 => {
                let items = (0..=self.random.below(3)).map(|_| self.any(1)).collect();
                list(items)
            }
            4 => self.field_of_record(),
            5 => self.entries_result(),
            6 => self.reply_table(),
            7 => binary(self.random.pick(&["and", "or"]), self.any(1), self.any(1)),
            8 => self.command(),
            9 => self.number(2),
            10 => self.text(2),
            _ => self.any(2),
        }
    }

    fn reply_table(&mut self) -> Expr {
        let message = self.text(1);
        match self.random.below(6) {
            0 => {
                self.uses(Feature::StatusReply);
                library("redis.status_reply", vec![message])
            }
            1 => {
                self.uses(Feature::ErrorReply);
                library(
                    "redis.error_reply",
                    vec![binary("..", text("ERR "), message)],
                )
            }
            2 if self.random.chance(30) => {
                self.uses(Feature::OwnReadonly);
                record(vec![("err", text("READONLY by the script"))])
            }
            2 => record(vec![("err", message)]),
            3 => record(vec![("ok", self.any(1))]),
            4 => record(vec![("double", self.number(1))]),
            _ => record(vec![("map", record(vec![("a", self.number(1))]))]),
        }
    }
}
