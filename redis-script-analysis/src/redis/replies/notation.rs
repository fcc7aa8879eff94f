//! What `commands/replies.txt` says of a command's reply, held against the arguments of a call.
//!
//! A line is `name: shape`. A shape is
//!
//! - `integer`, `flag`, `double`, `bulk`, `status`, `null` or `any`;
//! - `array(shape)`, `set(shape)`, `map(key, value)` or `tuple(shape, ...)`;
//! - `or(shape, ...)` for one of these, and `maybe(shape)` for one or null;
//! - `upto(3, few, many)`: `few` if there are at most so many arguments, otherwise `many`;
//! - `each(1, shape)`: an array with one element for each argument after so many;
//! - `if(NX|XX, with, without)`: `with` if one of the options is there, otherwise `without`;
//! - `with(shape, WITHDIST shape, ...)`: an array of elements, each with what the options ask for, in this order.
//!
//! What is said of options ends the line: `options 2 before/3 EX/1`. They stand after so many arguments (`keys`: after a number of
//! keys and the keys), before so many others, and have so many values.

use super::options::{CommandArguments, Options};
use super::{Shape, either};
use crate::collections::lists;

/// Reads a line for a call.
pub(super) struct ReplyReader<'a> {
    rest: &'static str,
    arguments: CommandArguments<'a>,
    options: &'static str,
}

impl<'a> ReplyReader<'a> {
    /// Of the arguments after the command's name, those are `None` that are not constant; if `open`, more may follow.
    pub(super) fn new(line: &'static str, arguments: &'a [Option<&'a [u8]>], open: bool) -> Self {
        let (rest, options) = crate::text::split_once(line, " options ").unwrap_or((line, ""));
        Self {
            rest,
            arguments: CommandArguments {
                all: arguments,
                open,
            },
            options,
        }
    }

    /// The shape of the reply; `None` if the line says none.
    pub(super) fn reply(&mut self) -> Option<Shape> {
        Some(match self.word() {
            "integer" => Shape::Integer,
            "flag" => Shape::Flag,
            "double" => Shape::Double,
            "bulk" => Shape::Bulk,
            "status" => Shape::Status,
            "null" => Shape::Null,
            "any" => Shape::Any,
            name => return self.composed(name),
        })
    }

    #[cfg(test)]
    pub(super) fn rest(&self) -> &str {
        self.rest
    }

    /// What follows the name, between parentheses.
    fn composed(&mut self, name: &str) -> Option<Shape> {
        self.rest = self.rest.strip_prefix('(')?;
        let shape = match name {
            "array" => Shape::Array(self.boxed()?),
            "set" => Shape::Set(self.boxed()?),
            "map" => Shape::Map(self.boxed()?, self.boxed()?),
            "tuple" => Shape::Tuple(self.list()?),
            "maybe" => either(self.part()?, Shape::Null),
            "or" => self.one_of()?,
            "upto" => {
                let most = self.number()?;
                let (few, many) = (self.part()?, self.part()?);
                self.arguments.counted(most, few, many)
            }
            "each" => {
                let first = self.number()?;
                let item = self.part()?;
                self.arguments.one_each(first, item)
            }
            "if" => {
                let options = self.word();
                self.skip_comma();
                let (with, without) = (self.part()?, self.part()?);
                self.asked().choose(options, with, without)
            }
            "with" => self.with()?,
            _ => return None,
        };
        self.rest = self.rest.strip_prefix(')')?;
        Some(shape)
    }

    /// An element, and what options add to it.
    fn with(&mut self) -> Option<Shape> {
        let mut item = lists::one(self.part()?);
        let mut is_known = true;
        while !self.rest.starts_with(')') {
            let option = self.word();
            self.rest = self.rest.trim_start();
            let asked = self.asked().has_any(option);
            let shape = self.part()?;
            is_known &= asked.is_some();
            if asked == Some(true) {
                item.push(shape);
            }
        }
        let item = match item.len() {
            _ if !is_known => Shape::Any,
            1 => item.pop()?,
            _ => Shape::Tuple(item),
        };
        Some(Shape::Array(Box::new(item)))
    }

    fn asked(&self) -> Options<'_> {
        self.arguments.options(self.options)
    }

    fn one_of(&mut self) -> Option<Shape> {
        let mut all = self.part()?;
        while !self.rest.starts_with(')') {
            all = either(all, self.part()?);
        }
        Some(all)
    }

    fn list(&mut self) -> Option<Vec<Shape>> {
        let mut shapes = Vec::new();
        while !self.rest.starts_with(')') {
            shapes.push(self.part()?);
        }
        Some(shapes)
    }

    fn boxed(&mut self) -> Option<Box<Shape>> {
        Some(Box::new(self.part()?))
    }

    /// A shape, and the comma after it.
    fn part(&mut self) -> Option<Shape> {
        let shape = self.reply();
        self.skip_comma();
        shape
    }

    fn number(&mut self) -> Option<usize> {
        let number = self.word().parse().ok();
        self.skip_comma();
        number
    }

    fn word(&mut self) -> &'static str {
        let mut behind = self.rest.as_bytes();
        while let [byte, more @ ..] = behind
            && !matches!(byte, b'(' | b')' | b',' | b' ')
        {
            behind = more;
        }
        let (word, rest) = self.rest.split_at(self.rest.len() - behind.len());
        self.rest = rest;
        word
    }

    fn skip_comma(&mut self) {
        self.rest = self.rest.strip_prefix(", ").unwrap_or(self.rest);
    }
}
