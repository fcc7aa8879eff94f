//! Where a value came from. All of it is a *may*: where paths meet, the sets are united.

use std::ops::{Deref, DerefMut};

use super::{Domain, HashTag, IdSet, Sources, Time};
use crate::collections::{Empty, Shared};

/// Reads and calls that are told apart in one value.
const FOLLOWED: usize = 8;

/// Where a value came from.
#[derive(Clone)]
pub(crate) struct Origin {
    /// Of most values none.
    traces: Shared<Traces>,
    /// Whether it may be nil for another reason than reads of KEYS and ARGV that are missing, such as a string that is not a
    /// number. No lint speaks of that.
    pub(crate) nil_anyway: bool,
    /// Kinds of origin.
    pub(crate) sources: Sources,
    /// Whether something that is not followed, such as the reply of another command, may exclude its nil or false.
    pub(crate) guarded: bool,
    /// Whether it is in the slot of a declared key. This one it must be.
    tag: HashTag,
    /// What is known of it as a time.
    pub(crate) time: Time,
}

/// The reads, calls and literals that a value came from.
#[derive(Clone, PartialEq)]
pub(crate) struct Traces {
    /// The reads of KEYS and ARGV without which the value is nil. Empty: if it is nil, then for another reason. That it is
    /// not nil proves nothing about them.
    pub(crate) nil_unless: IdSet,
    /// The reads of KEYS and ARGV whose string is in it.
    pub(crate) reads: IdSet,
    /// The calls of commands whose reply it is, or is a part of.
    pub(crate) calls: IdSet,
    /// The calls of `redis.pcall` whose error it may be, beside what the command replies.
    pub(crate) caught: IdSet,
    /// The literals that it may be.
    pub(crate) literals: IdSet,
    /// The entries of KEYS and ARGV that decide what it is, beside those in it.
    pub(crate) deciders: IdSet,
}

impl Empty for Traces {
    fn empty() -> &'static Self {
        const {
            &Self {
                nil_unless: IdSet::EMPTY,
                reads: IdSet::EMPTY,
                calls: IdSet::EMPTY,
                caught: IdSet::EMPTY,
                literals: IdSet::EMPTY,
                deciders: IdSet::EMPTY,
            }
        }
    }
}

impl Traces {
    /// `nil_unless` is the value's business: it depends on whether either may be nil.
    fn join(&mut self, other: &Self) -> bool {
        let mut changed = extend(&mut self.reads, &other.reads);
        changed |= extend(&mut self.calls, &other.calls);
        changed |= extend(&mut self.caught, &other.caught);
        changed |= extend(&mut self.literals, &other.literals);
        changed | extend(&mut self.deciders, &other.deciders)
    }
}

fn extend(ids: &mut IdSet, more: &IdSet) -> bool {
    ids.len() < FOLLOWED && ids.extend(more)
}

impl Deref for Origin {
    type Target = Traces;

    fn deref(&self) -> &Traces {
        &self.traces
    }
}

impl DerefMut for Origin {
    fn deref_mut(&mut self) -> &mut Traces {
        self.traces.to_mut()
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        self.sources == other.sources
            && self.tag == other.tag
            && self.guarded == other.guarded
            && self.nil_anyway == other.nil_anyway
            && self.time == other.time
            && (self.traces.shares(&other.traces) || **self == **other)
    }
}

impl Origin {
    pub(crate) const fn of(sources: Sources) -> Self {
        Self {
            traces: Shared::EMPTY,
            nil_anyway: false,
            sources,
            guarded: false,
            tag: if sources.is_none() {
                HashTag::None
            } else {
                HashTag::Any
            },
            time: Time::NONE,
        }
    }

    /// Whether it is in the slot of a declared key.
    pub(crate) fn tag(&self) -> HashTag {
        self.tag.or_key(self.sources)
    }

    pub(crate) fn set_tag(&mut self, tag: HashTag) {
        self.tag = tag;
    }

    /// Whether it came from nothing that is followed.
    pub(crate) fn has_no_traces(&self) -> bool {
        self.traces.is_untouched()
    }

    /// Takes over what another value's string is made of.
    pub(crate) fn built_with(&mut self, part: &Self) {
        self.tag = HashTag::Any;
        self.sources = self.sources.or(part.sources.of_part());
        self.time = self.time.or(part.time.lost());
        if !part.traces.is_untouched() {
            extend(&mut self.reads, &part.reads);
            extend(&mut self.deciders, &part.deciders);
        }
    }

    /// The value is not nil, or for no reason that is known.
    pub(crate) fn forget_reasons(&mut self) {
        self.nil_anyway = false;
        if !self.nil_unless.is_empty() {
            self.nil_unless = IdSet::EMPTY;
        }
    }

    fn join_traces(&mut self, other: &Self) -> bool {
        if other.traces.is_untouched() || self.traces.shares(&other.traces) {
            return false;
        }
        let mut joined = Traces::clone(self);
        let changed = joined.join(other);
        if changed {
            self.traces = Shared::new(joined);
        }
        changed
    }
}

impl Domain for Origin {
    const BOTTOM: Self = Self::of(Sources::NONE);
    const TOP: Self = {
        let mut top = Self::of(Sources::ALL);
        top.guarded = true;
        top.nil_anyway = true;
        top.time = Time::ALL;
        top
    };

    fn join(&mut self, other: &Self) -> bool {
        let tag = self.tag().joined(other.tag());
        let time = self.time.or(other.time);
        let sources = self.sources.or(other.sources);
        let guarded = self.guarded || other.guarded;
        let nil_anyway = self.nil_anyway || other.nil_anyway;
        let flags = (sources, guarded, nil_anyway, tag, time);
        let ours = (
            self.sources,
            self.guarded,
            self.nil_anyway,
            self.tag,
            self.time,
        );
        (
            self.sources,
            self.guarded,
            self.nil_anyway,
            self.tag,
            self.time,
        ) = flags;
        let changed = flags != ours;
        let more = self.join_traces(other);
        changed || more
    }

    fn meet(&mut self, other: &Self) -> bool {
        let before = self.clone();
        self.sources = self.sources.and(other.sources);
        self.guarded &= other.guarded;
        self.nil_anyway &= other.nil_anyway;
        if self.tag == HashTag::Any {
            self.tag = other.tag;
        }
        self.time = self.time.and(other.time);
        *self != before
    }
}
