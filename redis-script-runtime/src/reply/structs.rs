//! Structs with `#[derive(FromReply)]`: what the derive calls, field by field.

use redis::{FromRedisValue, ParsingError, Value};

use super::{arrange, remembered};
use crate::error::ConversionError;

/// A struct, as a reply is read into it.
pub struct StructShape {
    /// Its name, for errors.
    pub name: &'static str,
    /// Its fields, in the order of the declaration.
    pub fields: &'static [FieldShape],
    /// What tells which value belongs to which field.
    pub order: FieldOrder,
}

/// A field of a [`StructShape`].
#[derive(Clone, Copy)]
pub struct FieldShape {
    /// Its name in the reply; its number if it has none.
    pub name: &'static str,
    /// Whether a reply may lack it.
    pub presence: Presence,
}

/// Whether a reply may lack a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is an error.
    Required,
    /// An `Option` is `None`.
    Optional,
    /// A field with a default takes it, also for nil.
    Default,
}

/// What tells which value belongs to which field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FieldOrder {
    /// Names in maps, in lists of names and values, and in lists of pairs; otherwise the position.
    Either,
    /// Only names.
    ByName,
    /// Only the position.
    ByPosition,
}

/// A struct that `#[derive(FromReply)]` was written on.
pub trait ReplyStruct {
    /// Its fields.
    const SHAPE: &'static StructShape;
}

/// The values of a reply, in the order of the fields.
pub struct FieldValues {
    shape: &'static StructShape,
    values: std::vec::IntoIter<Option<Value>>,
    /// How many fields have been read.
    read: usize,
}

impl FieldValues {
    /// Finds the value of each field.
    ///
    /// # Errors
    /// If the reply is neither a map nor a list in which the fields can be found.
    pub fn of<T: ReplyStruct>(reply: Value) -> Result<Self, ParsingError> {
        let shape = T::SHAPE;
        let values = arrange::arrange(shape, reply).map_err(remembered::error)?;
        Ok(Self {
            shape,
            values: values.into_iter(),
            read: 0,
        })
    }

    /// Reads the next field, which must be there.
    ///
    /// # Errors
    /// If it is missing or does not convert.
    pub fn required<T: FromRedisValue>(&mut self) -> Result<T, ParsingError> {
        match self.next() {
            (field, Some(value)) => self.read(field, value),
            (field, None) => {
                let (name, owner) = (field.name, self.shape.name);
                let text = format!("a reply without the field `{name}` of `{owner}`");
                Err(remembered::error(ConversionError::Struct(text)))
            }
        }
    }

    /// Reads the next field, an `Option`, which takes nil for what is missing.
    ///
    /// # Errors
    /// If it does not convert.
    pub fn optional<T: FromRedisValue>(&mut self) -> Result<T, ParsingError> {
        let (field, value) = self.next();
        self.read(field, value.unwrap_or(Value::Nil))
    }

    /// Reads the next field, which has a default.
    ///
    /// # Errors
    /// If it does not convert.
    pub fn or_default<T: FromRedisValue>(
        &mut self,
        default: impl FnOnce() -> T,
    ) -> Result<T, ParsingError> {
        match self.next() {
            (_, None | Some(Value::Nil)) => Ok(default()),
            (field, Some(value)) => self.read(field, value),
        }
    }

    fn next(&mut self) -> (FieldShape, Option<Value>) {
        const NONE: FieldShape = FieldShape {
            name: "",
            presence: Presence::Required,
        };
        let field = self.shape.fields.get(self.read).copied().unwrap_or(NONE);
        self.read += 1;
        (field, self.values.next().flatten())
    }

    fn read<T: FromRedisValue>(&self, field: FieldShape, value: Value) -> Result<T, ParsingError> {
        super::read(value).map_err(|error| {
            let (name, owner) = (field.name, self.shape.name);
            let text = format!("{error}, for the field `{name}` of `{owner}`");
            remembered::error(ConversionError::Struct(text))
        })
    }
}
