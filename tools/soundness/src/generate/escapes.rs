//! Ways by which a table gets out of sight: coroutines, `next`, `rawget`, table keys.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Item, Stmt, assign, call, field, function, index, library, list, local, name,
    number, text,
};

impl Generator {
    pub(super) fn escape_statement(&mut self, out: &mut Block) {
        match self.random.below(14) {
            0 => self.resumed(out),
            1 => self.wrapped(out),
            2 => self.yields(out),
            3 => self.next_loop(out),
            4 => self.next_call(out),
            5 => self.raw(out),
            6 => self.raw_written(out),
            7 => self.foreach(out),
            8 => self.as_key(out),
            9 => self.results_as_list(out),
            10 => self.maybe_called(out),
            11 => self.through_select(out),
            12 => self.through_sort(out),
            _ => self.through_concat(out),
        }
    }

    /// A table that a coroutine changes.
    fn resumed(&mut self, out: &mut Block) {
        self.uses(Feature::CoroutineResume);
        let table = self.record(0);
        let mut body = Block::new();
        self.functions += 1;
        self.write_field(&mut body, name("u"));
        self.functions -= 1;
        body.push(Stmt::Return(vec![self.any(0)]));
        let thread = self.fresh("thread");
        out.push(local(
            &thread,
            library("coroutine.create", vec![function(&["u"], body)]),
        ));
        let (ok, got) = (self.fresh("ok"), self.fresh("x"));
        let values = vec![library("coroutine.resume", vec![name(&thread), table])];
        out.push(Stmt::Local(vec![ok.clone(), got.clone()], values));
        self.declare(&ok, Type::Any);
        self.declare(&got, Type::Any);
    }

    fn wrapped(&mut self, out: &mut Block) {
        self.uses(Feature::CoroutineWrap);
        let body = self.body(&[], 1, |generator| {
            if generator.random.chance(20) {
                return Some(Stmt::Return(vec![generator.entries_result()]));
            }
            let yielded = generator.record(0);
            Some(Stmt::Call(library("coroutine.yield", vec![yielded])))
        });
        let next = self.local(
            out,
            Type::Any,
            library("coroutine.wrap", vec![function(&[], body)]),
        );
        let got = self.local(out, Type::Any, call(next, vec![]));
        self.change_if_table(out, got);
    }

    /// What is given to `resume` is what `yield` returns.
    fn yields(&mut self, out: &mut Block) {
        self.uses(Feature::CoroutineWrap);
        let received = self.fresh("u");
        let mut body = vec![local(
            &received,
            library("coroutine.yield", vec![number(1)]),
        )];
        self.functions += 1;
        self.write_field(&mut body, name(&received));
        body.push(Stmt::Return(vec![self.any(0)]));
        self.functions -= 1;
        let next = self.local(
            out,
            Type::Any,
            library("coroutine.wrap", vec![function(&[], body)]),
        );
        let start = if self.random.chance(80) {
            vec![]
        } else {
            vec![self.any(0)]
        };
        out.push(Stmt::Call(call(next.clone(), start)));
        let given = self.record(0);
        self.local(out, Type::Any, call(next, vec![given]));
    }

    /// `for _, u in next, {t} do u.field = ... end`
    fn next_loop(&mut self, out: &mut Block) {
        self.uses(Feature::Next);
        let tables = list(vec![self.record(0)]);
        let (key, value) = (self.fresh("k"), self.fresh("u"));
        let mut body = Block::new();
        self.write_field(&mut body, name(&value));
        out.push(Stmt::Generic(
            vec![key, value],
            vec![name("next"), tables],
            body,
        ));
    }

    fn next_call(&mut self, out: &mut Block) {
        self.uses(Feature::Next);
        let tables = list(vec![self.record(0)]);
        let (key, value) = (self.fresh("k"), self.fresh("x"));
        out.push(Stmt::Local(
            vec![key.clone(), value.clone()],
            vec![library("next", vec![tables])],
        ));
        self.declare(&key, Type::Any);
        self.declare(&value, Type::Any);
        self.change_if_table(out, name(&value));
    }

    fn raw(&mut self, out: &mut Block) {
        self.uses(Feature::Rawget);
        let inner = self.record(0);
        let got = if self.random.chance(50) {
            library("rawget", vec![list(vec![inner]), number(1)])
        } else {
            library(
                "rawget",
                vec![inner, text(self.random.pick(&["list", "n", "cmd"]))],
            )
        };
        let got = self.local(out, Type::Any, got);
        self.change_if_table(out, got);
    }

    fn raw_written(&mut self, out: &mut Block) {
        self.uses(Feature::Rawget);
        let Some(table) = self.var(Type::Record) else {
            return;
        };
        let (field_of, value) = (self.random.pick(&["n", "s", "cmd", "limit"]), self.any(1));
        out.push(Stmt::Call(library(
            "rawset",
            vec![table.clone(), text(field_of), value],
        )));
        self.local(out, Type::Any, field(table, field_of));
    }

    fn foreach(&mut self, out: &mut Block) {
        self.uses(Feature::Foreach);
        let table = self.record(0);
        let got = match self.random.below(3) {
            0 => {
                let body = vec![Stmt::Return(vec![table])];
                library(
                    "table.foreach",
                    vec![list(vec![number(1)]), function(&[], body)],
                )
            }
            1 => {
                let mut body = Block::new();
                self.functions += 1;
                self.write_field(&mut body, name("u"));
                self.functions -= 1;
                library(
                    "table.foreachi",
                    vec![list(vec![table]), function(&["i", "u"], body)],
                )
            }
            _ => {
                let entries = name(self.random.pick(&["KEYS", "ARGV"]));
                let body = vec![Stmt::Return(vec![name("e")])];
                library("table.foreach", vec![entries, function(&["i", "e"], body)])
            }
        };
        let got = self.local(out, Type::Any, got);
        self.change_if_table(out, got);
    }

    /// A table that is the key of another.
    fn as_key(&mut self, out: &mut Block) {
        self.uses(Feature::TableAsKey);
        let table = self.record(0);
        let key = self.fresh("k");
        let keyed = Expr::Table(vec![Item::Keyed(table, number(1))]);
        let mut body = Block::new();
        self.write_field(&mut body, name(&key));
        out.push(Stmt::Generic(
            vec![key],
            vec![library("pairs", vec![keyed])],
            body,
        ));
    }

    fn through_select(&mut self, out: &mut Block) {
        self.uses(Feature::Select);
        let (table, first) = (self.record(0), self.any(0));
        let got = self.local(
            out,
            Type::Any,
            library("select", vec![number(2), first, table]),
        );
        self.change_if_table(out, got);
    }

    /// What compares the elements of a list may change them.
    fn through_sort(&mut self, out: &mut Block) {
        self.uses(Feature::SortBy);
        let (first, second) = (self.record(0), self.record(0));
        let sorted = self.fresh("sorted");
        out.push(local(&sorted, list(vec![first, second])));
        let mut body = Block::new();
        self.functions += 1;
        self.write_field(&mut body, name("a"));
        self.functions -= 1;
        body.push(Stmt::Return(vec![name("false")]));
        let compare = function(&["a", "b"], body);
        out.push(Stmt::Call(library(
            "table.sort",
            vec![name(&sorted), compare],
        )));
        self.local(out, Type::Any, index(name(&sorted), number(1)));
    }

    /// A table stored under a computed key.
    fn through_concat(&mut self, out: &mut Block) {
        self.uses(Feature::TableInTable);
        let table = self.record(0);
        let store = self.fresh("store");
        out.push(local(&store, list(vec![])));
        let key = if self.random.chance(50) {
            self.text(1)
        } else {
            self.number(1)
        };
        out.push(assign(index(name(&store), key.clone()), table));
        let got = self.local(out, Type::Any, index(name(&store), key));
        self.change_if_table(out, got);
    }
}
