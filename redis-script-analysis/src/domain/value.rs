//! Abstract values.

use std::rc::Rc;

use super::{
    Domain, Facets, IdSet, Number, Origin, Plain, Sources, TargetId, TargetSet, Text, Types,
};
use crate::collections::HalfKey;

/// Reads for which one value may be nil; beyond them, it may be so for another reason.
const REASONS: usize = 64;

/// Names the one value that an evaluation gave: two values of one number are the same. 0 names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ValueNumber(pub(crate) u32);

impl ValueNumber {
    pub(crate) const NONE: Self = Self(0);
}

impl HalfKey for ValueNumber {
    fn half(self) -> u64 {
        self.0.into()
    }
}

/// What is known of one Lua value.
#[derive(Clone, PartialEq)]
pub(crate) struct Value {
    /// What it is.
    pub(crate) facets: Facets,
    /// Where it may have come from.
    pub(crate) origin: Origin,
    /// Which value it must be.
    pub(crate) same: ValueNumber,
}

impl Value {
    pub(crate) const BOTTOM: Self = Self {
        facets: Facets::BOTTOM,
        origin: Origin::BOTTOM,
        same: ValueNumber::NONE,
    };

    pub(crate) fn new(facets: Facets, sources: Sources) -> Self {
        Self {
            facets,
            origin: Origin::of(sources),
            same: ValueNumber::NONE,
        }
    }

    /// Whether it is nil only for entries that are not passed, if it is.
    pub(crate) fn is_only_absent(&self) -> bool {
        !self.origin.nil_unless.is_empty() && !self.origin.nil_anyway
    }

    /// Anything that is not followed.
    pub(crate) fn unknown() -> Self {
        Self::new(Facets::TOP, Sources::UNKNOWN)
    }

    pub(crate) fn of_types(types: Types) -> Self {
        Self::new(Facets::of_types(types), Sources::UNKNOWN)
    }

    pub(crate) fn nil() -> Self {
        Self::new(Facets::of_plain(Plain::NIL), Sources::NONE)
    }

    pub(crate) fn boolean(value: Option<bool>) -> Self {
        let (plain, sources) = match value {
            Some(true) => (Plain::TRUE, Sources::UNKNOWN),
            Some(false) => (Plain::FALSE, Sources::NONE),
            None => (Plain::BOOLEAN, Sources::UNKNOWN),
        };
        Self::new(Facets::of_plain(plain), sources)
    }

    pub(crate) fn number(number: Number) -> Self {
        // The sign of a zero that was computed is not known.
        let sources = match number.as_constant() {
            Some(number) if number != 0.0 => Sources::LITERAL,
            _ => Sources::UNKNOWN,
        };
        Self::new(Facets::of_number(number), sources)
    }

    pub(crate) fn constant(number: f64) -> Self {
        Self::new(
            Facets::of_number(Number::constant(number)),
            Sources::LITERAL,
        )
    }

    /// An empty string stands for something that is not there: as a part of a string or a key, it has no source.
    pub(crate) fn text(bytes: impl Into<Rc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let sources = if bytes.is_empty() {
            Sources::NONE
        } else {
            Sources::LITERAL
        };
        Self::new(Facets::of_text(Text::constant(bytes)), sources)
    }

    pub(crate) fn string() -> Self {
        Self::new(Facets::of_text(Text::Any), Sources::UNKNOWN)
    }

    pub(crate) fn target(id: TargetId) -> Self {
        Self::new(Facets::of_target(TargetSet::one(id)), Sources::UNKNOWN)
    }

    pub(crate) fn is_bottom(&self) -> bool {
        self.facets.is_bottom()
    }

    pub(crate) fn types(&self) -> Types {
        self.facets.types()
    }

    pub(crate) fn may_be_nil(&self) -> bool {
        self.facets.plain.has(Plain::NIL)
    }

    /// Whether it is nil, and not only because an entry was not passed.
    pub(crate) fn is_nil(&self) -> bool {
        self.types() == Types::NIL && self.origin.nil_unless.is_empty()
    }

    /// Whether a condition may take it for true, or for false.
    pub(crate) fn may_be(&self, truth: bool) -> bool {
        self.types()
            .has(if truth { Types::TRUTHY } else { Types::FALSY })
    }

    /// The bytes, if it surely is one string.
    pub(crate) fn as_text(&self) -> Option<&Rc<[u8]>> {
        let text = self.facets.text.as_constant()?;
        (self.types() == Types::STRING).then_some(text)
    }

    /// The number, if it surely is one.
    pub(crate) fn as_number(&self) -> Option<f64> {
        let number = self.facets.number.as_constant()?;
        (self.types() == Types::NUMBER).then_some(number)
    }

    /// The only table or function that it can be; nil and false left out.
    pub(crate) fn single_target(&self) -> Option<TargetId> {
        let only = self
            .types()
            .without(Types::FALSY)
            .only(Types::TABLE.or(Types::FUNCTION));
        if only {
            self.facets.target.single()
        } else {
            None
        }
    }

    /// Leaves what is of these types.
    pub(crate) fn restrict(&mut self, types: Types) {
        self.facets.restrict(types);
        self.tidy();
    }

    pub(crate) fn restricted(mut self, types: Types) -> Self {
        self.restrict(types);
        self
    }

    /// Leaves what is in the facets, too.
    pub(crate) fn meet(&mut self, facets: &Facets) {
        self.facets.meet(facets);
        self.tidy();
    }

    fn tidy(&mut self) {
        if !self.may_be_nil() {
            self.origin.forget_reasons();
        }
    }

    /// The value under another number.
    pub(crate) fn numbered(mut self, same: ValueNumber) -> Self {
        self.same = same;
        self
    }

    /// Where two paths meet, or two alternatives; whether that changed anything beside the number.
    pub(crate) fn join(&mut self, other: &Self) -> bool {
        if other.is_bottom() {
            return false;
        }
        if self.is_bottom() {
            self.clone_from(other);
            return true;
        }
        self.combine(other, Facets::join)
    }

    pub(crate) fn joined(mut self, other: &Self) -> Self {
        self.join(other);
        self
    }

    /// [`Domain::widen`]
    pub(crate) fn widen(&mut self, next: &Self, thresholds: &[f64]) -> bool {
        if next.is_bottom() || self.is_bottom() {
            return self.join(next);
        }
        self.combine(next, |ours, theirs| ours.widen(theirs, thresholds))
    }

    fn combine(&mut self, other: &Self, facets: impl FnOnce(&mut Facets, &Facets) -> bool) -> bool {
        let mut changed = self.combine_reasons(other);
        changed |= facets(&mut self.facets, &other.facets);
        changed |= self.origin.join(&other.origin);
        if self.same != other.same {
            self.same = ValueNumber::NONE;
        }
        changed
    }

    /// If both may be nil, an absent entry is the reason only if it is on both sides.
    fn combine_reasons(&mut self, other: &Self) -> bool {
        let (ours, theirs) = (&self.origin.nil_unless, &other.origin.nil_unless);
        if !other.may_be_nil() {
            return false;
        }
        if !self.may_be_nil() {
            if !ours.is_empty() || !theirs.is_empty() {
                self.origin.nil_unless = theirs.clone();
            }
            return true;
        }
        if ours.is_empty() {
            return false;
        }
        if theirs.is_empty() {
            self.origin.nil_unless = IdSet::EMPTY;
            return true;
        }
        if ours.len() >= REASONS {
            return !std::mem::replace(&mut self.origin.nil_anyway, true);
        }
        self.origin.nil_unless.extend(theirs)
    }
}
