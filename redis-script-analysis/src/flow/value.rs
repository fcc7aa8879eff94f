//! The abstract values that the interpreter computes with.

use std::rc::Rc;

use super::heap::TableId;
use super::interval::Interval;
pub(super) use super::kind::{Kind, Number};
use super::knowledge::{Known, Place, limited};
use crate::facts::{EntryTable, Sources, Types};
use crate::lua::source::Span;

/// Names a read of KEYS or ARGV in the interpreter's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReadId(pub(super) usize);

/// What is known of one Lua value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    /// The Lua types that it can have, but for the nil of an absent entry.
    pub(super) types: Types,
    /// What it is where it is neither nil nor false.
    pub(super) kind: Kind,
    /// Whether something that is not followed may exclude its nil or false.
    pub(super) doubtful: bool,
    /// Where its text came from.
    pub(super) sources: Sources,
    /// The reads of KEYS and ARGV whose text is in it.
    pub(super) reads: Vec<ReadId>,
    /// The command whose reply it is.
    pub(super) reply_of: Option<Rc<str>>,
    /// The `redis.pcall` whose error it may be, beside what the command replies.
    pub(super) caught: Option<Span>,
    /// About how large it is as a number, such as a time; 0 where that is not known.
    pub(super) magnitude: f64,
    /// The entry that it is: as it came, in other case, or the number of it.
    pub(super) entry: Option<(EntryTable, i64)>,
    /// The reads without which this value is nil.
    pub(super) origins: Vec<ReadId>,
    /// What holds where this value is true.
    pub(super) when_true: Vec<Known>,
    /// What holds where it is false or nil.
    pub(super) when_false: Vec<Known>,
    /// Where it was just read.
    pub(super) place: Option<Place>,
    /// The place whose type's name it is: `type(x)`.
    pub(super) type_of: Option<Place>,
}

impl Value {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            types: kind.types(),
            sources: kind.sources(),
            kind,
            doubtful: false,
            reads: Vec::new(),
            reply_of: None,
            caught: None,
            magnitude: 0.0,
            entry: None,
            origins: Vec::new(),
            when_true: Vec::new(),
            when_false: Vec::new(),
            place: None,
            type_of: None,
        }
    }

    pub(super) fn unknown() -> Self {
        Self::new(Kind::Unknown)
    }

    pub(super) fn nil() -> Self {
        Self {
            types: Types::NIL,
            ..Self::new(Kind::Falsy)
        }
    }

    pub(super) fn boolean(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self {
                types: Types::TRUE,
                ..Self::unknown()
            },
            Some(false) => Self {
                types: Types::FALSE,
                ..Self::new(Kind::Falsy)
            },
            None => Self {
                types: Types::TRUE.or(Types::FALSE),
                ..Self::unknown()
            },
        }
    }

    /// A boolean with what it tells.
    pub(super) fn condition(when_true: Vec<Known>, when_false: Vec<Known>) -> Self {
        let (when_true, when_false) = (limited(when_true), limited(when_false));
        Self {
            when_true,
            when_false,
            ..Self::boolean(None)
        }
    }

    pub(super) fn number(number: Number) -> Self {
        let magnitude = number.constant.unwrap_or(0.0).abs();
        Self {
            magnitude,
            ..Self::new(Kind::Number(number))
        }
    }

    pub(super) fn any_number() -> Self {
        Self::number(Number::UNKNOWN)
    }

    pub(super) fn any_integer() -> Self {
        Self::number(Number::integral(Interval::UNKNOWN))
    }

    pub(super) fn string() -> Self {
        Self::new(Kind::String(None))
    }

    pub(super) fn text(bytes: &[u8]) -> Self {
        Self::new(Kind::String(Some(bytes.into())))
    }

    pub(super) fn table(id: TableId) -> Self {
        Self::new(Kind::Tables([id].into()))
    }

    /// An unknown value of some types.
    pub(super) fn of_types(types: Types) -> Self {
        Self {
            types,
            ..Self::unknown()
        }
    }

    pub(super) fn or_types(mut self, types: Types) -> Self {
        self.types = self.types.or(types);
        self
    }

    /// A value that is nil just where the entry of `read` is absent.
    pub(super) fn needing(mut self, read: ReadId) -> Self {
        self.origins = vec![read];
        self
    }

    /// A value computed from this one that is nil where this one is.
    pub(super) fn derive(&self, value: Self) -> Self {
        Self {
            origins: self.origins.clone(),
            sources: self.sources,
            reads: self.reads.clone(),
            magnitude: self.magnitude,
            ..value
        }
    }

    /// Takes over the text of another value: this one is built with it.
    pub(super) fn built_with(mut self, part: &Self) -> Self {
        self.sources = self.sources.or(part.sources);
        self.reads = union(&self.reads, &part.reads);
        self
    }

    /// What holds where the value is true (or false).
    pub(super) fn known(&self, truth: bool) -> Vec<Known> {
        let (list, types) = if truth {
            (&self.when_true, Types::TRUTHY)
        } else {
            (&self.when_false, Types::FALSY)
        };
        let mut known = list.clone();
        known.extend(self.entry_where(truth));
        if truth {
            known.extend(self.origins.iter().map(|read| Known::Present(*read)));
        }
        known.extend(
            self.place
                .iter()
                .map(|place| Known::Is(place.clone(), types)),
        );
        limited(known)
    }

    /// The value with other knowledge about what its truth tells.
    pub(super) fn telling(mut self, when_true: Vec<Known>, when_false: Vec<Known>) -> Self {
        (self.when_true, self.when_false) = (limited(when_true), limited(when_false));
        self
    }

    /// The value as a variable keeps it: its truth still tells of the place it came from.
    pub(super) fn stored(mut self) -> Self {
        if self.place.is_some() {
            (self.when_true, self.when_false) = (self.known(true), self.known(false));
        }
        self.place = None;
        self
    }

    /// The value without what ties it to one moment: it goes where it may be read at any time.
    pub(super) fn timeless(mut self) -> Self {
        self.origins = Vec::new();
        (self.when_true, self.when_false) = (Vec::new(), Vec::new());
        (self.place, self.type_of) = (None, None);
        if let Kind::Number(number) = &mut self.kind
            && number.constant.is_none()
        {
            number.interval = Interval::UNKNOWN;
        }
        self
    }

    /// Takes over what a condition tells about the types.
    pub(super) fn restrict(&mut self, types: Types) {
        let left = self.types.and(types);
        if left.is_empty() {
            // Some knowledge is missing here: nothing is claimed.
            *self = Self {
                origins: std::mem::take(&mut self.origins),
                ..Self::unknown()
            };
            return;
        }
        self.types = left;
        if left.only(Types::FALSY) {
            self.kind = Kind::Falsy;
        }
    }

    pub(super) fn is_nil(&self) -> bool {
        self.types == Types::NIL && self.origins.is_empty()
    }

    pub(super) fn interval(&self) -> Interval {
        match self.kind {
            Kind::Number(number) => number.interval,
            _ => Interval::UNKNOWN,
        }
    }

    /// The value where two paths meet.
    pub(super) fn join(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        let known = |truth| {
            let theirs = other.known(truth);
            let mut both = self.known(truth);
            both.retain(|known| known.is_vague() || theirs.contains(known));
            let vague = theirs.into_iter().filter(Known::is_vague);
            let vague: Vec<_> = vague.filter(|known| !both.contains(known)).collect();
            both.extend(vague);
            limited(both)
        };
        let (when_true, when_false) = (known(true), known(false));
        Self {
            when_true,
            when_false,
            kind: self.kind.join(other.kind),
            types: self.types.or(other.types),
            doubtful: self.doubtful || other.doubtful,
            sources: self.sources.or(other.sources),
            reads: union(&self.reads, &other.reads),
            reply_of: self
                .reply_of
                .filter(|command| other.reply_of.as_ref() == Some(command)),
            caught: self.caught.or(other.caught),
            magnitude: self.magnitude.min(other.magnitude),
            entry: self.entry.filter(|entry| other.entry == Some(*entry)),
            origins: union(&self.origins, &other.origins),
            place: None,
            type_of: None,
        }
    }
}

/// Reads and tables that one value is followed to.
const FOLLOWED: usize = 8;

fn union(left: &[ReadId], right: &[ReadId]) -> Vec<ReadId> {
    let mut all = left.to_vec();
    all.extend(right.iter().filter(|read| !left.contains(read)));
    all.truncate(FOLLOWED);
    all
}
