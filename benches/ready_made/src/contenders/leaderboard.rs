//! A board of 1,000 members.

use redis::{Value, cmd};
use redis_script::scripts::leaderboard::{
    Board, Keep, Page, Ranking, Score, View, page, standing, submit,
};

use super::{Caller, Contender, Family, Kind};
use redis_script_benches::Outcome;

pub(super) const FAMILY: Family = Family {
    name: "leaderboard",
    about: "\
A board of 1,000 members, each of which submits a first score (*new*), a better one (*better*) and a worse one (*worse*). A *standing* is
the rank, two neighbours on each side and the top 10 of each member, and a *page* has 25. The plain commands rank equal scores by the
names, and their standing is the rank alone. No package that was looked at has such scripts.
",
    kinds: &[Kind {
        title: "Leaderboard",
        contenders: &[
            Contender::ours("submit, standing, page", board_calls, has_changed),
            Contender::ours("without a script: ZADD GT CH, ZREVRANK", plain_calls, is_one),
        ],
    }],
};

const MEMBERS: u32 = 1000;

fn board_calls(caller: &mut Caller) -> Outcome {
    let board = Board::new("weekly", Ranking::HighestFirst)?;
    let warm_up = Board::new("warm-up", Ranking::HighestFirst)?;
    let (view, first) = (View::new(2, 10)?, Page::new(1, 25)?);
    caller.warm_up(|con| {
        submit(con, &warm_up, "x", Score::from(1_u32), Keep::Best)?;
        standing(con, &warm_up, "x", view)?;
        page(con, &warm_up, first)
    })?;
    for (step, points, changes) in STEPS {
        caller.step((step, changes), MEMBERS, |con, number| {
            let score = Score::from(points + shuffled(number));
            let said = submit(con, &board, &member(number), score, Keep::Best)?;
            Ok(said.changed)
        })?;
    }
    caller.step(("standing", true), MEMBERS, |con, number| {
        let said = standing(con, &board, &member(number), view)?;
        Ok(said.rank.is_some())
    })?;
    caller.step(("page", true), MEMBERS, |con, number| {
        let said = page(con, &board, Page::new(u64::from(number % 40) + 1, 25)?)?;
        Ok(said.entries.len() == 25)
    })
}

fn plain_calls(caller: &mut Caller) -> Outcome {
    for (step, points, changes) in STEPS {
        caller.step((step, changes), MEMBERS, |con, number| {
            let mut zadd = cmd("ZADD");
            zadd.arg("weekly").arg("GT").arg("CH");
            Ok(zadd
                .arg(points + shuffled(number))
                .arg(member(number))
                .query(con)?)
        })?;
    }
    Ok(())
}

/// What a step is called, the points that everybody gets beside their own, and whether that changes anything.
const STEPS: [(&str, u32, bool); 3] = [
    ("new", 1000, true),
    ("better", 2000, true),
    ("worse", 500, false),
];

/// All numbers below 1,000 in another order.
const fn shuffled(number: u32) -> u32 {
    number * 617 % MEMBERS
}

fn member(number: u32) -> String {
    format!("player{number:04}")
}

/// A submission says so in its second item, and a standing and a page tell the number of members there.
fn has_changed(reply: &Value) -> bool {
    matches!(reply, Value::Array(items) if matches!(items.get(1), Some(Value::Int(1..))))
}

fn is_one(reply: &Value) -> bool {
    *reply == Value::Int(1)
}
