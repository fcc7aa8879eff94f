//! Statements that make, change and hand on tables.

use super::tables::FIELDS;
use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, call, closure, field, function, index, library, list,
    literal, name, number, record, text, unary,
};

impl Generator {
    /// A statement that makes or changes a table.
    pub(super) fn table_statement(&mut self, out: &mut Block) {
        match self.random.below(14) {
            0 | 1 => {
                let made = self.new_record(1);
                self.local(out, Type::Record, made);
            }
            2 => {
                let made = self.list(2);
                self.local(out, Type::List, made);
            }
            3 => self.alias(out),
            4 | 5 => self.change_field(out),
            6 => self.change_item(out),
            7 => {
                self.uses(Feature::Insert);
                let mut arguments = vec![self.list(0)];
                if self.random.chance(25) {
                    arguments.push(number(1));
                }
                arguments.push(self.any(1));
                out.push(Stmt::Call(library("table.insert", arguments)));
            }
            8 => {
                self.uses(Feature::Remove);
                let removed = library("table.remove", vec![self.list(0)]);
                self.local(out, Type::Any, removed);
            }
            9 => self.sort(out),
            10 => self.nest(out),
            11 => self.pass(out),
            12 => self.returned(out),
            _ => {
                self.uses(Feature::Concat);
                let items = list(vec![self.text(0), self.number(1)]);
                let joined = library("table.concat", vec![items, text(":")]);
                self.local(out, Type::Text, joined);
            }
        }
    }

    fn alias(&mut self, out: &mut Block) {
        self.uses(Feature::TableAlias);
        let ty = self.random.pick(&[Type::Record, Type::Record, Type::List]);
        let Some(var) = self.var(ty) else { return };
        if self.random.chance(60) {
            let alias = self.local(out, ty, var.clone());
            if ty == Type::Record {
                self.write_field(out, alias);
            }
        } else {
            // The alias may be another table, or no table.
            let alias = self.local(out, Type::Any, var);
            let other = self.any(1);
            let condition = self.condition(2);
            out.push(Stmt::If(
                vec![(condition, vec![assign(alias.clone(), other)])],
                None,
            ));
            let is_table = binary("==", library("type", vec![alias.clone()]), text("table"));
            let mut body = Block::new();
            self.write_field(&mut body, alias);
            out.push(Stmt::If(vec![(is_table, body)], None));
        }
    }

    /// `t.field = value`
    pub(super) fn write_field(&mut self, out: &mut Block, table: Expr) {
        let (name, ty) = if self.random.chance(20) {
            ("cmd", Type::Any)
        } else {
            self.random.pick(FIELDS)
        };
        let value = self.field_value(name, ty, 1);
        out.push(assign(field(table, name), value));
    }

    fn change_field(&mut self, out: &mut Block) {
        self.uses(Feature::TableField);
        let Some(table) = self.var(Type::Record) else {
            return;
        };
        self.write_field(out, table);
    }

    fn change_item(&mut self, out: &mut Block) {
        self.uses(Feature::TableItem);
        let Some(table) = self.var(Type::List) else {
            return;
        };
        let at = match self.random.below(4) {
            0 => binary("+", unary("#", table.clone()), number(1)),
            1 => self.number(1),
            _ => number(1 + self.random.below(3)),
        };
        let value = self.any(1);
        out.push(assign(index(table, at), value));
    }

    fn sort(&mut self, out: &mut Block) {
        self.uses(Feature::Sort);
        let items = (0..3).map(|_| self.plain_item()).collect();
        let sorted = self.local(out, Type::List, list(items));
        let mut arguments = vec![sorted];
        if self.random.chance(50) {
            let order = binary(">", name("a"), name("b"));
            arguments.push(function(&["a", "b"], vec![Stmt::Return(vec![order])]));
        }
        out.push(Stmt::Call(library("table.sort", arguments)));
    }

    fn plain_item(&mut self) -> Expr {
        number(self.random.below(9))
    }

    /// A table in a table, read back and changed there.
    fn nest(&mut self, out: &mut Block) {
        self.uses(Feature::TableInTable);
        let inner = self.record(1);
        let key = self.random.pick(&["a", "b"]);
        let outer = self.fresh("outer");
        let (made, cell) = if self.random.chance(50) {
            (record(vec![(key, inner)]), field(name(&outer), key))
        } else {
            (list(vec![inner]), index(name(&outer), self.first()))
        };
        out.push(crate::syntax::local(&outer, made));
        self.write_field(out, cell.clone());
        let found = self.random.pick(FIELDS).0;
        self.local(out, Type::Any, field(cell, found));
    }

    /// 1, in one of the ways to write it.
    fn first(&mut self) -> Expr {
        match self.random.below(3) {
            0 => binary("+", unary("#", name("KEYS")), literal("1")),
            _ => number(1),
        }
    }

    /// A function that changes its table.
    fn pass(&mut self, out: &mut Block) {
        self.uses(Feature::TablePassed);
        let Some(table) = self.var(Type::Record) else {
            return;
        };
        let fresh = self.fresh("change");
        let mut body = Block::new();
        self.functions += 1;
        self.write_field(&mut body, name("u"));
        self.functions -= 1;
        out.push(Stmt::LocalFunction(fresh.clone(), closure(&["u"], body)));
        out.push(Stmt::Call(call(name(&fresh), vec![table])));
    }

    /// A function that gives a table.
    fn returned(&mut self, out: &mut Block) {
        self.uses(Feature::TableReturned);
        let fresh = self.fresh("make");
        self.functions += 1;
        let made = self.record(0);
        self.functions -= 1;
        let body = vec![Stmt::Return(vec![made])];
        out.push(Stmt::LocalFunction(fresh.clone(), closure(&[], body)));
        let table = self.local(out, Type::Record, call(name(&fresh), vec![]));
        self.write_field(out, table);
    }

    /// More tables in one variable than are told apart, changed through it.
    pub(super) fn many_tables(&mut self, out: &mut Block) {
        self.uses(Feature::ManyTables);
        let first = self.new_record(0);
        let first = self.local(out, Type::Record, first);
        let chosen = self.fresh("x");
        out.push(crate::syntax::local(&chosen, first));
        let count = self.number(1);
        let count = self.local(out, Type::Number, count);
        for at in 0..4 + self.random.below(7) {
            let other = self.new_record(0);
            let is_it = binary("==", count.clone(), number(at));
            let taken = assign(name(&chosen), other);
            out.push(Stmt::If(vec![(is_it, vec![taken])], None));
        }
        self.write_field(out, name(&chosen));
    }
}
