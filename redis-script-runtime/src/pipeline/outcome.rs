//! Converts the replies to the result of a query.

use super::answer::{Answer, Received};
use super::part::Part;
use super::sealed::Sealed;
use crate::Result;

/// The replies of a pipeline: a tuple of [`Part`]s, or such a tuple in [`Each`] or [`Watched`].
pub trait Outcome: Sealed {
    /// What [`query`](crate::ScriptPipeline::query) returns.
    type Output;

    #[doc(hidden)]
    fn of(&self, answer: Answer<'_>) -> Result<Self::Output>;
}

/// A tuple of [`Part`]s that has room for one more.
#[diagnostic::on_unimplemented(
    message = "this pipeline's result has no room for one more part",
    label = "nothing can be added here",
    note = "a result has at most 12 parts: add calls of one type together by `calls`, and commands whose reply you do not need by `ignore`",
    note = "`each` and `watched` come last, after everything that is added"
)]
pub trait AddPart<S>: Sealed {
    /// The tuple with the new part.
    type Output;

    #[doc(hidden)]
    fn add(self, part: S) -> Self::Output;
}

/// A `Result` for each part: see [`each`](crate::ScriptPipeline::each).
#[derive(Clone)]
pub struct Each<R> {
    parts: R,
}

/// `None` if a watched key has changed: see [`watched`](crate::ScriptPipeline::watched).
#[derive(Clone)]
pub struct Watched<R> {
    replies: R,
}

impl<R> Each<R> {
    pub(super) fn new(parts: R) -> Self {
        Self { parts }
    }
}

impl<R> Watched<R> {
    pub(super) fn new(replies: R) -> Self {
        Self { replies }
    }
}

/// A tuple of [`Part`]s.
pub trait Parts: Sealed {
    /// A tuple of their replies.
    type Replies;
    /// A tuple of a [`Result`] for each.
    type Each;

    #[doc(hidden)]
    fn read(&self, received: &mut Received<'_>) -> Result<Self::Replies>;

    #[doc(hidden)]
    fn read_each(&self, received: &mut Received<'_>) -> Self::Each;
}

impl<R: Parts> Outcome for R {
    type Output = R::Replies;

    fn of(&self, answer: Answer<'_>) -> Result<R::Replies> {
        let mut received = answer.received()?;
        match received.first_error() {
            Some(error) => Err(error),
            None => self.read(&mut received),
        }
    }
}

impl<R: Parts> Outcome for Each<R> {
    type Output = R::Each;

    fn of(&self, answer: Answer<'_>) -> Result<R::Each> {
        Ok(self.parts.read_each(&mut answer.received()?))
    }
}

impl<R: Outcome> Outcome for Watched<R> {
    type Output = Option<R::Output>;

    fn of(&self, answer: Answer<'_>) -> Result<Option<R::Output>> {
        match answer {
            Answer::Discarded => Ok(None),
            received @ Answer::Received(_) => self.replies.of(received).map(Some),
        }
    }
}

impl<R> Sealed for Each<R> {}

impl<R> Sealed for Watched<R> {}

macro_rules! tuples {
    ($($part:ident)*) => { tuples!(@each [] $($part)*); };
    (@each [$($part:ident)*] $next:ident $($rest:ident)*) => {
        tuples!(@parts $($part)*);
        tuples!(@add $($part)*);
        tuples!(@each [$($part)* $next] $($rest)*);
    };
    (@each [$($part:ident)*]) => { tuples!(@parts $($part)*); };
    (@parts $($part:ident)*) => {
        impl<$($part),*> Sealed for ($($part,)*) {}

        #[allow(
            non_snake_case,
            clippy::unused_unit,
            reason = "parts are named like their types, and the empty tuple is one of the tuples"
        )]
        impl<$($part: Part),*> Parts for ($($part,)*) {
            type Replies = ($($part::Reply,)*);
            type Each = ($($part::Each,)*);

            fn read(&self, _received: &mut Received<'_>) -> Result<Self::Replies> {
                let ($($part,)*) = self;
                Ok(($($part.read(_received)?,)*))
            }

            fn read_each(&self, _received: &mut Received<'_>) -> Self::Each {
                let ($($part,)*) = self;
                ($($part.read_each(_received),)*)
            }
        }
    };
    (@add $($part:ident)*) => {
        #[diagnostic::do_not_recommend]
        #[allow(non_snake_case, reason = "parts are named like their types")]
        impl<Last, $($part),*> AddPart<Last> for ($($part,)*) {
            type Output = ($($part,)* Last,);

            fn add(self, last: Last) -> Self::Output {
                let ($($part,)*) = self;
                ($($part,)* last,)
            }
        }
    };
}

tuples!(A B C D E F G H I J K L);
