//! A script as text, with the place of each of its nodes; or the same text with calls that log what happens.

mod expression;

use crate::syntax::{Block, Expr, Function, Stmt};

/// A script as text.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// The text; one statement a line.
    pub text: String,
    /// Its expressions and statements, each behind those around it. The log names them by their place here.
    pub nodes: Vec<Node>,
}

/// An expression or a statement of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The offset of its first byte.
    pub start: usize,
    /// The offset after its last byte.
    pub end: usize,
    /// The node around it.
    pub parent: Option<usize>,
    /// What can be said of its parts once it is complete.
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An expression; it is complete only after all of its parts.
    Strict,
    /// `and`, `or`: its right side may have been left out.
    Lazy,
    /// A function: complete whatever becomes of its parts.
    Function,
    /// An expression that is not logged: a literal, or what is assigned.
    Constant,
    /// A statement that is logged; it is complete only after all of its expressions.
    Simple,
    /// A statement with blocks, or one that leaves: not logged.
    Compound,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Plain,
    /// `__v(id, x)` for an expression, `__m(id, x)` for one of several values, `__i(id, x)` for a table or a function that is
    /// made, `__s(id)` after a statement, `__f(id, x)` after one that makes a function.
    Logging,
}

/// The text of a script.
#[must_use]
pub fn print(block: &Block) -> Printed {
    run(block, Mode::Plain)
}

/// The text that logs. Its nodes have the same numbers, and its lines are the same.
#[must_use]
pub fn print_logging(block: &Block) -> String {
    run(block, Mode::Logging).text
}

fn run(block: &Block, mode: Mode) -> Printed {
    let mut printer = Printer {
        out: Printed::default(),
        mode,
        parent: None,
        indent: 0,
    };
    printer.block(block);
    printer.out
}

struct Printer {
    out: Printed,
    mode: Mode,
    parent: Option<usize>,
    indent: usize,
}

impl Printer {
    fn put(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    /// Prints a node by `body`, which gets its number.
    fn node(&mut self, kind: Kind, body: impl FnOnce(&mut Self)) -> usize {
        let id = self.out.nodes.len();
        let start = self.out.text.len();
        let parent = self.parent.replace(id);
        self.out.nodes.push(Node {
            start,
            end: start,
            parent,
            kind,
        });
        body(self);
        self.out.nodes[id].end = self.out.text.len();
        self.parent = parent;
        id
    }

    fn block(&mut self, block: &Block) {
        for stmt in block {
            let indent = "  ".repeat(self.indent);
            self.put(&indent);
            self.stmt(stmt);
            self.put("\n");
        }
    }

    /// A block on lines of its own, further in.
    fn inner(&mut self, block: &Block) {
        self.put("\n");
        self.indent += 1;
        self.block(block);
        self.indent -= 1;
        let indent = "  ".repeat(self.indent);
        self.put(&indent);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let simple = matches!(
            stmt,
            Stmt::Local(..) | Stmt::Assign(..) | Stmt::Call(_) | Stmt::Function(..)
        );
        let kind = if simple { Kind::Simple } else { Kind::Compound };
        let id = self.node(kind, |printer| printer.stmt_body(stmt));
        if simple && self.mode == Mode::Logging {
            self.put(&format!(" __s({id})"));
        }
        if self.mode == Mode::Logging {
            self.put_function(id, stmt);
        }
    }

    /// Says which function a statement made.
    fn put_function(&mut self, id: usize, stmt: &Stmt) {
        match stmt {
            Stmt::LocalFunction(name, _) => self.put(&format!(" __f({id}, {name})")),
            Stmt::Function(path, ..) => match path.as_slice() {
                [name] => self.put(&format!(" __f({id}, {name})")),
                [object, name] => self.put(&format!(" __f({id}, {object}, '{name}')")),
                _ => {}
            },
            _ => {}
        }
    }

    fn stmt_body(&mut self, stmt: &Stmt) {
        match stmt {
            // The log's script is not sent as one with constants.
            Stmt::Constant(name, _, value) if self.mode == Mode::Logging => {
                self.put(&format!("local {name} = {value}"));
            }
            Stmt::Constant(name, ty, value) => {
                self.put(&format!("-- @const {name}: {ty} = {value}"));
            }
            Stmt::Local(names, values) => {
                self.put(&format!("local {}", names.join(", ")));
                if !values.is_empty() {
                    self.put(" = ");
                    self.list(values);
                }
            }
            Stmt::Assign(targets, values) => {
                for (at, target) in targets.iter().enumerate() {
                    if at > 0 {
                        self.put(", ");
                    }
                    self.target(target);
                }
                self.put(" = ");
                self.list(values);
            }
            Stmt::Call(called) => self.expr(called),
            Stmt::Do(body) => {
                self.put("do");
                self.inner(body);
                self.put("end");
            }
            Stmt::If(branches, other) => self.branches(branches, other.as_ref()),
            Stmt::Loop {
                repeat,
                counter,
                rounds,
                condition,
                body,
            } => self.bounded(*repeat, counter, *rounds, condition, body),
            Stmt::Numeric(name, range, body) => {
                self.put(&format!("for {name} = "));
                self.list(range);
                self.put(" do");
                self.inner(body);
                self.put("end");
            }
            Stmt::Generic(names, values, body) => {
                self.put(&format!("for {} in ", names.join(", ")));
                self.list(values);
                self.put(" do");
                self.inner(body);
                self.put("end");
            }
            Stmt::Function(path, method, function) => {
                let (last, first) = path.split_last().expect("a name");
                let between = match (first.is_empty(), method) {
                    (true, _) => "",
                    (false, true) => ":",
                    (false, false) => ".",
                };
                self.put(&format!("function {}{between}{last}", first.join(".")));
                self.function(function);
            }
            Stmt::LocalFunction(name, function) => {
                self.put(&format!("local function {name}"));
                self.function(function);
            }
            Stmt::Return(values) => {
                self.put("return");
                if !values.is_empty() {
                    self.put(" ");
                    self.list(values);
                }
            }
            Stmt::Break => self.put("break"),
        }
    }

    fn branches(&mut self, branches: &[(Expr, Block)], other: Option<&Block>) {
        for (at, (condition, body)) in branches.iter().enumerate() {
            self.put(if at == 0 { "if " } else { "elseif " });
            self.expr(condition);
            self.put(" then");
            self.inner(body);
        }
        if let Some(body) = other {
            self.put("else");
            self.inner(body);
        }
        self.put("end");
    }

    fn bounded(
        &mut self,
        repeat: bool,
        counter: &str,
        rounds: u32,
        condition: &Expr,
        body: &Block,
    ) {
        self.put(&format!("local {counter} = 0 "));
        if repeat {
            self.put(&format!("repeat {counter} = {counter} + 1"));
            self.inner(body);
            self.put(&format!("until {counter} >= {rounds} or "));
            self.operand(condition);
        } else {
            self.put(&format!("while {counter} < {rounds} and "));
            self.operand(condition);
            self.put(&format!(" do {counter} = {counter} + 1"));
            self.inner(body);
            self.put("end");
        }
    }

    fn function(&mut self, function: &Function) {
        let dots = function.vararg.then_some("...");
        let params = function.params.iter().map(String::as_str).chain(dots);
        let params: Vec<&str> = params.collect();
        self.put(&format!("({})", params.join(", ")));
        self.inner(&function.body);
        self.put("end");
    }
}
