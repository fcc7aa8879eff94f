//! Tables: how they are made, changed, passed around and read.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Item, Stmt, assign, binary, call, closure, field, function, index, library, list,
    literal, name, number, record, text, unary,
};

/// The fields of records, each with what it usually holds.
pub(super) const FIELDS: &[(&str, Type)] = &[
    ("n", Type::Number),
    ("s", Type::Text),
    ("limit", Type::Number),
    ("f", Type::Function),
    ("list", Type::List),
    ("cmd", Type::Any),
];

pub(super) const READERS: &[&str] = &["GET", "STRLEN", "EXISTS", "TYPE", "TTL"];
pub(super) const WRITERS: &[&str] = &["DEL", "INCR", "PERSIST", "UNLINK", "GETDEL"];

impl Generator {
    pub(super) fn list(&mut self, depth: usize) -> Expr {
        if depth == 0 || self.random.chance(50) {
            if let Some(var) = self.var(Type::List) {
                return var;
            }
            return list(vec![self.word(), number(self.random.below(4))]);
        }
        let depth = depth - 1;
        match self.random.below(8) {
            0 => self.list_command(),
            1 => list(vec![self.number(depth), self.number(depth)]),
            2 => list(vec![self.any(depth), self.spread(depth)]),
            3 => name(self.random.pick(&["ARGV", "KEYS"])),
            4 => {
                self.uses(Feature::JoinEntries);
                let entries = name(self.random.pick(&["ARGV", "KEYS"]));
                binary(
                    "or",
                    binary("and", self.condition(depth), entries),
                    self.list(depth),
                )
            }
            5 => {
                self.uses(Feature::JsonDecode);
                library(
                    "cjson.decode",
                    vec![text(self.random.pick(&[
                        "[1,2]",
                        "[\"a\",null]",
                        "[]",
                        "[[1],{}]",
                    ]))],
                )
            }
            6 => {
                self.uses(Feature::Msgpack);
                let packed = library("cmsgpack.pack", vec![self.list(depth)]);
                library("cmsgpack.unpack", vec![packed])
            }
            _ => list(vec![self.text(depth), self.any(depth), self.number(depth)]),
        }
    }

    pub(super) fn record(&mut self, depth: usize) -> Expr {
        if self.random.chance(75)
            && let Some(var) = self.var(Type::Record)
        {
            return var;
        }
        if self.random.chance(12) {
            self.uses(Feature::JsonDecode);
            return library(
                "cjson.decode",
                vec![text("{\"n\":1,\"s\":\"x\",\"list\":[1]}")],
            );
        }
        self.new_record(depth)
    }

    pub(super) fn new_record(&mut self, depth: usize) -> Expr {
        self.uses(Feature::TableField);
        let mut items = Vec::new();
        for (name, ty) in FIELDS {
            if self.random.chance(45) {
                let value = self.field_value(name, *ty, depth.min(1));
                items.push(Item::Keyed(text(name), value));
            }
        }
        Expr::Table(items)
    }

    fn field_value(&mut self, name: &str, ty: Type, depth: usize) -> Expr {
        match name {
            "cmd" => text(self.random.pick(if self.random.clone().chance(80) {
                READERS
            } else {
                WRITERS
            })),
            "n" | "limit" if self.random.chance(70) => number(1 + self.random.below(3)),
            "f" => self.function_value(),
            _ if self.random.chance(10) => self.any(depth),
            _ => self.value(ty, depth),
        }
    }

    /// A field of a record, used as it is.
    pub(super) fn field_of_record(&mut self) -> Expr {
        self.uses(Feature::TableField);
        let (name, _) = self.random.pick(FIELDS);
        field(self.record(0), name)
    }

    /// Several values at the end of a list.
    pub(super) fn spread(&mut self, depth: usize) -> Expr {
        match self.random.below(6) {
            0 | 1 => {
                self.uses(Feature::UnpackArgv);
                library("unpack", vec![name("ARGV")])
            }
            2 => {
                self.uses(Feature::UnpackKeys);
                library("unpack", vec![name("KEYS")])
            }
            3 => {
                self.uses(Feature::UnpackArgv);
                library(
                    "unpack",
                    vec![name("ARGV"), number(1 + self.random.below(3))],
                )
            }
            4 => self.any(depth),
            _ => {
                self.uses(Feature::UnpackTable);
                library("unpack", vec![self.list(depth)])
            }
        }
    }

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
        let (name, ty) = self.random.pick(FIELDS);
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
}
