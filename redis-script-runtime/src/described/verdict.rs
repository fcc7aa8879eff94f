//! What is said of a reply and a type.

use super::text::Message;

/// How a reply and a type go together.
pub(super) enum Verdict {
    /// It converts, as far as is known.
    Fits,
    /// Sometimes a struct, or a field of one, gets nil, which it does not take.
    MayBeNil(Message),
    /// It never converts.
    Fails(Misfit),
}

/// What does not convert.
pub(super) struct Misfit {
    pub(super) message: Message,
    /// Whether it is nil.
    pub(super) is_nil: bool,
    /// Whether it is for a struct or a field of one: the analysis has judged all else if it knows the type by its name.
    pub(super) is_of_struct: bool,
}

impl Verdict {
    /// Both parts come, one beside the other.
    pub(super) const fn and(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Fails(_), _) | (Self::MayBeNil(_), Self::Fits | Self::MayBeNil(_)) => self,
            (Self::Fits, _) | (Self::MayBeNil(_), Self::Fails(_)) => other,
        }
    }

    /// The same of an element that need not be there.
    pub(super) const fn of_some_element(self) -> Self {
        match self {
            Self::Fails(Misfit {
                is_of_struct: false,
                ..
            }) => Self::Fits,
            verdict => verdict,
        }
    }

    /// The same of nil that comes only sometimes.
    pub(super) const fn of_sometimes(self) -> Self {
        match self {
            Self::Fails(Misfit { message, .. }) => Self::MayBeNil(message),
            verdict => verdict,
        }
    }

    /// A struct cannot be read, whatever its fields are.
    pub(super) const fn fails(message: Message) -> Self {
        Self::Fails(Misfit {
            message,
            is_nil: false,
            is_of_struct: true,
        })
    }
}
