//! Where in a reply a part stands, and what stands there instead of what a type takes.

use super::text::Message;
use super::{Description, WireReply};
use crate::reply::structs::{FieldOrder, FieldShape, StructShape};

/// A part of a reply.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// All of it.
    Whole,
    /// An element, counted from 1.
    Element(usize, &'a Place<'a>),
    /// Any element of a list.
    Some(&'a Place<'a>),
    /// The value of a field that the list names.
    Value(&'static str, &'a Place<'a>),
}

impl Place<'_> {
    const fn describe(&self, text: Message) -> Message {
        match self {
            Self::Whole => text.with("the reply"),
            Self::Element(number, of) => {
                of.describe(text.with("element ").with_number(*number).with(" of "))
            }
            Self::Some(of) => of.describe(text.with("an element of ")),
            Self::Value(name, of) => {
                of.describe(text.with("the value of ").with_code(name).with(" in "))
            }
        }
    }

    const fn is_certain(&self) -> bool {
        match self {
            Self::Whole => true,
            Self::Some(_) => false,
            Self::Element(_, of) | Self::Value(_, of) => of.is_certain(),
        }
    }
}

/// A part of a reply, and what takes it.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) place: Place<'a>,
    /// The field that takes it, and the field's struct.
    pub(super) field: Option<(&'static StructShape, &'static FieldShape)>,
    /// Whether something else may come instead.
    pub(super) is_choice: bool,
}

impl<'a> At<'a> {
    pub(super) const WHOLE: Self = Self {
        place: Place::Whole,
        field: None,
        is_choice: false,
    };

    pub(super) const fn element(&'a self, number: usize) -> Self {
        self.at(Place::Element(number, &self.place))
    }

    pub(super) const fn some_element(&'a self) -> Self {
        self.at(Place::Some(&self.place))
    }

    pub(super) const fn value(&'a self, name: &'static str) -> Self {
        self.at(Place::Value(name, &self.place))
    }

    const fn at(&self, place: Place<'a>) -> Self {
        Self {
            place,
            field: self.field,
            is_choice: false,
        }
    }

    pub(super) const fn in_field(
        self,
        shape: &'static StructShape,
        field: &'static FieldShape,
    ) -> Self {
        Self {
            field: Some((shape, field)),
            ..self
        }
    }

    pub(super) const fn as_choice(self) -> Self {
        Self {
            is_choice: true,
            ..self
        }
    }

    const fn is_certain(&self) -> bool {
        !self.is_choice && self.place.is_certain()
    }

    /// `element 2 of the reply is nil, but`
    const fn begin(&self, reply: &WireReply) -> Message {
        let is = if self.is_certain() {
            " is "
        } else {
            " can be "
        };
        let place = self.place.describe(Message::EMPTY);
        place.with(is).with(reply.shown).with(", but ")
    }

    /// nil where it is not taken.
    pub(super) const fn is_nil(&self, target: &Description, reply: &WireReply) -> Message {
        let text = self.begin(reply);
        match (self.field, target) {
            (Some((shape, field)), _) => field_of(text, shape, field).with(" is not an `Option`"),
            (None, Description::Struct { shape, .. }) => {
                let text = text.with_code(shape.name);
                text.with(" is not an `Option`")
            }
            (None, _) => text.with("the return type is not an `Option`"),
        }
    }

    /// What is not taken.
    pub(super) const fn is_other(&self, target: &Description, reply: &WireReply) -> Message {
        let text = self.begin(reply);
        if let Description::Struct { shape, .. } = target {
            let from = match shape.order {
                FieldOrder::ByPosition => " is read from an array",
                _ => " is read from an array or a map",
            };
            return text.with_code(shape.name).with(from);
        }
        let text = match self.field {
            Some((shape, field)) => field_of(text, shape, field),
            None => text.with("the return type"),
        };
        type_of(text.with(" is "), target)
    }

    /// Another number of elements than fields.
    pub(super) const fn is_count(&self, shape: &StructShape, reply: &WireReply) -> Message {
        let text = self.begin(reply).with_code(shape.name);
        let fields = shape.fields.len();
        let text = text.with(" has ").with_number(fields);
        text.with(if fields == 1 { " field" } else { " fields" })
    }

    /// A field that the reply does not name.
    pub(super) const fn is_without(&self, shape: &StructShape, field: &FieldShape) -> Message {
        let has = if self.is_certain() {
            " has no field "
        } else {
            " can have no field "
        };
        let text = self.place.describe(Message::EMPTY).with(has);
        let text = text.with_code(field.name).with(", which ");
        text.with_code(shape.name).with(" requires")
    }
}

const fn field_of(text: Message, shape: &StructShape, field: &FieldShape) -> Message {
    let text = text.with("the field ").with_code(field.name).with(" of ");
    text.with_code(shape.name)
}

const fn type_of(text: Message, ty: &Description) -> Message {
    match ty {
        Description::Integer { name, .. } | Description::Float(name) => {
            let article = match name.as_bytes() {
                [b'i' | b'f', ..] => "an ",
                _ => "a ",
            };
            text.with(article).with_code(name)
        }
        Description::Bool => text.with("a `bool`"),
        Description::Text => text.with("a `String`"),
        Description::Bytes => text.with("a `Vec<u8>`"),
        Description::Option(inner) => type_of(text, inner),
        Description::List(_, None) => text.with("a list"),
        Description::List(_, Some(length)) => text.with("an array of ").with_number(*length),
        Description::Set(_) => text.with("a set"),
        Description::Tuple(parts) => text.with("a tuple of ").with_number(parts.len()),
        Description::Map(..) => text.with("a map"),
        Description::Struct { shape, .. } => text.with("a ").with_code(shape.name),
        Description::Unknown | Description::Unit => text.with("another type"),
    }
}
