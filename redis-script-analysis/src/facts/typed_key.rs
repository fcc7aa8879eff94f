//! What scripts take their keys to hold.

use std::rc::Rc;

use crate::redis::commands::KeyType;
use crate::text::Span;

/// A key that is the same wherever the script names it.
#[derive(Clone, PartialEq)]
pub enum KeyName {
    /// An entry of KEYS.
    Entry(i64),
    /// A constant text.
    Literal(Rc<[u8]>),
}

/// The types that commands ask of one key.
#[derive(Clone, Default)]
pub struct TypedKey {
    /// The arguments that name the key, each once with a type that its command asks for.
    pub uses: Vec<(KeyType, Span)>,
    /// Pairs of types of which one is asked for behind the other, on every path to it; the lesser first.
    pub conflicts: Vec<(KeyType, KeyType)>,
    /// Whether the script asks for the key's TYPE, and may act by it.
    pub is_asked: bool,
}
