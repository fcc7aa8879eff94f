//! What a script sees of a command's reply.

use super::Interpreter;
use super::heap::{CellKey, Object};
use super::site::Site;
use super::values::Values;
use crate::domain::{Facets, IdSet, Number, Sources, Text, Time, Types, Value};
use crate::facts::TableKind;
use crate::redis::commands::{Command, Property};
use crate::redis::replies::Shape;

/// The part of a call's tables that is that of an error, behind those of the reply.
const ERROR: u32 = u32::MAX;

/// Makes the values of one reply.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Reply<'a, 'chunk> {
    interpreter: &'a mut Interpreter<'chunk>,
    site: Site,
    /// Whether it is the time of the server.
    is_time: bool,
    /// What its integers count.
    unit: Time,
    /// Whether its integers say how long a key lives, or that there is none.
    is_time_left: bool,
    /// Whether its strings are numbers.
    is_numeral: bool,
    /// Whether something may exclude a null.
    guarded: bool,
    /// Whether a list in it may be empty, but for one within another list.
    may_be_empty: bool,
    /// Tables made so far.
    made: u32,
}

impl<'a, 'chunk> Reply<'a, 'chunk> {
    pub(super) fn new(
        interpreter: &'a mut Interpreter<'chunk>,
        site: Site,
        command: Option<Command>,
        guarded: bool,
    ) -> Self {
        let unit = match command.and_then(|command| command.property(Property::UNIT)) {
            Some(name) => Time::of_name(name),
            None => Time::NONE,
        };
        Self {
            interpreter,
            site,
            is_time: command.is_some_and(|command| command.has(Property::CLOCK)),
            unit,
            is_time_left: command.is_some_and(|command| command.has(Property::TIME_LEFT)),
            is_numeral: command.is_some_and(|command| command.has(Property::NUMERAL)),
            guarded,
            may_be_empty: command.is_some_and(Command::may_reply_empty),
            made: 0,
        }
    }

    pub(super) fn value(&mut self, shape: &Shape) -> Value {
        let mut value = self.plain(shape);
        value.origin.calls = IdSet::one(self.site.id.0);
        value.origin.sources = Sources::REPLY;
        value.origin.guarded = self.guarded;
        value
    }

    fn plain(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Integer => {
                let mut value = Value::number(if self.is_time_left {
                    Number::TIME_LEFT
                } else {
                    Number::INTEGER
                });
                value.origin.time = self.unit;
                value
            }
            Shape::Flag => Value::number(Number::between(0.0, 1.0, true)),
            Shape::Bulk if self.is_numeral => numeral(),
            Shape::Bulk => Value::string(),
            Shape::Status => {
                let mut object = Object::new(TableKind::Status);
                object.set(CellKey::Named(b"ok"[..].into()), self.value(&Shape::Bulk));
                self.table(object)
            }
            _ if self.interpreter.resp3 => Value::unknown(),
            Shape::Double => numeral(),
            Shape::Null => Value::boolean(Some(false)),
            Shape::Array(item) | Shape::Set(item) => {
                self.list(TableKind::Array, &mut |this| this.value(item))
            }
            Shape::Map(key, value) => self.list(TableKind::Flat, &mut |this| {
                this.value(key).joined(&this.value(value))
            }),
            Shape::Tuple(items) => {
                let mut object = Object::new(TableKind::Array);
                for (at, item) in (1..).zip(items) {
                    let mut value = self.value(item);
                    if self.is_time {
                        let (number, time) = clock(at);
                        value.facets.text = Text::Numeral(number.into());
                        value.origin.time = time;
                    }
                    object.set(CellKey::At(at), value);
                }
                #[expect(clippy::cast_precision_loss, reason = "a small number")]
                let length = items.len() as f64;
                object.length = Number::constant(length);
                self.table(object)
            }
            Shape::OneOf(shapes) => {
                let mut all = Value::BOTTOM;
                for shape in shapes {
                    let value = self.value(shape);
                    all.join(&value);
                }
                all
            }
            Shape::Any => Value::unknown(),
        }
    }

    fn list(&mut self, kind: TableKind, item: &mut dyn FnMut(&mut Self) -> Value) -> Value {
        let may_be_empty = std::mem::replace(&mut self.may_be_empty, false);
        let item = item(self);
        self.may_be_empty = may_be_empty;
        let mut object = Object::array(kind, item);
        object.may_be_empty = may_be_empty;
        self.table(object)
    }

    fn table(&mut self, object: Object) -> Value {
        let part = self.made;
        self.made = self.made.saturating_add(1).min(ERROR - 1);
        let site = self.site;
        let target = self.interpreter.make(site, part, object);
        Value::target(target)
    }
}

/// The digits of any number.
fn numeral() -> Value {
    let number = Number::between(f64::NEG_INFINITY, f64::INFINITY, false);
    Value::new(
        Facets::of_text(Text::Numeral(number.into())),
        Sources::REPLY,
    )
}

/// TIME replies seconds since 1970, and microseconds of this second. The clock of a server stands between 2023 and 2286.
fn clock(at: i64) -> (Number, Time) {
    if at == 1 {
        let seconds = Number::between(1.7e9, 1e10, true);
        (seconds, Time::SECONDS.or(Time::POINT))
    } else {
        let rest = Number::between(0.0, 999_999.0, true);
        (rest, Time::MICROSECONDS)
    }
}

impl Interpreter<'_> {
    /// What `redis.pcall` gives for an error.
    pub(super) fn error_table(&mut self, site: Site) -> Value {
        let mut object = Object::new(TableKind::Caught);
        object.set(CellKey::Named(b"err"[..].into()), Value::string());
        let ignored = Value::boolean(Some(true)).joined(&Value::nil());
        object.set(
            CellKey::Named(b"ignore_error_stats_update"[..].into()),
            ignored,
        );
        let target = self.make(site, ERROR, object);
        let mut value = Value::target(target);
        value.origin.sources = Sources::REPLY;
        value
    }

    /// `redis.error_reply(text)` and `redis.status_reply(text)`. Of anything but one string, both make an error of their own.
    pub(super) fn reply_of_text(
        &mut self,
        arguments: &Values,
        site: Site,
        kind: TableKind,
    ) -> Value {
        let mut text = arguments.known(0);
        let may_be_one = match arguments.fixed.len() {
            0 => arguments.is_open(),
            count => count == 1,
        };
        let is_one = may_be_one && !arguments.is_open();
        let is_right = is_one && text.types().only(Types::STRING);
        text.restrict(Types::STRING);
        let mut made = Value::BOTTOM;
        if may_be_one && !text.is_bottom() {
            made.join(&self.reply_table(&text, site, 0, kind));
        }
        if !is_right {
            made.join(&self.reply_table(&Value::string(), site, 1, TableKind::Error));
        }
        made
    }

    fn reply_table(&mut self, text: &Value, site: Site, at: u32, kind: TableKind) -> Value {
        let name: &[u8] = if kind == TableKind::Error {
            b"err"
        } else {
            b"ok"
        };
        let mut object = Object::new(kind);
        object.set(CellKey::Named(name.into()), text.clone());
        Value::target(self.make(site, at, object))
    }
}
