//! Scores, and those who have them.

use redis::{ParsingError, Value, from_redis_value};

use crate::scripts::InvalidArgument;

/// A score.
///
/// Whole numbers from -(2^53 - 1) to 2^53 - 1 are exact, and so are their sums. Fractions are kept and compared as they are, and
/// their sums are rounded as those of `f64` are: for exact sums, count in the smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Score(f64);

impl Score {
    /// 2^53 - 1.
    const MAX: f64 = 9_007_199_254_740_991.0;

    /// A score that may have a fraction.
    ///
    /// # Errors
    /// If it is not a number, infinite, or not between -2^53 and 2^53.
    pub const fn new(score: f64) -> Result<Self, InvalidArgument> {
        // NaN is in no range.
        if score >= -Self::MAX && score <= Self::MAX {
            return Ok(Self(score));
        }
        Err(InvalidArgument::new("score", "between -2^53 and 2^53"))
    }

    /// A whole score.
    ///
    /// # Errors
    /// If it is not between -2^53 and 2^53.
    #[allow(
        clippy::cast_precision_loss,
        reason = "what would be rounded is refused"
    )]
    pub const fn whole(score: i64) -> Result<Self, InvalidArgument> {
        Self::new(score as f64)
    }

    /// As it is stored: the least one ranks first.
    pub(super) fn stored(self, sign: i8) -> f64 {
        signed(self.0, sign)
    }
}

impl From<i32> for Score {
    fn from(score: i32) -> Self {
        Self(score.into())
    }
}

impl From<u32> for Score {
    fn from(score: u32) -> Self {
        Self(score.into())
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> Self {
        score.0
    }
}

/// From a score to what is stored of it, and back. The sum with zero makes a negative zero positive.
fn signed(score: f64, sign: i8) -> f64 {
    score * f64::from(sign) + 0.0
}

/// A stored score.
pub(super) fn score_of(reply: Value, sign: i8) -> Result<Option<f64>, ParsingError> {
    let stored: Option<f64> = from_redis_value(reply)?;
    Ok(stored.map(|stored| signed(stored, sign)))
}

/// A member of a board.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// 1 is the first.
    pub rank: u64,
    /// The name.
    pub name: String,
    /// The score.
    pub score: f64,
}

/// What a stamp takes before a name.
const STAMP: usize = 7;

/// Members with their scores, as `ZRANGE` replies, of which the first one has the rank `from`, counted from 0.
pub(super) fn entries(reply: Value, from: u64, sign: i8) -> Result<Vec<Entry>, ParsingError> {
    let members: Vec<(Vec<u8>, f64)> = from_redis_value(reply)?;
    let mut entries = Vec::with_capacity(members.len());
    let mut rank = from;
    for (mut member, stored) in members {
        rank = rank.saturating_add(1);
        let name = String::from_utf8(member.split_off(member.len().min(STAMP)))
            .map_err(|_| ParsingError::from("a name is not UTF-8"))?;
        let score = signed(stored, sign);
        entries.push(Entry { rank, name, score });
    }
    Ok(entries)
}

/// A rank that is counted from 0, as people count.
pub(super) fn rank_of(before: Option<u64>) -> Option<u64> {
    before.map(|before| before.saturating_add(1))
}
