//! Where the keys of commands come from.

use super::{CommandCall, Facts, Operand, Sources};
use crate::redis::commands::{Property, is_option};

/// Where a key comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyOrigin {
    /// An entry of KEYS, as it is.
    Declared,
    /// It has an entry of KEYS as its hash tag, and is in the same slot: `'{' .. KEYS[1] .. '}:seq'`.
    Tagged,
    /// Put together with an entry of KEYS in another way: `KEYS[1] .. ':seq'`.
    Built,
    /// A literal of the script.
    Hardcoded,
    /// An entry of ARGV, or put together with one.
    Argument,
    /// The reply of a command, or put together with one.
    Reply,
    /// Of each element by a pattern, as in `SORT list BY weight_*`.
    Pattern,
    /// Not known.
    Unknown,
}

/// An argument of a command that is a key.
#[derive(Clone, Copy)]
pub struct KeyUse<'a> {
    /// The call.
    pub call: &'a CommandCall,
    /// The argument.
    pub operand: &'a Operand,
    /// Where it comes from.
    pub origin: KeyOrigin,
    /// Whether it may also be an entry of KEYS, as it is.
    pub may_be_declared: bool,
    /// Whether the command changes what the key holds.
    pub writes: bool,
}

impl Facts {
    /// All keys of all commands, as far as they are known one by one.
    #[must_use]
    pub fn key_uses(&self) -> Vec<KeyUse<'_>> {
        let mut uses = Vec::new();
        for call in &self.commands {
            if let Some(operand) = call.key_pattern() {
                uses.push(KeyUse {
                    call,
                    operand,
                    origin: KeyOrigin::Pattern,
                    may_be_declared: false,
                    writes: false,
                });
            }
            let Some(keys) = call.keys() else { continue };
            for key in &keys.known {
                if let Some(operand) = call.operands().get(key.argument) {
                    uses.push(KeyUse {
                        call,
                        operand,
                        origin: KeyOrigin::of(operand),
                        may_be_declared: operand.sources.has(Sources::KEY),
                        writes: key.access.is_write(),
                    });
                }
            }
        }
        uses
    }
}

impl CommandCall {
    /// The first constant pattern by which it makes other keys of the elements, but for one with a hash tag.
    #[must_use]
    pub fn key_pattern(&self) -> Option<&Operand> {
        let options = self.property(Property::BY_PATTERN)?;
        let mut follows_option = false;
        for operand in self.operands().get(1..)? {
            let text = operand.text.as_deref().unwrap_or_default();
            if follows_option && text.contains(&b'*') && !text.contains(&b'{') {
                return Some(operand);
            }
            follows_option = is_option(text, options);
        }
        None
    }
}

impl KeyOrigin {
    /// Of several sources, the one that matters most counts: a part that the client cannot know makes the key unknown to
    /// it, and a declared key among the parts may give the slot. That it may also be a declared key changes nothing.
    fn of(operand: &Operand) -> Self {
        let sources = operand.sources;
        match () {
            () if sources == Sources::KEY => Self::Declared,
            () if operand.in_slot => Self::Tagged,
            () if sources.has(Sources::UNKNOWN) => Self::Unknown,
            () if sources.has(Sources::KEY_PART) => Self::Built,
            () if sources.has(Sources::REPLY) => Self::Reply,
            () if sources.has(Sources::ARGUMENT) => Self::Argument,
            () if sources.has(Sources::LITERAL) => Self::Hardcoded,
            () => Self::Unknown,
        }
    }
}
