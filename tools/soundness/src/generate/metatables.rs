//! Metatables and their events.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, call, field, function, index, library, literal, name,
    number, record, text, unary,
};

impl Generator {
    pub(super) fn metatable_statement(&mut self, out: &mut Block) {
        self.uses(Feature::Metatable);
        match self.random.below(11) {
            0 => self.index_function(out),
            1 => self.index_table(out),
            2 => self.new_index(out),
            3 => {
                self.uses(Feature::MetaArithmetic);
                let event = self.random.pick(&["__add", "__sub", "__unm"]);
                let object = self.object(out, event);
                let computed = match event {
                    "__add" => binary("+", object, self.any(0)),
                    "__sub" => binary("-", number(1), object),
                    _ => unary("-", object),
                };
                self.local(out, Type::Any, computed);
            }
            4 => {
                self.uses(Feature::MetaConcat);
                let object = self.object(out, "__concat");
                let other = if self.random.chance(50) {
                    text("a")
                } else {
                    self.record(0)
                };
                let joined = if self.random.chance(50) {
                    binary("..", object, other)
                } else {
                    binary("..", other, object)
                };
                self.local(out, Type::Any, joined);
            }
            5 => {
                self.uses(Feature::MetaOrder);
                let event = self.random.pick(&["__lt", "__le"]);
                let object = self.object(out, event);
                let compared = binary(
                    if event == "__lt" { "<" } else { "<=" },
                    object.clone(),
                    object,
                );
                self.local(out, Type::Any, compared);
            }
            6 => self.equal(out),
            7 => {
                self.uses(Feature::MetaCall);
                let object = self.object(out, "__call");
                let argument = self.any_constant();
                let called = self.local(out, Type::Any, call(object, vec![argument]));
                if self.random.chance(50) {
                    self.change_if_table(out, called);
                }
            }
            8 => {
                self.uses(Feature::MetaText);
                let object = self.object(out, "__tostring");
                self.local(out, Type::Any, library("tostring", vec![object]));
            }
            9 => {
                self.uses(Feature::MetaLength);
                let object = self.object(out, "__len");
                self.local(out, Type::Any, unary("#", object));
            }
            _ => self.existing(out),
        }
    }

    fn any_constant(&mut self) -> Expr {
        number(self.random.below(3))
    }

    /// What a metamethod gives: a table of the script's, or anything.
    fn event(&mut self) -> Expr {
        let changes = self.random.chance(40);
        let body = self.body(&[("a", Type::Any), ("b", Type::Any)], 0, |generator| {
            let value = match generator.random.below(4) {
                0 => generator.record(0),
                1 => generator.number(1),
                2 => generator.text(1),
                _ => generator.any(1),
            };
            Some(Stmt::Return(vec![value]))
        });
        let mut all = Block::new();
        if changes {
            self.functions += 1;
            let table = self.record(0);
            self.functions -= 1;
            if matches!(table, Expr::Name(_)) {
                self.write_field(&mut all, table);
            }
        }
        if self.random.chance(30) {
            let operand = name(self.random.pick(&["a", "b"]));
            self.functions += 1;
            self.change_if_table(&mut all, operand);
            self.functions -= 1;
        }
        all.extend(body);
        function(&["a", "b"], all)
    }

    /// A new table with one event, in one of the ways to set it.
    fn object(&mut self, out: &mut Block, event: &str) -> Expr {
        let handler = self.event();
        let fresh = self.fresh("object");
        let metatable = record(vec![(event, handler)]);
        if self.random.chance(40) {
            let made = library(
                "setmetatable",
                vec![record(vec![("n", number(1))]), metatable],
            );
            out.push(crate::syntax::local(&fresh, made));
        } else {
            out.push(crate::syntax::local(&fresh, record(vec![("n", number(1))])));
            out.push(Stmt::Call(library(
                "setmetatable",
                vec![name(&fresh), metatable],
            )));
        }
        self.declare(&fresh, Type::Record);
        name(&fresh)
    }

    /// An event for a table that is there, perhaps by another name of it.
    fn existing(&mut self, out: &mut Block) {
        let Some(table) = self.var(Type::Record) else {
            return;
        };
        let event = self
            .random
            .pick(&["__index", "__add", "__concat", "__newindex"]);
        let handler = self.event();
        let metatable = record(vec![(event, handler)]);
        let set = if self.random.chance(70) {
            library("setmetatable", vec![table.clone(), metatable])
        } else {
            library(
                "pcall",
                vec![name("setmetatable"), table.clone(), metatable],
            )
        };
        out.push(Stmt::Call(set));
        let used = match event {
            "__index" => field(table, "nothing"),
            "__add" => binary("+", table, number(1)),
            "__concat" => binary("..", table, text("x")),
            _ => {
                self.write_field(out, table);
                return;
            }
        };
        self.local(out, Type::Any, used);
    }

    fn index_function(&mut self, out: &mut Block) {
        self.uses(Feature::IndexFunction);
        let object = self.object(out, "__index");
        let key = self.random.pick(&["n", "s", "limit", "nothing"]);
        let got = self.local(out, Type::Any, field(object, key));
        if self.random.chance(40) {
            self.change_if_table(out, got);
        }
    }

    fn index_table(&mut self, out: &mut Block) {
        self.uses(Feature::IndexTable);
        let class = self.record(0);
        let made = library(
            "setmetatable",
            vec![
                record(vec![("n", number(2))]),
                record(vec![("__index", class)]),
            ],
        );
        let object = self.local(out, Type::Record, made);
        let inherited = self.random.pick(&["s", "limit", "f"]);
        self.local(out, Type::Any, field(object, inherited));
    }

    /// Writes that land in another table.
    fn new_index(&mut self, out: &mut Block) {
        self.uses(Feature::NewIndex);
        let store = self.record(0);
        let handler = if self.random.chance(50) {
            store
        } else {
            let stored = assign(index(store, name("k")), name("v"));
            let is_table = matches!(&stored, Stmt::Assign(targets, _) if matches!(targets.first(), Some(Expr::Index(object, _)) if matches!(**object, Expr::Name(_))));
            let body = if is_table { vec![stored] } else { vec![] };
            function(&["self", "k", "v"], body)
        };
        let made = library(
            "setmetatable",
            vec![record(vec![]), record(vec![("__newindex", handler)])],
        );
        let object = self.local(out, Type::Record, made);
        self.write_field(out, object.clone());
        let found = self.random.pick(&["n", "s", "limit", "cmd"]);
        self.local(out, Type::Any, field(object, found));
    }

    fn equal(&mut self, out: &mut Block) {
        self.uses(Feature::MetaEqual);
        let handler = self.event();
        let metatable = self.fresh("meta");
        out.push(crate::syntax::local(
            &metatable,
            record(vec![("__eq", handler)]),
        ));
        let object = |name_of: &str| {
            library(
                "setmetatable",
                vec![record(vec![("n", number(1))]), name(name_of)],
            )
        };
        let compared = binary(
            self.random.pick(&["==", "~="]),
            object(&metatable),
            object(&metatable),
        );
        let result = self.local(out, Type::Any, compared);
        let written = self.command();
        let is_equal = binary("==", result, literal("true"));
        out.push(Stmt::If(vec![(is_equal, vec![Stmt::Call(written)])], None));
    }
}
