//! Which statement comes next.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, call, field, index, library, name, number, redis, text,
    unary,
};

impl Generator {
    /// Writes one statement, or a few that belong together.
    pub(super) fn statement(&mut self, out: &mut Block) {
        if self.budget == 0 {
            return;
        }
        self.budget -= 1;
        match self.random.below(74) {
            0..=9 => self.command_statement(out),
            10..=15 => self.variable(out),
            16..=24 => self.table_statement(out),
            25..=30 => self.entries_statement(out),
            31..=36 => self.function_statement(out),
            37..=50 => self.hidden_change(out),
            51..=53 => self.sink(out),
            54 => self.special_statement(out),
            55 if self.functions == 0 => {
                self.uses(Feature::EarlyReturn);
                let (condition, result) = (self.condition(2), self.result());
                out.push(Stmt::If(
                    vec![(condition, vec![Stmt::Return(vec![result])])],
                    None,
                ));
            }
            64.. => self.idiom(out),
            _ if self.nesting < 3 => self.control_statement(out),
            _ => self.command_statement(out),
        }
    }

    /// A change that is hard to follow, often with a look at what came of it.
    fn hidden_change(&mut self, out: &mut Block) {
        match self.random.below(14) {
            0..=3 => self.error_statement(out),
            4..=7 => self.metatable_statement(out),
            8 => self.many_tables(out),
            _ => self.escape_statement(out),
        }
        if self.random.chance(40) {
            self.sink(out);
        }
    }

    /// A local variable or an assignment.
    fn variable(&mut self, out: &mut Block) {
        match self.random.below(8) {
            0 | 1 => {
                let ty = self.random.pick(&[Type::Number, Type::Text, Type::Any]);
                let value = self.value(ty, 3);
                self.local(out, ty, value);
            }
            2 | 3 => {
                let ty = self
                    .random
                    .pick(&[Type::Number, Type::Text, Type::Any, Type::Any]);
                let Some(var) = self.var(ty) else { return };
                self.assigned(&var);
                let value = self.value(ty, 2);
                out.push(assign(var, value));
            }
            4 => {
                self.uses(Feature::MultipleAssignment);
                let (first, second) = (self.fresh("x"), self.fresh("x"));
                let values = vec![self.any(1), self.spread(1)];
                out.push(Stmt::Local(vec![first.clone(), second.clone()], values));
                self.declare(&first, Type::Any);
                self.declare(&second, Type::Any);
            }
            5 => {
                self.uses(Feature::MultipleAssignment);
                let (Some(a), Some(b)) = (self.var(Type::Any), self.var(Type::Any)) else {
                    return;
                };
                self.assigned(&a);
                self.assigned(&b);
                out.push(Stmt::Assign(vec![a.clone(), b.clone()], vec![b, a]));
            }
            6 => {
                let condition = self.condition(2);
                self.local(out, Type::Any, condition);
            }
            _ => {
                let value = self.any(3);
                self.local(out, Type::Any, value);
            }
        }
    }

    /// Notes it where a variable of a function around is assigned.
    pub(super) fn assigned(&mut self, var: &Expr) {
        let Expr::Name(wanted) = var else { return };
        let depth = self.functions;
        let made = self.vars.iter().rev().find(|var| var.name == *wanted);
        if made.is_some_and(|var| var.function < depth) {
            self.uses(Feature::Upvalue);
        }
    }

    /// A use that shows what a table holds by now.
    fn sink(&mut self, out: &mut Block) {
        self.uses(Feature::TableField);
        let table = self.touched_record();
        match self.random.below(9) {
            0 | 7 | 8 => {
                self.uses(Feature::CommandTable);
                let called = redis(
                    "call",
                    vec![
                        self.maybe_default(field(table, "cmd"), text("EXISTS")),
                        self.key(),
                    ],
                );
                self.local(out, Type::Any, called);
            }
            1 => {
                self.uses(Feature::ComputedEntry);
                let entries = self.random.pick(&["KEYS", "ARGV"]);
                let entry = index(name(entries), field(table, "n"));
                self.local(out, Type::Any, entry);
            }
            2 => {
                let sum = binary(
                    "+",
                    self.maybe_default(field(table, "limit"), number(1)),
                    number(1),
                );
                self.local(out, Type::Number, sum);
            }
            3 => {
                let joined = binary(
                    "..",
                    self.maybe_default(field(table, "s"), text("y")),
                    text("x"),
                );
                self.local(out, Type::Text, joined);
            }
            4 => {
                self.uses(Feature::FunctionInTable);
                let called = call(
                    Expr::Paren(Box::new(
                        self.maybe_default(field(table, "f"), name("type")),
                    )),
                    vec![self.any(0)],
                );
                self.local(out, Type::Any, called);
            }
            5 => {
                let written = redis("call", vec![text("DEL"), self.key()]);
                let is_large = binary(">", binary("or", field(table, "n"), number(1)), number(2));
                out.push(Stmt::If(vec![(is_large, vec![Stmt::Call(written)])], None));
            }
            _ => {
                let items = binary("or", field(table, "list"), name("ARGV"));
                let last = index(Expr::Paren(Box::new(items.clone())), unary("#", items));
                let last = library("tostring", vec![last]);
                self.local(out, Type::Text, last);
            }
        }
    }

    /// A field, often with what stands for it where it is not there.
    fn maybe_default(&mut self, field: Expr, default: Expr) -> Expr {
        if self.random.chance(60) {
            binary("or", field, default)
        } else {
            field
        }
    }
}
