//! What types take of a reply, known at build time: a struct's reply is held against the script while the crate compiles.
//!
//! The attribute macro sees only the name of a type. The code that it generates asks [`Probe`] whether the type is described, and
//! holds the description against the reply of the script.

mod containers;
mod judge;
mod place;
mod structs;
pub(crate) mod text;
mod types;
mod verdict;
mod wire;

use crate::reply::structs::StructShape;
pub use judge::check_reply;
pub use wire::{WireKind, WireReply, WireText};

/// What a type takes of a reply.
#[derive(Clone, Copy)]
pub enum Description {
    /// Nothing is known of it.
    Unknown,
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// An integer.
    Integer {
        /// The name of the type.
        name: &'static str,
        /// Its lowest value, as far as an integer of Redis can be so low.
        low: i64,
        /// Its highest value, as far as an integer of Redis can be so high.
        high: i64,
    },
    /// `f32` or `f64`: the name.
    Float(&'static str),
    /// `String`
    Text,
    /// `Vec<u8>`
    Bytes,
    /// `Option<T>`
    Option(&'static Description),
    /// `Vec<T>`, and `[T; N]` with its length.
    List(&'static Description, Option<usize>),
    /// `HashSet<T>`, `BTreeSet<T>`
    Set(&'static Description),
    /// `(A, B)`
    Tuple(&'static [&'static Description]),
    /// `HashMap<K, V>`, `BTreeMap<K, V>`
    Map(&'static Description, &'static Description),
    /// A struct with `#[derive(FromReply)]`.
    Struct {
        /// Its fields.
        shape: &'static StructShape,
        /// Their types; none if the types are not known.
        types: &'static [Description],
    },
}

/// A type of which it is known what it takes.
///
/// A struct may contain itself, but only in a `Vec`, a `Box` or the like. So the description of a field does not describe the
/// fields of structs that are in one of these: it would have no end.
pub trait DescribedReply {
    /// As the type of a reply.
    const DESCRIPTION: Description;
    /// As the type of a field.
    const AS_FIELD: Description = Self::DESCRIPTION;
    /// Without the types of the fields of structs.
    const OUTLINE: Description = Self::DESCRIPTION;
}

/// Asks whether a type is described: its own constants are found before those of [`Undescribed`].
pub struct Probe<T>(core::marker::PhantomData<T>);

impl<T: DescribedReply, E> Probe<core::result::Result<T, E>> {
    /// What a function with this return type makes of a reply.
    pub const RETURNED: Description = T::DESCRIPTION;
}

impl<T: DescribedReply> Probe<T> {
    /// What a field of this type takes.
    pub const AS_FIELD: Description = T::AS_FIELD;
}

/// The answers of [`Probe`] for all other types.
pub trait Undescribed {
    /// Nothing is known.
    const RETURNED: Description = Description::Unknown;
    /// Nothing is known.
    const AS_FIELD: Description = Description::Unknown;
}

impl<T> Undescribed for Probe<T> {}
