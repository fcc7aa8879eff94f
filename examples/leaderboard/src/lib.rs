//! A game: its best players of the week, and how much everybody has played.

use std::fmt::Write as _;

use redis::aio::MultiplexedConnection;
use redis_script::scripts::leaderboard::{
    Board, Entry, Keep, Limit, Page, Ranking, Score, View, page_async, standing_async, submit,
};
use redis_script::{Result, pipe};

/// The boards of a week, in one slot of a cluster.
#[derive(Clone)]
pub struct Week {
    con: MultiplexedConnection,
    /// The best result of each player; only the first hundred are kept.
    points: Board,
    /// The fastest game of each player, in milliseconds.
    times: Board,
    /// How many games each player has played.
    games: Board,
    /// When the boards are deleted, in seconds since 1970.
    ends: u64,
}

impl Week {
    /// The boards of a week that ends at a time, in seconds since 1970.
    ///
    /// # Errors
    /// Never: the names and the limit are good ones.
    pub fn new(con: MultiplexedConnection, number: u32, ends: u64) -> Result<Self> {
        let name = |what: &str| format!("{{week:{number}}}:{what}");
        let points = Board::new(&name("points"), Ranking::HighestFirst)?;
        Ok(Self {
            con,
            points: points.limited_to(Limit::new(100)?),
            times: Board::new(&name("times"), Ranking::LowestFirst)?,
            games: Board::new(&name("games"), Ranking::HighestFirst)?,
            ends,
        })
    }

    /// Notes a game on all boards, in one transaction; the rank of the player's best result, if it is among the first.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn played(&mut self, player: &str, points: u32, millis: u32) -> Result<Option<u64>> {
        let result = submit::call(&self.points, player, Score::from(points), Keep::Best);
        let time = submit::call(&self.times, player, Score::from(millis), Keep::Best);
        let one_more = submit::call(&self.games, player, Score::from(1), Keep::Sum);
        let mut calls = pipe().atomic().call(result).call(time).call(one_more);
        let boards = [&self.points, &self.times, &self.games];
        for key in boards.iter().flat_map(|board| board.keys()) {
            let mut expire = redis::cmd("EXPIREAT");
            calls = calls.ignore(expire.arg(key).arg(self.ends).clone());
        }
        let (result, _, _) = calls.query_async(&mut self.con).await?;
        Ok(result.rank)
    }

    /// What a player sees: the first three, and those around the player.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn shown_to(&mut self, player: &str) -> Result<String> {
        let view = View::new(1, 3)?;
        let standing = standing_async(&mut self.con, &self.points, player, view).await?;
        let mut shown = lines(&standing.top);
        let next = standing.neighbours.first().map(|entry| entry.rank);
        if next.is_some_and(|rank| rank > 4) {
            shown.push_str("   ...\n");
        }
        let rest = standing.neighbours.iter().filter(|entry| entry.rank > 3);
        shown.push_str(&lines(rest));
        Ok(shown)
    }

    /// The fastest players, ten on a page; the first page is 1.
    ///
    /// # Errors
    /// If the server cannot be asked, or if there is no such page.
    pub async fn fastest(&mut self, number: u64) -> Result<String> {
        let page = Page::new(number, 10)?;
        let page = page_async(&mut self.con, &self.times, page).await?;
        Ok(lines(&page.entries))
    }

    /// How many games a player has played.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn games_of(&mut self, player: &str) -> Result<f64> {
        let view = View::new(0, 0)?;
        let standing = standing_async(&mut self.con, &self.games, player, view).await?;
        Ok(standing.score.unwrap_or_default())
    }
}

fn lines<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let mut lines = String::new();
    for Entry {
        rank, name, score, ..
    } in entries
    {
        // Writing to a string does not fail.
        let _ = writeln!(lines, "{rank:>4}. {name} {score}");
    }
    lines
}
