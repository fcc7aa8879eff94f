//! Functions: closures, varargs, dispatch, recursion.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Function, Stmt, assign, binary, call, closure, field, function, index, library,
    list, literal, local, name, number, record, redis, text,
};

impl Generator {
    /// A function as a value.
    pub(super) fn function_value(&mut self) -> Expr {
        match self.random.below(6) {
            0 => self.var(Type::Function).unwrap_or_else(|| name("tostring")),
            1 => field(name("string"), self.random.pick(&["upper", "len"])),
            2 => {
                let read = redis("call", vec![text("GET"), self.key()]);
                function(&["x"], vec![Stmt::Return(vec![read])])
            }
            _ => {
                self.uses(Feature::Closure);
                let body = self.body(&[("x", Type::Any)], 0, |generator| {
                    Some(Stmt::Return(vec![generator.any(1)]))
                });
                function(&["x"], body)
            }
        }
    }

    pub(super) fn function_statement(&mut self, out: &mut Block) {
        match self.random.below(9) {
            0 | 1 => self.plain_function(out),
            2 => self.counter(out),
            3 => self.varargs(out),
            4 => self.implicit_arg(out),
            5 => self.methods(out),
            6 => self.dispatch(out),
            7 => self.recursion(out),
            _ => self.passed_on(out),
        }
    }

    fn plain_function(&mut self, out: &mut Block) {
        self.uses(Feature::Closure);
        let (fresh, a, b) = (self.fresh("f"), self.fresh("a"), self.fresh("b"));
        let params = [(a.as_str(), Type::Any), (b.as_str(), Type::Any)];
        let body = self.body(&params, 2, |generator| {
            generator
                .random
                .chance(85)
                .then(|| Stmt::Return(vec![generator.any(1), generator.number(0)]))
        });
        out.push(Stmt::LocalFunction(fresh.clone(), closure(&[&a, &b], body)));
        self.declare(&fresh, Type::Function);
        let called = call(name(&fresh), vec![self.any(1), self.spread(1)]);
        self.local(out, Type::Any, called);
    }

    /// A function that counts its calls.
    fn counter(&mut self, out: &mut Block) {
        self.uses(Feature::Upvalue);
        let start = number(self.random.below(2));
        let count = self.local(out, Type::Number, start);
        let fresh = self.fresh("f");
        let step = binary("+", count.clone(), number(1));
        let mut body = vec![assign(count.clone(), step)];
        if self.random.chance(50) {
            let other = self.var(Type::Any);
            if let Some(other) = other {
                body.push(assign(other, count.clone()));
            }
        }
        body.push(Stmt::Return(vec![count.clone()]));
        out.push(Stmt::LocalFunction(fresh.clone(), closure(&[], body)));
        for _ in 0..=self.random.below(2) {
            out.push(Stmt::Call(call(name(&fresh), vec![])));
        }
        self.declare(&fresh, Type::Function);
        let entry = index(name(self.random.pick(&["KEYS", "ARGV"])), count);
        self.local(out, Type::Any, entry);
    }

    fn varargs(&mut self, out: &mut Block) {
        self.uses(Feature::Varargs);
        let (fresh, a) = (self.fresh("f"), self.fresh("a"));
        let result = match self.random.below(6) {
            0 => list(vec![Expr::Vararg]),
            1 => {
                self.uses(Feature::Select);
                library(
                    "select",
                    vec![number(1 + self.random.below(2)), Expr::Vararg],
                )
            }
            2 => {
                self.uses(Feature::Select);
                library("select", vec![text("#"), Expr::Vararg])
            }
            3 => Expr::Paren(Box::new(Expr::Vararg)),
            4 => {
                let arguments = vec![text("EXISTS"), self.key(), Expr::Vararg];
                redis("call", arguments)
            }
            _ => binary("or", name(&a), Expr::Vararg),
        };
        let function = Function {
            params: vec![a],
            vararg: true,
            body: vec![Stmt::Return(vec![result])],
        };
        out.push(Stmt::LocalFunction(fresh.clone(), function));
        self.declare(&fresh, Type::Function);
        let arguments = vec![self.any(1), self.spread(1)];
        self.local(out, Type::Any, call(name(&fresh), arguments));
    }

    /// A function with `...` that uses `arg`.
    fn implicit_arg(&mut self, out: &mut Block) {
        self.uses(Feature::ImplicitArg);
        let fresh = self.fresh("f");
        let body = match self.random.below(4) {
            0 => vec![Stmt::Return(vec![field(name("arg"), "n")])],
            1 => {
                let mut body = Block::new();
                let first = index(name("arg"), number(1));
                let is_table = binary("==", library("type", vec![first.clone()]), text("table"));
                let mut change = Block::new();
                self.write_field(&mut change, first);
                body.push(Stmt::If(vec![(is_table, change)], None));
                body
            }
            2 => vec![Stmt::Return(vec![index(
                name("arg"),
                number(1 + self.random.below(3)),
            )])],
            _ => vec![Stmt::Return(vec![library("unpack", vec![name("arg")])])],
        };
        let function = Function {
            params: vec![],
            vararg: true,
            body,
        };
        out.push(Stmt::LocalFunction(fresh.clone(), function));
        let first = if self.random.chance(60) {
            self.record(0)
        } else {
            self.any(1)
        };
        let called = call(name(&fresh), vec![first, self.spread(1)]);
        self.local(out, Type::Any, called);
    }

    /// A table of functions, one of them with `self`.
    fn methods(&mut self, out: &mut Block) {
        self.uses(Feature::FunctionInTable);
        let object = self.fresh("object");
        out.push(local(&object, record(vec![("n", number(1))])));
        let body = self.body(
            &[("self", Type::Record), ("x", Type::Any)],
            1,
            |generator| {
                let own = if generator.random.chance(60) {
                    name("self")
                } else {
                    generator.record(0)
                };
                Some(Stmt::Return(vec![field(
                    own,
                    generator.random.pick(&["n", "s"]),
                )]))
            },
        );
        let is_method = self.random.chance(70);
        let params: &[&str] = if is_method { &["x"] } else { &["self", "x"] };
        out.push(Stmt::Function(
            vec![object.clone(), "go".to_owned()],
            is_method,
            closure(params, body),
        ));
        self.declare(&object, Type::Record);
        let called = Expr::Method(Box::new(name(&object)), "go".to_owned(), vec![self.any(1)]);
        self.local(out, Type::Any, called);
    }

    /// A function out of a table, chosen by ARGV or a reply.
    fn dispatch(&mut self, out: &mut Block) {
        let table = self.fresh("handlers");
        let mut fields = Vec::new();
        for name in ["get", "len", "a"] {
            let body = self.body(&[("x", Type::Any)], 1, |generator| {
                Some(Stmt::Return(vec![generator.any(1)]))
            });
            fields.push((name, function(&["x"], body)));
        }
        out.push(local(&table, record(fields)));
        let wanted = if self.random.chance(60) {
            self.uses(Feature::DispatchArgument);
            self.argument()
        } else {
            self.uses(Feature::DispatchReply);
            self.maybe_text_command()
        };
        let found = index(name(&table), binary("or", wanted, text("a")));
        let chosen = self.local(
            out,
            Type::Any,
            binary("or", found, field(name(&table), "get")),
        );
        let called = call(chosen, vec![self.any(1)]);
        self.local(out, Type::Any, called);
    }

    fn recursion(&mut self, out: &mut Block) {
        self.uses(Feature::Recursion);
        let fresh = self.fresh("f");
        let again = call(
            name(&fresh),
            vec![binary("-", name("depth"), number(1)), self.any(1)],
        );
        let last = self.any(1);
        let ends = binary("<=", name("depth"), number(0));
        let end = Stmt::If(
            vec![(ends, vec![Stmt::Return(vec![name("kept"), last])])],
            None,
        );
        let body = vec![end, Stmt::Return(vec![again])];
        out.push(Stmt::LocalFunction(
            fresh.clone(),
            closure(&["depth", "kept"], body),
        ));
        let called = call(
            name(&fresh),
            vec![number(1 + self.random.below(4)), self.any(1)],
        );
        self.local(out, Type::Any, called);
    }

    /// A function that calls what it gets.
    fn passed_on(&mut self, out: &mut Block) {
        self.uses(Feature::Closure);
        let fresh = self.fresh("apply");
        let body = vec![Stmt::Return(vec![call(name("g"), vec![Expr::Vararg])])];
        let function = Function {
            params: vec!["g".to_owned()],
            vararg: true,
            body,
        };
        out.push(Stmt::LocalFunction(fresh.clone(), function));
        let arguments = if self.random.chance(40) {
            let command = text(self.random.pick(&["EXISTS", "TYPE", "DEL", "TTL"]));
            vec![field(name("redis"), "call"), command, self.key()]
        } else {
            vec![self.function_value(), self.any(1), literal("nil")]
        };
        self.local(out, Type::Any, call(name(&fresh), arguments));
    }
}
