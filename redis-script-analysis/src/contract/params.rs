//! The parameters of the Rust function, as far as their types' names tell.

use super::types::ArgType;

/// A parameter after the connection.
#[derive(Clone, Default)]
pub struct Param {
    /// Its name, for messages.
    pub name: String,
    /// How often it passes its entries.
    pub passes: Passes,
    /// The types of the entries that it passes each time, in order: of a tuple, one for each part. Empty if the name of the type
    /// does not tell how many there are.
    pub types: Vec<ArgType>,
}

/// How often a parameter passes its entries.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum Passes {
    /// Once: it is one entry.
    #[default]
    Once,
    /// As often as a slice has elements: any slice but `&[u8]`.
    Slice,
    /// Once or not at all: an `Option`.
    Optional,
}

impl Param {
    /// A parameter that is one entry.
    #[must_use]
    pub fn one(name: &str, ty: ArgType) -> Self {
        Self {
            name: name.to_owned(),
            passes: Passes::Once,
            types: vec![ty],
        }
    }

    /// A slice of entries.
    #[must_use]
    pub fn slice(name: &str, types: Vec<ArgType>) -> Self {
        Self {
            name: name.to_owned(),
            passes: Passes::Slice,
            types,
        }
    }

    /// How many entries it passes each time, if that is known.
    #[must_use]
    pub fn size(&self) -> Option<usize> {
        (!self.types.is_empty()).then_some(self.types.len())
    }

    /// The type of one of the entries that it passes, from 0.
    #[must_use]
    pub fn ty(&self, entry: usize) -> &ArgType {
        let place = entry.checked_rem(self.types.len()).unwrap_or(0);
        self.types.get(place).unwrap_or(&ArgType::Unknown)
    }

    pub(crate) fn are_single(params: &[Self]) -> bool {
        for param in params {
            if param.passes != Passes::Once {
                return false;
            }
        }
        true
    }
}
