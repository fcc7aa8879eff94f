//! Where a value came from. All of it is a *may*: where paths meet, the sets are united.

use super::{Domain, IdSet, Sources};

/// Reads and calls that are told apart in one value.
const FOLLOWED: usize = 8;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Origin {
    /// The reads of KEYS and ARGV without which the value is nil. Empty: if it is nil, then for another reason. That it is
    /// not nil proves nothing about them.
    pub(crate) nil_unless: IdSet,
    /// Whether it may be nil for another reason than those, such as a string that is not a number. No lint speaks of that.
    pub(crate) nil_anyway: bool,
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
    /// Kinds of origin.
    pub(crate) sources: Sources,
    /// Whether something that is not followed, such as the reply of another command, may exclude its nil or false.
    pub(crate) guarded: bool,
}

impl Origin {
    pub(crate) const fn of(sources: Sources) -> Self {
        Self {
            nil_unless: IdSet::EMPTY,
            nil_anyway: false,
            reads: IdSet::EMPTY,
            calls: IdSet::EMPTY,
            caught: IdSet::EMPTY,
            literals: IdSet::EMPTY,
            deciders: IdSet::EMPTY,
            sources,
            guarded: false,
        }
    }

    /// Takes over what another value's string is made of.
    pub(crate) fn built_with(&mut self, part: &Self) {
        self.sources = self.sources.or(part.sources.of_part());
        extend(&mut self.reads, &part.reads);
        extend(&mut self.deciders, &part.deciders);
    }
}

fn extend(ids: &mut IdSet, more: &IdSet) -> bool {
    ids.len() < FOLLOWED && ids.extend(more)
}

impl Domain for Origin {
    const BOTTOM: Self = Self::of(Sources::NONE);
    const TOP: Self = {
        let mut top = Self::of(Sources::ALL);
        top.guarded = true;
        top.nil_anyway = true;
        top
    };

    /// `nil_unless` is the value's business: it depends on whether either may be nil.
    fn join(&mut self, other: &Self) -> bool {
        let sources = self.sources.or(other.sources);
        let guarded = self.guarded || other.guarded;
        let nil_anyway = self.nil_anyway || other.nil_anyway;
        let flags = (sources, guarded, nil_anyway);
        let mut changed = flags != (self.sources, self.guarded, self.nil_anyway);
        (self.sources, self.guarded, self.nil_anyway) = flags;
        changed |= extend(&mut self.reads, &other.reads);
        changed |= extend(&mut self.calls, &other.calls);
        changed |= extend(&mut self.caught, &other.caught);
        changed |= extend(&mut self.literals, &other.literals);
        changed |= extend(&mut self.deciders, &other.deciders);
        changed
    }

    fn meet(&mut self, other: &Self) -> bool {
        let before = self.clone();
        self.sources = self.sources.and(other.sources);
        self.guarded &= other.guarded;
        self.nil_anyway &= other.nil_anyway;
        *self != before
    }
}
