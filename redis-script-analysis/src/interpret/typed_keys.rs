//! The types of values that every path to a place has asked of its keys.

use super::Interpreter;
use super::limits::TYPED_KEYS;
use super::site::Site;
use crate::collections::{Empty, Shared, lists};
use crate::facts::{CommandCall, EntryTable, Index, KeyName, Operand, Sources};
use crate::redis::commands::{KeyType, Property};

/// The types that commands have asked of keys so far, on every path; paths that ask nothing new share it.
#[derive(Clone)]
pub(super) struct AskedTypes(Shared<Vec<(KeyName, Vec<KeyType>)>>);

impl Empty for Vec<(KeyName, Vec<KeyType>)> {
    fn empty() -> &'static Self {
        const { &Self::new() }
    }
}

impl AskedTypes {
    pub(super) const EMPTY: Self = Self(Shared::EMPTY);

    /// Where two paths meet, what both have asked is left: conditions may see to it that no call takes the branches of two
    /// types, one behind the other.
    pub(super) fn join(mut self, other: &Self) -> Self {
        if !self.0.shares(&other.0) {
            lists::keep(self.0.to_mut(), |(key, types)| {
                let others = other.of(key).unwrap_or_default();
                let mut common = Vec::new();
                for kind in &*types {
                    if others.contains(kind) {
                        common.push(*kind);
                    }
                }
                *types = common;
                !types.is_empty()
            });
        }
        self
    }

    fn of(&self, key: &KeyName) -> Option<&[KeyType]> {
        for (known, types) in self.0.iter() {
            if known == key {
                return Some(types);
            }
        }
        None
    }

    fn forget(&mut self, key: &KeyName) {
        if self.of(key).is_some() {
            lists::keep(self.0.to_mut(), |(known, _)| known != key);
        }
    }

    /// Takes down that a key is asked to be of a type, and gives the other types that it was asked for.
    fn ask(&mut self, key: &KeyName, kind: KeyType) -> Vec<KeyType> {
        let before = self.of(key).unwrap_or_default();
        let is_new = !before.contains(&kind);
        let mut others = Vec::new();
        for other in before {
            if *other != kind {
                others.push(*other);
            }
        }
        if is_new {
            if others.is_empty() && self.0.len() >= TYPED_KEYS {
                return others;
            }
            self.forget(key);
            let mut types = others.clone();
            types.push(kind);
            self.0.to_mut().push((key.clone(), types));
        }
        others
    }
}

impl Interpreter<'_> {
    /// A command is called: behind it, its keys hold the type that it asks for.
    pub(super) fn note_key_types(&mut self, call: &CommandCall) {
        let (Some(command), Some(keys)) = (call.command(), call.keys()) else {
            return;
        };
        let kind = command.key_type();
        for key in &keys.known {
            let Some(operand) = call.operands().get(key.argument) else {
                continue;
            };
            let Some(key) = self.key_name(operand) else {
                continue;
            };
            if command.has(Property::ENDS) {
                self.state.key_types.forget(&key);
            } else if command.has(Property::TELLS_TYPE) {
                if let Some(events) = self.note()
                    && let Some(typed) = events.typed_key(key)
                {
                    typed.is_asked = true;
                }
            } else if let (Some(kind), false) = (kind, call.protected) {
                let site = Site {
                    id: operand.expr.unwrap_or(call.id),
                    span: operand.span,
                };
                self.use_key(key, kind, site);
            }
        }
    }

    fn use_key(&mut self, key: KeyName, kind: KeyType, operand: Site) {
        let others = self.state.key_types.ask(&key, kind);
        if let Some(events) = self.note() {
            events.key_use(key, kind, operand, &others);
        }
    }

    /// The key that a command gets, if it is the same in each call.
    fn key_name(&self, operand: &Operand) -> Option<KeyName> {
        if let Some(text) = &operand.text {
            return Some(KeyName::Literal(text.clone()));
        }
        let [read] = operand.reads.as_slice() else {
            return None;
        };
        match self.sites.index(*read as u32)? {
            (EntryTable::Keys, Index::At(entry)) if operand.sources == Sources::KEY => {
                Some(KeyName::Entry(entry))
            }
            _ => None,
        }
    }
}
