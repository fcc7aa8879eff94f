//! Expressions of a wanted type.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Expr, binary, call, field, index, library, list, literal, name, number, record, redis, text,
    unary,
};

const WORDS: &[&str] = &["a", "b", "get", "x", "", "10", "1", "none", "len"];
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
            2 => record(vec![("err", message)]),
            3 => record(vec![("ok", self.any(1))]),
            4 => record(vec![("double", self.number(1))]),
            _ => record(vec![("map", record(vec![("a", self.number(1))]))]),
        }
    }
}
