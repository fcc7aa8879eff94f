//! What a board shows.

use redis::{FromRedisValue, ParsingError, Value, from_redis_value};

use super::entry::{entries, rank_of, score_of};
use super::{Board, Entry};
use crate::scripts::{InvalidArgument, checks};

/// How many entries a call reads at most, in each of its lists.
const MOST: u64 = 1000;

/// What is read with the standing of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct View {
    neighbours: u64,
    top: u64,
}

impl View {
    /// `neighbours` members before the member and as many after it, and the first `top` ones of the board.
    ///
    /// # Errors
    /// If one of them is above 1000.
    pub const fn new(neighbours: u64, top: u64) -> Result<Self, InvalidArgument> {
        if neighbours > MOST {
            return Err(InvalidArgument::new("neighbours", "at most 1000"));
        }
        if top > MOST {
            return Err(InvalidArgument::new("top", "at most 1000"));
        }
        Ok(Self { neighbours, top })
    }
}

/// A part of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    first: u64,
    last: u64,
}

impl Page {
    /// The page `number`, of which 1 is the first, if each has `size` members.
    ///
    /// # Errors
    /// If `number` is 0, if `size` is 0 or above 1000, or if the page would end above rank 2^53 - 1.
    pub const fn new(number: u64, size: u64) -> Result<Self, InvalidArgument> {
        let (number, size) = match (checks::count("number", number), checks::count("size", size)) {
            (Ok(number), Ok(size)) => (number, size),
            (Err(invalid), _) | (_, Err(invalid)) => return Err(invalid),
        };
        if size > MOST {
            return Err(InvalidArgument::new("size", "at most 1000"));
        }
        let end = number.saturating_mul(size);
        if end > checks::MAX_EXACT {
            let rule = "smaller: times the size it is above 2^53 - 1";
            return Err(InvalidArgument::new("number", rule));
        }
        Ok(Self {
            first: end - size,
            last: end - 1,
        })
    }
}

/// Where a member stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Standing {
    /// The rank: 1 is the first. `None` if the member is not on the board.
    pub rank: Option<u64>,
    /// The score. `None` if the member is not on the board.
    pub score: Option<f64>,
    /// Those around it, itself included, in the order of their ranks. Empty if the member is not on the board.
    pub neighbours: Vec<Entry>,
    /// The first ones of the board.
    pub top: Vec<Entry>,
    /// How many members the board has.
    pub members: u64,
}

impl FromRedisValue for Standing {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let (sign, members, rank, score, from, around, top): (_, _, _, _, _, _, _) =
            from_redis_value(reply)?;
        Ok(Self {
            rank: rank_of(rank),
            score: score_of(score, sign)?,
            neighbours: entries(around, from, sign)?,
            top: entries(top, 0, sign)?,
            members,
        })
    }
}

/// Members of a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageEntries {
    /// They, in the order of their ranks. Empty if the board ends before the page.
    pub entries: Vec<Entry>,
    /// How many members the board has.
    pub members: u64,
}

impl FromRedisValue for PageEntries {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let (sign, members, from, entries_of_page): (_, _, _, _) = from_redis_value(reply)?;
        Ok(Self {
            entries: entries(entries_of_page, from, sign)?,
            members,
        })
    }
}

mod script {
    use super::{PageEntries, Standing};
    use crate::redis_script;

    #[redis_script("leaderboard/standing.lua", keys = 2, cluster)]
    pub(super) fn standing(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        scores: &str,
        stamps: &str,
        name: &str,
        neighbours: u64,
        top: u64,
        sign: i8,
    ) -> crate::Result<Standing>;

    #[redis_script("leaderboard/page.lua", keys = 1, cluster)]
    pub(super) fn page(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        scores: &str,
        first: u64,
        last: u64,
        sign: i8,
    ) -> crate::Result<PageEntries>;
}

functions! {
    /// Reads the rank and the score of a member, its neighbours, and the first ones of the board, all at the same moment.
    standing, standing_async(board: &Board, name: &str, view: View) -> Standing
        = standing(
            &board.scores, &board.stamps, name, view.neighbours, view.top, board.ranking.sign()
        );

    /// Reads the members of a page.
    ///
    /// Members that change their rank between two calls may be on both pages or on none of them.
    page, page_async(board: &Board, page: Page) -> PageEntries
        = page(&board.scores, page.first, page.last, board.ranking.sign());
}
