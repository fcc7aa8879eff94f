//! Constants that a script declares, and functions that may come from a file that it includes.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{Block, Expr, Stmt, binary, call, closure, library, local, name, number, text};

impl Generator {
    /// What stands before all other statements.
    pub(super) fn parts(&mut self, out: &mut Block) {
        if self.random.chance(8) {
            self.constants(out);
        }
        if self.random.chance(10) {
            self.included(out);
        }
    }

    fn constants(&mut self, out: &mut Block) {
        self.uses(Feature::Constants);
        let value = self.random.pick(&["0", "1", "3", "-2"]);
        let text_value = self.random.pick(&["'a'", "''", "'GET'"]);
        let truth = self.random.pick(&["true", "false"]);
        for (name, ty, value) in [
            ("MOST", "integer", value),
            ("PREFIX", "string", text_value),
            ("TRACE", "boolean", truth),
        ] {
            out.push(Stmt::Constant(name.to_owned(), ty, value.to_owned()));
        }
        let counted = binary("+", name("MOST"), self.number(0));
        self.local(out, Type::Number, counted);
        let joined = binary("..", name("PREFIX"), self.text(0));
        self.local(out, Type::Text, joined);
        let written = Stmt::Call(self.command());
        out.push(Stmt::If(vec![(name("TRACE"), vec![written])], None));
        let range = vec![number(1), name("MOST")];
        let body = vec![Stmt::Call(self.command())];
        out.push(Stmt::Numeric(self.fresh("i"), range, body));
        let chosen = binary("and", name("TRACE"), name("PREFIX"));
        self.local(out, Type::Any, chosen);
    }

    /// Functions at the top: [`run`](crate::run) also puts them into a file of their own, which leaves out what nothing refers to.
    fn included(&mut self, out: &mut Block) {
        self.uses(Feature::Included);
        let mut made: Vec<String> = Vec::new();
        for _ in 0..2 + self.random.below(3) {
            // One may hide an earlier one of its name.
            let fresh = match made.first().filter(|_| self.random.chance(15)) {
                Some(old) => old.clone(),
                None => self.fresh("part"),
            };
            let known: Vec<String> = made.clone();
            let mut body = Block::new();
            if let Some(other) = known.last().filter(|_| self.random.chance(60)) {
                let value = match self.random.below(3) {
                    0 => name(other),
                    1 => call(name(other), vec![name("a")]),
                    _ => Expr::Function(closure(
                        &[],
                        vec![Stmt::Return(vec![call(name(other), vec![name("a")])])],
                    )),
                };
                body.push(local("used", library("type", vec![value])));
            } else {
                body.push(Stmt::Call(self.command()));
            }
            body.push(Stmt::Return(vec![binary("or", name("a"), text("none"))]));
            out.push(Stmt::LocalFunction(fresh.clone(), closure(&["a"], body)));
            made.push(fresh);
        }
        let used = self.random.pick(&made);
        let value = call(name(&used), vec![self.argument()]);
        self.local(out, Type::Any, value);
    }
}
