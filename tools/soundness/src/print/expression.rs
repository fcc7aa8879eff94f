//! Prints expressions.

use super::{Kind, Mode, Printer};
use crate::syntax::{Expr, Item};

impl Printer {
    pub(super) fn list(&mut self, values: &[Expr]) {
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.put(", ");
            }
            self.expr(value);
        }
    }

    /// What is assigned; its parts are logged, it is not.
    pub(super) fn target(&mut self, target: &Expr) {
        match target {
            Expr::Index(object, key) => {
                self.node(Kind::Constant, |printer| printer.indexed(object, key));
            }
            Expr::Name(name) => {
                self.node(Kind::Constant, |printer| printer.put(name));
            }
            _ => self.expr(target),
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        let kind = match expr {
            Expr::Literal(_) | Expr::Text(_) => Kind::Constant,
            Expr::Function(_) => Kind::Function,
            Expr::Binary("and" | "or", ..) => Kind::Lazy,
            _ => Kind::Strict,
        };
        let logs = self.mode == Mode::Logging && kind != Kind::Constant;
        if logs {
            let id = self.out.nodes.len();
            let log = match expr {
                Expr::Table(_) | Expr::Function(_) => "__i",
                _ if expr.is_multiple() => "__m",
                _ => "__v",
            };
            self.put(&format!("{log}({id}, "));
        }
        self.node(kind, |printer| printer.expr_body(expr));
        if logs {
            self.put(")");
        }
    }

    fn expr_body(&mut self, expr: &Expr) {
        match expr {
            Expr::Literal(text) | Expr::Name(text) => self.put(text),
            Expr::Text(text) => self.put(&quoted(text)),
            Expr::Vararg => self.put("..."),
            Expr::Index(object, key) => self.indexed(object, key),
            Expr::Call(callee, arguments) => {
                self.prefix(callee);
                self.put("(");
                self.list(arguments);
                self.put(")");
            }
            Expr::Method(object, name, arguments) => {
                self.prefix(object);
                self.put(&format!(":{name}("));
                self.list(arguments);
                self.put(")");
            }
            Expr::Binary(operator, left, right) => self.binary(operator, left, right),
            Expr::Unary(operator, operand) => {
                self.put(operator);
                // `--` begins a comment.
                if *operator != "#" {
                    self.put(" ");
                }
                self.operand(operand);
            }
            Expr::Function(function) => {
                self.put("function");
                self.function(function);
            }
            Expr::Table(items) => self.table(items),
            Expr::Paren(inner) => {
                self.put("(");
                self.expr(inner);
                self.put(")");
            }
        }
    }

    /// Chains of one operator stand without parentheses, as people write them.
    fn binary(&mut self, operator: &'static str, left: &Expr, right: &Expr) {
        let same = |side: &Expr| matches!(side, Expr::Binary(inner, ..) if *inner == operator);
        let compares = matches!(operator, "==" | "~=" | "<" | ">" | "<=" | ">=" | "^");
        if same(left) && operator != ".." && !compares {
            self.expr(left);
        } else {
            self.operand(left);
        }
        self.put(&format!(" {operator} "));
        if same(right) && operator == ".." {
            self.expr(right);
        } else {
            self.operand(right);
        }
    }

    pub(super) fn operand(&mut self, expr: &Expr) {
        if matches!(expr, Expr::Binary(..) | Expr::Unary(..)) {
            self.put("(");
            self.expr(expr);
            self.put(")");
        } else {
            self.expr(expr);
        }
    }

    fn prefix(&mut self, expr: &Expr) {
        if expr.is_prefix() {
            self.expr(expr);
        } else {
            self.put("(");
            self.expr(expr);
            self.put(")");
        }
    }

    fn indexed(&mut self, object: &Expr, key: &Expr) {
        self.prefix(object);
        match key {
            Expr::Text(name) if is_name(name) => {
                self.put(".");
                self.node(Kind::Constant, |printer| printer.put(name));
            }
            key => {
                self.put("[");
                self.expr(key);
                self.put("]");
            }
        }
    }

    fn table(&mut self, items: &[Item]) {
        self.put("{");
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.put(", ");
            }
            match item {
                Item::Positional(value) => self.expr(value),
                Item::Keyed(Expr::Text(name), value) if is_name(name) => {
                    self.put(&format!("{name} = "));
                    self.expr(value);
                }
                Item::Keyed(key, value) => {
                    self.put("[");
                    self.expr(key);
                    self.put("] = ");
                    self.expr(value);
                }
            }
        }
        self.put("}");
    }
}

const RESERVED: &[&str] = &[
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local",
    "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
];

fn is_name(text: &str) -> bool {
    let mut letters = text.bytes();
    let begins = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_');
    begins
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
        && !RESERVED.contains(&text)
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", escaped.replace('\n', "\\n").replace('\0', "\\0"))
}
