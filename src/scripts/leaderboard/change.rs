//! Scores that come, and members that go.

use redis::{FromRedisValue, ParsingError, Value, from_redis_value};

use super::entry::{rank_of, score_of};
use super::{Board, Limit, Score};
use crate::FromReply;

/// Which score of a member stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keep {
    /// The one that ranks first.
    Best,
    /// The one that was submitted last.
    Last,
    /// The sum of all.
    Sum,
}

impl Keep {
    /// As the script is passed it.
    const fn entry(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Last => "last",
            Self::Sum => "sum",
        }
    }
}

/// What became of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Submission {
    /// Whether the member has another score now, or is new. If not, nothing was written.
    pub changed: bool,
    /// The score before. `None` if the member was not on the board.
    pub previous: Option<f64>,
    /// The score now. `None` if the member is not on the board, since that is limited and its members are all better.
    pub score: Option<f64>,
    /// The rank now: 1 is the first. `None` if the member is not on the board.
    pub rank: Option<u64>,
    /// How many members the board has.
    pub members: u64,
}

impl FromRedisValue for Submission {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let (sign, changed, previous, score, rank, members): (_, _, _, _, _, _) =
            from_redis_value(reply)?;
        Ok(Self {
            changed,
            previous: score_of(previous, sign)?,
            score: score_of(score, sign)?,
            rank: rank_of(rank),
            members,
        })
    }
}

/// What a board has lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromReply)]
#[non_exhaustive]
pub struct Trimmed {
    /// How many members were removed.
    pub removed: u64,
    /// How many members the board has.
    pub members: u64,
}

/// How many members a call of `trim` removes at most.
const MOST_TRIMMED: u64 = 1000;

mod script {
    use super::{Submission, Trimmed};
    use crate::redis_script;

    #[allow(clippy::too_many_arguments, reason = "each is an entry")]
    #[redis_script("leaderboard/submit.lua", keys = 2, cluster)]
    pub(super) fn submit(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        scores: &str,
        stamps: &str,
        name: &str,
        score: f64,
        keep: &str,
        limit: u64,
        sign: i8,
    ) -> crate::Result<Submission>;

    #[redis_script("leaderboard/remove.lua", keys = 2, cluster)]
    pub(super) fn remove(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        scores: &str,
        stamps: &str,
        name: &str,
    ) -> crate::Result<bool>;

    #[redis_script("leaderboard/trim.lua", keys = 2, cluster)]
    pub(super) fn trim(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        scores: &str,
        stamps: &str,
        limit: u64,
        most: u64,
    ) -> crate::Result<Trimmed>;
}

functions! {
    /// Submits a score of a member, which keeps its best one, its last one, or the sum of all.
    ///
    /// Of members with equal scores, the one that reached it first ranks first. A score that changes nothing does not lose this place.
    /// A sum that is not between -2^53 and 2^53 is an error, and the score stays as it was.
    submit, submit_async(board: &Board, name: &str, score: Score, keep: Keep) -> Submission
        = submit(
            &board.scores, &board.stamps, name, score.stored(board.ranking.sign()), keep.entry(), board.limit_entry(),
            board.ranking.sign()
        );

    /// Removes a member; replies whether it was there.
    remove, remove_async(board: &Board, name: &str) -> bool = remove(&board.scores, &board.stamps, name);

    /// Removes the members that rank after the first ones, up to 1000 in a call: if it has removed 1000, call it again.
    ///
    /// [`submit`](fn@submit) does the same for boards that are [limited](Board::limited_to), one member after another. This is for
    /// boards that have become smaller, or that are cut once in a while.
    trim, trim_async(board: &Board, limit: Limit) -> Trimmed
        = trim(&board.scores, &board.stamps, limit.entry(), MOST_TRIMMED);
}
