//! Tables: how they are made, changed, passed around and read.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{Expr, Item, binary, field, library, list, name, number, text};

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
            if let Expr::Name(name) = &var {
                self.touched = Some(name.clone());
            }
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
            if self.random.chance(60) {
                let value = self.field_value(name, *ty, depth.min(1));
                items.push(Item::Keyed(text(name), value));
            }
        }
        Expr::Table(items)
    }

    pub(super) fn field_value(&mut self, name: &str, ty: Type, depth: usize) -> Expr {
        match name {
            "cmd" => {
                let names = if self.random.chance(70) {
                    READERS
                } else {
                    WRITERS
                };
                text(self.random.pick(names))
            }
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

    /// The table that was used last, or another one.
    pub(super) fn touched_record(&mut self) -> Expr {
        let visible = self.visible(|var| var.ty == Type::Record);
        match self
            .touched
            .clone()
            .filter(|touched| visible.contains(touched))
        {
            Some(touched) if self.random.chance(60) => name(&touched),
            _ => self.record(0),
        }
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
}
