//! KEYS and ARGV: reads, aliases, joins and writes.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::program::Content;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, index, library, list, literal, local, name, number, redis,
    text, unary,
};

impl Generator {
    /// An entry of KEYS.
    pub(super) fn key(&mut self) -> Expr {
        let at = 1 + self.random.below(self.keys.len());
        index(name("KEYS"), number(at))
    }

    /// A key that holds this.
    pub(super) fn key_of(&mut self, content: Content) -> Expr {
        let same =
            |held: &Content| std::mem::discriminant(held) == std::mem::discriminant(&content);
        let places: Vec<usize> = (1..)
            .zip(&self.keys)
            .filter(|(_, held)| same(held))
            .map(|(at, _)| at)
            .collect();
        if places.is_empty() || self.random.chance(5) {
            let own = match content {
                Content::Text(_) | Content::Expiring => "own:string",
                Content::Hash => "own:hash",
                Content::List => "own:list",
                Content::Set => "own:set",
                Content::SortedSet => "own:zset",
                Content::Stream => "own:stream",
                Content::Jobs => "own:jobs",
            };
            return text(own);
        }
        let at = self.random.pick(&places);
        if self.random.chance(8) {
            self.uses(Feature::ComputedEntry);
            return index(name("KEYS"), binary("+", number(at - 1), number(1)));
        }
        index(name("KEYS"), number(at))
    }

    /// A key of any type, sometimes by a variable.
    pub(super) fn key_argument(&mut self) -> Expr {
        if self.random.chance(10)
            && let Some(var) = self.var(Type::Text)
        {
            return var;
        }
        self.key()
    }

    /// An entry of ARGV, which may be missing.
    pub(super) fn argument(&mut self) -> Expr {
        let at = 1 + self
            .random
            .below(self.arguments + usize::from(self.random.clone().chance(10)));
        index(name("ARGV"), number(at))
    }

    /// An entry of ARGV or a default.
    pub(super) fn given_argument(&mut self) -> Expr {
        let argument = self.argument();
        if self.random.chance(85) {
            binary("or", argument, self.word())
        } else {
            argument
        }
    }

    pub(super) fn entries_result(&mut self) -> Expr {
        let entries = name(self.random.pick(&["KEYS", "ARGV"]));
        match self.random.below(7) {
            0 => library("unpack", vec![entries]),
            1 => library(
                "select",
                vec![
                    number(1 + self.random.below(2)),
                    library("unpack", vec![entries]),
                ],
            ),
            2 => unary("#", entries),
            3 => entries,
            4 => index(entries.clone(), unary("#", entries)),
            5 => library("table.concat", vec![entries, text(",")]),
            _ => index(entries, self.number(1)),
        }
    }

    pub(super) fn entries_statement(&mut self, out: &mut Block) {
        let which = self.random.pick(&["KEYS", "ARGV", "ARGV"]);
        match self.random.below(9) {
            0 => {
                self.uses(Feature::AliasEntries);
                self.local(out, Type::List, name(which));
            }
            1 => self.joined(out, which),
            2 => {
                self.uses(Feature::JoinEntries);
                let counted = binary(">", unary("#", name(which)), number(self.random.below(3)));
                let other = self.list(2);
                let joined = binary("or", binary("and", counted, name(which)), other);
                self.local(out, Type::List, joined);
            }
            3 => {
                self.uses(Feature::AliasEntry);
                let entry = if which == "KEYS" {
                    self.key()
                } else {
                    self.given_argument()
                };
                self.local(out, Type::Text, entry);
            }
            4 => {
                self.uses(Feature::ComputedEntry);
                let at = self.number(2);
                self.local(out, Type::Any, index(name(which), at));
            }
            5 => {
                self.uses(Feature::WriteEntries);
                let at = number(1 + self.random.below(3));
                let value = self.any(1);
                out.push(assign(index(name(which), at), value));
            }
            6 => {
                self.uses(Feature::WriteEntries);
                let changed = match self.random.below(3) {
                    0 => library("table.insert", vec![name(which), self.text(1)]),
                    1 => library("table.remove", vec![name(which), number(1)]),
                    _ => library("table.sort", vec![name(which)]),
                };
                out.push(Stmt::Call(changed));
            }
            7 => {
                self.uses(Feature::UnpackArgv);
                let (first, second) = (self.fresh("x"), self.fresh("x"));
                let values = vec![library("unpack", vec![name(which)])];
                out.push(Stmt::Local(vec![first.clone(), second.clone()], values));
                self.declare(&first, Type::Any);
                self.declare(&second, Type::Any);
            }
            _ => self.loop_over(out, which),
        }
    }

    /// `local k = KEYS if ... then k = ... end`
    fn joined(&mut self, out: &mut Block, which: &str) {
        self.uses(Feature::JoinEntries);
        let entries = self.local(out, Type::List, name(which));
        let condition = match self.random.below(3) {
            0 => binary(
                "==",
                unary("#", entries.clone()),
                number(self.random.below(2)),
            ),
            _ => self.condition(2),
        };
        let other = match self.random.below(5) {
            0 => list(vec![]),
            1 => list(vec![self.text(1)]),
            2 => {
                self.uses(Feature::JsonDecode);
                let decoded = library(
                    "pcall",
                    vec![
                        crate::syntax::field(name("cjson"), "decode"),
                        self.argument(),
                    ],
                );
                let both = list(vec![decoded]);
                binary(
                    "or",
                    index(Expr::Paren(Box::new(both)), number(2)),
                    list(vec![]),
                )
            }
            3 => literal("false"),
            _ => self.list(2),
        };
        out.push(Stmt::If(
            vec![(condition, vec![assign(entries.clone(), other)])],
            None,
        ));
        if self.random.chance(50) {
            let is_table = binary("==", library("type", vec![entries.clone()]), text("table"));
            let entry = index(entries, number(1 + self.random.below(3)));
            let read = binary("and", is_table, entry);
            self.local(out, Type::Any, read);
        }
    }

    fn loop_over(&mut self, out: &mut Block, which: &str) {
        self.uses(Feature::GenericFor);
        let found = self.local(out, Type::List, list(vec![]));
        let (at, entry) = (self.fresh("i"), self.fresh("e"));
        let iterator = library(self.random.pick(&["ipairs", "pairs"]), vec![name(which)]);
        let mut body = vec![local("tail", name(&entry))];
        if self.random.chance(60) {
            let tail = binary("..", name("tail"), text("x"));
            let inserted = library("table.insert", vec![found, tail]);
            body.push(Stmt::Call(inserted));
        } else {
            let called = redis("call", vec![text("EXISTS"), name(&entry)]);
            body.push(Stmt::Call(called));
        }
        out.push(Stmt::Generic(vec![at, entry], vec![iterator], body));
    }
}
