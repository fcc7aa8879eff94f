//! Which board it is.

use crate::scripts::{InvalidArgument, checks};

/// Which scores rank first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ranking {
    /// The highest score is the best: points.
    HighestFirst,
    /// The lowest score is the best: times, strokes.
    LowestFirst,
}

impl Ranking {
    /// What a score is multiplied with, so that the least one ranks first.
    pub(super) const fn sign(self) -> i8 {
        match self {
            Self::HighestFirst => -1,
            Self::LowestFirst => 1,
        }
    }
}

/// How many members stay on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit(u64);

impl Limit {
    /// The first `limit` members stay.
    ///
    /// # Errors
    /// If `limit` is 0, or above 2^53 - 1.
    pub const fn new(limit: u64) -> Result<Self, InvalidArgument> {
        match checks::count("limit", limit) {
            Ok(limit) => Ok(Self(limit)),
            Err(invalid) => Err(invalid),
        }
    }

    /// As scripts are passed it.
    pub(super) const fn entry(self) -> u64 {
        self.0
    }
}

/// A leaderboard: its name, and what holds for all of its scores.
///
/// Its data are two keys, which have the name as their hash tag, so that they are in one slot of a cluster: for the name `weekly`,
/// `{weekly}:highest` or `{weekly}:lowest`, and the same with `:stamps` at its end. If the name has a hash tag of its own, that one is
/// taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Board {
    pub(super) scores: String,
    pub(super) stamps: String,
    pub(super) ranking: Ranking,
    limit: Option<Limit>,
}

impl Board {
    /// A board of any number of members. It does not have to be created on the server.
    ///
    /// # Errors
    /// If `name` is empty or begins with `}`, so that it cannot be a hash tag.
    pub fn new(name: &str, ranking: Ranking) -> Result<Self, InvalidArgument> {
        let suffix = match ranking {
            Ranking::HighestFirst => "highest",
            Ranking::LowestFirst => "lowest",
        };
        let scores = format!("{}:{suffix}", checks::hash_tagged(name)?);
        Ok(Self {
            stamps: format!("{scores}:stamps"),
            scores,
            ranking,
            limit: None,
        })
    }

    /// The same board, of which each [`submit`](fn@super::submit) leaves no more members than the limit: the first ones. If there are
    /// more already, it removes up to 100 of them.
    #[must_use]
    pub fn limited_to(self, limit: Limit) -> Self {
        let limit = Some(limit);
        Self { limit, ..self }
    }

    /// The limit as scripts are passed it: 0 for none.
    pub(super) fn limit_entry(&self) -> u64 {
        self.limit.map_or(0, Limit::entry)
    }

    /// Its two keys, for `DEL`, `UNLINK`, `PEXPIREAT`, `RENAME` and the like, which must come to both of them.
    #[must_use]
    pub fn keys(&self) -> [&str; 2] {
        [&self.scores, &self.stamps]
    }
}
