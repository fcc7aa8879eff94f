//! Errors: raised, caught, handed on.
//!
//! `error` with a table is always inside of a `pcall` of its own: servers from 7.0 to 7.4 end if a script raises a table
//! without `err`.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, call, closure, field, function, index, library, list, name,
    number, redis, text,
};

impl Generator {
    pub(super) fn error_statement(&mut self, out: &mut Block) {
        match self.random.below(10) {
            0 | 1 => self.protected(out),
            2 => self.protected_builtin(out),
            3 => self.error_table(out),
            4 => self.handled(out),
            5 => self.conditional_error(out),
            6 => self.caught_reply(out),
            8 => self.published(out),
            7 => {
                self.uses(Feature::Assert);
                let kept = library("assert", vec![self.any(1), text("wrong")]);
                let body = function(&[], vec![Stmt::Return(vec![kept])]);
                self.caught(out, "pcall", vec![body]);
            }
            _ => {
                self.uses(Feature::ErrorText);
                let raised = library("error", vec![self.text(1)]);
                self.caught(out, "pcall", vec![function(&[], vec![Stmt::Call(raised)])]);
            }
        }
    }

    /// `local ok, x = pcall(...)`
    fn caught(&mut self, out: &mut Block, catcher: &str, arguments: Vec<Expr>) -> Expr {
        self.uses(if catcher == "pcall" {
            Feature::Pcall
        } else {
            Feature::Xpcall
        });
        let (ok, got) = (self.fresh("ok"), self.fresh("x"));
        let values = vec![library(catcher, arguments)];
        out.push(Stmt::Local(vec![ok.clone(), got.clone()], values));
        self.declare(&ok, Type::Any);
        self.declare(&got, Type::Any);
        name(&got)
    }

    /// A function with a state that an error leaves half done.
    fn protected(&mut self, out: &mut Block) {
        let changed = self.var(Type::Any);
        let body = self.body(&[], 2, |generator| {
            Some(Stmt::Return(vec![generator.any(1)]))
        });
        let mut all = Block::new();
        if let Some(changed) = &changed {
            all.push(assign(changed.clone(), self.any(1)));
        }
        all.extend(body);
        if let Some(changed) = changed.filter(|_| self.random.chance(50)) {
            let last = all.pop();
            all.push(assign(changed, self.any(0)));
            all.extend(last);
        }
        let got = self.caught(out, "pcall", vec![function(&[], all)]);
        if self.random.chance(30) {
            self.change_if_table(out, got);
        }
    }

    fn protected_builtin(&mut self, out: &mut Block) {
        let arguments = match self.random.below(4) {
            0 => vec![field(name("redis"), "call"), text("INCR"), self.key()],
            1 => vec![field(name("cjson"), "decode"), self.given_argument()],
            2 => vec![name("unpack"), name(self.random.pick(&["KEYS", "ARGV"]))],
            _ => vec![name("tonumber"), self.any(1)],
        };
        if matches!(arguments.first(), Some(Expr::Name(unpack)) if unpack == "unpack") {
            self.uses(Feature::UnpackArgv);
        }
        self.caught(out, "pcall", arguments);
    }

    /// A table that is raised and caught.
    fn error_table(&mut self, out: &mut Block) {
        self.uses(Feature::ErrorTable);
        let table = self.record(0);
        let got = if self.random.chance(50) {
            self.caught(out, "pcall", vec![name("error"), table])
        } else {
            let raised = Stmt::Call(library("error", vec![table]));
            self.caught(out, "pcall", vec![function(&[], vec![raised])])
        };
        self.change_if_table(out, got);
    }

    /// `if type(x) == 'table' then x.field = ... end`
    pub(super) fn change_if_table(&mut self, out: &mut Block, got: Expr) {
        let mut change = Block::new();
        self.write_field(&mut change, got.clone());
        if self.random.chance(40) {
            out.extend(change);
            return;
        }
        let is_table = binary("==", library("type", vec![got]), text("table"));
        out.push(Stmt::If(vec![(is_table, change)], None));
    }

    fn handled(&mut self, out: &mut Block) {
        let table = self.record(0);
        let raised = Stmt::Call(library("error", vec![table]));
        self.uses(Feature::ErrorTable);
        let mut handler = Block::new();
        self.functions += 1;
        self.write_field(&mut handler, name("e"));
        self.functions -= 1;
        let returned = if self.random.chance(50) {
            name("e")
        } else {
            self.any(0)
        };
        handler.push(Stmt::Return(vec![returned]));
        let body = function(&[], vec![raised]);
        self.caught(
            out,
            "xpcall",
            vec![body, Expr::Function(closure(&["e"], handler))],
        );
    }

    /// An error on some paths, which ends the script.
    fn conditional_error(&mut self, out: &mut Block) {
        self.uses(Feature::ErrorText);
        let condition = self.condition(2);
        let message = binary("..", text("ERR "), self.text(1));
        let raised = match self.random.below(3) {
            0 => library("error", vec![message]),
            1 => library(
                "error",
                vec![crate::syntax::record(vec![("err", text("MY error"))])],
            ),
            _ => library("assert", vec![crate::syntax::literal("false"), message]),
        };
        out.push(Stmt::If(vec![(condition, vec![Stmt::Call(raised)])], None));
    }

    /// A message, which a replica sends, before a write, which it refuses.
    fn published(&mut self, out: &mut Block) {
        self.uses(Feature::Published);
        let message = vec![text("PUBLISH"), text("c"), self.text(1)];
        let write = vec![text("SET"), self.key(), self.text(1)];
        for arguments in [message, write] {
            out.push(Stmt::Call(redis("call", arguments)));
        }
    }

    /// `redis.pcall`, whose error is asked for.
    fn caught_reply(&mut self, out: &mut Block) {
        self.uses(Feature::PcallCommand);
        let called = match self.command() {
            Expr::Call(_, arguments) => redis("pcall", arguments),
            other => other,
        };
        let reply = self.local(out, Type::Any, called);
        let is_table = binary("==", library("type", vec![reply.clone()]), text("table"));
        let is_error = binary("and", is_table, field(reply.clone(), "err"));
        let consequence = match self.random.below(3) {
            0 if self.functions == 0 => vec![Stmt::Return(vec![reply])],
            1 => vec![assign(reply.clone(), self.any(1))],
            _ => vec![Stmt::Call(self.command())],
        };
        out.push(Stmt::If(vec![(is_error, consequence)], None));
    }

    /// Values out of `pcall` that are looked at as a list.
    pub(super) fn results_as_list(&mut self, out: &mut Block) {
        self.uses(Feature::Pcall);
        let body = self.body(&[], 0, |generator| {
            Some(Stmt::Return(vec![generator.record(0), generator.any(0)]))
        });
        let caught = library("pcall", vec![function(&[], body)]);
        let all = self.local(out, Type::List, list(vec![caught]));
        self.change_if_table(out, index(all, number(2)));
    }

    /// Calls a function that is not there, or is.
    pub(super) fn maybe_called(&mut self, out: &mut Block) {
        let function = self.any(1);
        let is_function = binary(
            "==",
            library("type", vec![function.clone()]),
            text("function"),
        );
        let called = vec![Stmt::Call(call(Expr::Paren(Box::new(function)), vec![]))];
        // A call that begins with a parenthesis would belong to the line before.
        let kept = called.into_iter().map(|stmt| match stmt {
            Stmt::Call(called) => crate::syntax::local("got", called),
            stmt => stmt,
        });
        out.push(Stmt::If(vec![(is_function, kept.collect())], None));
    }
}
