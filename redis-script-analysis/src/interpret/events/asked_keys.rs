//! What commands take keys to hold.

use super::Events;
use crate::facts::{KeyName, TypedKey};
use crate::interpret::site::Site;
use crate::redis::commands::KeyType;

impl Events {
    /// What is asked of a key so far.
    pub(in crate::interpret) fn typed_key(&mut self, name: KeyName) -> Option<&mut TypedKey> {
        let key = self.key_number(&name);
        let known = self.typed_keys.or_insert(key, (name, TypedKey::default()));
        known.map(|(_, key)| key)
    }

    /// Whether a key is a constant, and the entry or the number of the constant.
    fn key_number(&mut self, name: &KeyName) -> (bool, i64) {
        match name {
            KeyName::Entry(entry) => (false, *entry),
            KeyName::Literal(text) => (true, self.key_texts.number(text).into()),
        }
    }

    /// A key is asked to be of a type, after it was asked to be of others.
    pub(in crate::interpret) fn key_use(
        &mut self,
        name: KeyName,
        kind: KeyType,
        operand: Site,
        before: &[KeyType],
    ) {
        let (is_constant, number) = self.key_number(&name);
        let asked = number.cast_unsigned() << 4 | (kind as u64) << 1 | u64::from(is_constant);
        let is_new = self.key_uses.insert((operand.id, asked));
        let Some(key) = self.typed_key(name) else {
            return;
        };
        if is_new {
            key.uses.push((kind, operand.span));
        }
        for other in before {
            let pair = (kind.min(*other), kind.max(*other));
            if !key.conflicts.contains(&pair) {
                key.conflicts.push(pair);
            }
        }
    }
}
