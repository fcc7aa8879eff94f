//! Calls of commands.

mod rows;

use self::rows::{
    ANY_KEY, HASHES, LISTS, NEW, OPTIONS, READERS_BY_NAME, Rows, SETS, SORTED_SETS, STREAMS,
    STRINGS,
};
use super::tables::{READERS, WRITERS};
use super::{Generator, Type};
use crate::feature::Feature;
use crate::program::Content;
use crate::syntax::{Block, Expr, Stmt, binary, field, list, number, record, redis, text};

/// What Lua gets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reply {
    Number,
    Maybe,
    List,
}

impl Generator {
    pub(super) fn command(&mut self) -> Expr {
        match self.random.below(22) {
            0..=10 => {
                let content = self.random.pick(&self.keys.clone());
                self.typed_command(content, None)
            }
            11 | 12 => self.typed_command_of_any(),
            13..=15 => self.row(ANY_KEY, Feature::AnyKey, None, None),
            16 | 17 => self.typed_row(OPTIONS, Feature::Options),
            _ => self.typed_row(NEW, Feature::NewCommands),
        }
    }

    /// A command whose keys hold what it asks for.
    fn typed_row(&mut self, rows: Rows, feature: Feature) -> Expr {
        let words = self.words(rows, None);
        let content = match words.split(' ').next().unwrap_or_default().as_bytes() {
            b"LCS" | b"SET" | b"COPY" | b"EXPIRE" | b"EXPIRETIME" | b"SCAN" | b"OBJECT"
            | b"SORT_RO" | b"INCREX" => None,
            [b'H', ..] => Some(Content::Hash),
            [b'L', ..] => Some(Content::List),
            [b'S', ..] => Some(Content::Set),
            [b'Z', ..] => Some(Content::SortedSet),
            [b'X', ..] => Some(Content::Stream),
            _ => Some(Content::Text("")),
        };
        self.called(words, feature, content)
    }

    fn typed_command_of_any(&mut self) -> Expr {
        let content = self.random.pick(&Content::ALL);
        self.typed_command(content, None)
    }

    pub(super) fn number_command(&mut self) -> Expr {
        let content = self.random.pick(&self.keys.clone());
        self.typed_command(content, Some(Reply::Number))
    }

    pub(super) fn list_command(&mut self) -> Expr {
        let content = self.random.pick(&self.keys.clone());
        self.typed_command(content, Some(Reply::List))
    }

    /// A string, or false where it is missing.
    pub(super) fn maybe_text_command(&mut self) -> Expr {
        let content = self.random.pick(&[
            Content::Text(""),
            Content::Hash,
            Content::List,
            Content::SortedSet,
        ]);
        self.typed_command(content, Some(Reply::Maybe))
    }

    fn typed_command(&mut self, content: Content, wanted: Option<Reply>) -> Expr {
        let (rows, feature) = match content {
            Content::Text(_) | Content::Expiring => (STRINGS, Feature::Strings),
            Content::Hash => (HASHES, Feature::Hashes),
            Content::List | Content::Jobs => (LISTS, Feature::Lists),
            Content::Set => (SETS, Feature::Sets),
            Content::SortedSet => (SORTED_SETS, Feature::SortedSets),
            Content::Stream => (STREAMS, Feature::Streams),
        };
        self.row(rows, feature, Some(content), wanted)
    }

    fn row(
        &mut self,
        rows: Rows,
        feature: Feature,
        content: Option<Content>,
        wanted: Option<Reply>,
    ) -> Expr {
        let words = self.words(rows, wanted);
        self.called(words, feature, content)
    }

    /// The words of a command, if possible of one with such a reply.
    fn words(&mut self, rows: Rows, wanted: Option<Reply>) -> &'static str {
        let all = [rows.numbers, rows.texts, rows.lists, rows.others];
        let wanted = match wanted {
            Some(Reply::Number) => rows.numbers,
            Some(Reply::Maybe) => rows.texts,
            Some(Reply::List) => rows.lists,
            None => "",
        };
        let fitting: Vec<&str> = wanted
            .split("; ")
            .filter(|words| !words.is_empty())
            .collect();
        if !fitting.is_empty() {
            return self.random.pick(&fitting);
        }
        let any: Vec<&str> = all
            .iter()
            .flat_map(|some| some.split("; "))
            .filter(|words| !words.is_empty())
            .collect();
        self.random.pick(&any)
    }

    fn called(&mut self, words: &str, feature: Feature, content: Option<Content>) -> Expr {
        self.uses(feature);
        let command = words.split(' ').next().unwrap_or_default();
        let reads = READERS_BY_NAME.contains(&command);
        let words = if self.reads_only && !reads {
            "EXISTS K"
        } else {
            words
        };
        let arguments = words
            .split(' ')
            .map(|word| self.argument_of(word, content))
            .collect();
        let function = if self.random.chance(6) {
            self.uses(Feature::PcallCommand);
            "pcall"
        } else {
            "call"
        };
        redis(function, arguments)
    }

    fn argument_of(&mut self, word: &str, content: Option<Content>) -> Expr {
        match word {
            "K" => match content {
                Some(content) => self.key_of(content),
                None => self.key_argument(),
            },
            "F" if self.random.chance(70) => text(self.random.pick(&["a", "b", "c"])),
            "F" | "V" => match self.random.below(16) {
                0 => self.any(0),
                1 => self.number(1),
                _ => self.text(1),
            },
            "N" => {
                if self.random.chance(60) {
                    number(1 + self.random.below(4))
                } else {
                    self.number(1)
                }
            }
            word => text(word),
        }
    }

    /// A statement that is a call, or keeps its reply.
    pub(super) fn command_statement(&mut self, out: &mut Block) {
        match self.random.below(10) {
            0..=3 => {
                let called = self.command();
                out.push(Stmt::Call(called));
            }
            4 | 5 => {
                let called = self.command();
                self.local(out, Type::Any, called);
            }
            6 => {
                let called = self.number_command();
                self.local(out, Type::Number, called);
            }
            7 => {
                let called = self.list_command();
                self.local(out, Type::List, called);
            }
            _ => self.computed_name(out),
        }
    }

    /// A command whose name is no literal of the call.
    fn computed_name(&mut self, out: &mut Block) {
        let names = if self.random.chance(75) {
            READERS
        } else {
            WRITERS
        };
        let name_of = self.random.pick(names);
        let key = self.key_of(Content::Text(""));
        let command = match self.random.below(5) {
            0 => {
                self.uses(Feature::CommandVariable);
                let variable = self.local(out, Type::Any, text(name_of));
                if self.random.chance(40) {
                    let (condition, other) = (self.condition(1), self.random.pick(WRITERS));
                    out.push(Stmt::If(
                        vec![(
                            condition,
                            vec![crate::syntax::assign(variable.clone(), text(other))],
                        )],
                        None,
                    ));
                }
                variable
            }
            1 => {
                self.uses(Feature::CommandTable);
                let cell = field(self.record(0), "cmd");
                binary("or", cell, text(name_of))
            }
            2 => {
                self.uses(Feature::CommandTable);
                let table = list(vec![text(name_of), text(self.random.pick(READERS))]);
                let table = self.local(out, Type::List, table);
                crate::syntax::index(table, number(1 + self.random.below(2)))
            }
            3 => {
                self.uses(Feature::CommandBuilt);
                let (first, rest) = name_of.split_at(1);
                binary("..", text(first), text(rest))
            }
            _ => {
                self.uses(Feature::CommandArgument);
                let table = record(vec![
                    ("get", text("GET")),
                    ("len", text("STRLEN")),
                    ("a", text(name_of)),
                ]);
                let table = self.local(out, Type::Any, table);
                let found = crate::syntax::index(table, binary("or", self.argument(), text("a")));
                binary("or", found, text("EXISTS"))
            }
        };
        let called = redis("call", vec![command, key]);
        self.local(out, Type::Any, called);
    }
}
