//! Boards against their definition: a list that is sorted by score, and by the time at which it was reached.

use proptest::collection::vec;
use proptest::prelude::*;
use redis::Value;
use redis_script::preload;
use redis_script::scripts::leaderboard::{
    Board, Keep, Page, Ranking, Score, View, page, remove, standing, submit, trim,
};

use super::board::limit;
use super::said::read;
use crate::ready_made::frozen::{self, EXPIRY, Step};

#[derive(Clone, Debug)]
struct Member {
    name: u8,
    score: f64,
    /// The change by which it was reached.
    reached: usize,
}

#[derive(Clone, Debug)]
struct Model {
    ranking: Ranking,
    limit: Option<usize>,
    changes: usize,
    /// By their ranks.
    members: Vec<Member>,
}

impl Model {
    fn board(&self) -> Board {
        let board = Board::new("b", self.ranking).unwrap();
        match self.limit {
            Some(most) => board.limited_to(limit(most.try_into().unwrap())),
            None => board,
        }
    }

    fn better(&self, one: f64, other: f64) -> bool {
        match self.ranking {
            Ranking::HighestFirst => one > other,
            Ranking::LowestFirst => one < other,
        }
    }

    fn find(&self, name: u8) -> Option<usize> {
        self.members.iter().position(|member| member.name == name)
    }

    fn sort(&mut self) {
        let ranking = self.ranking;
        self.members.sort_by(|one, other| {
            let order = one.score.total_cmp(&other.score);
            let order = match ranking {
                Ranking::HighestFirst => order.reverse(),
                Ranking::LowestFirst => order,
            };
            order.then(one.reached.cmp(&other.reached))
        });
    }

    /// Submits a score; says it as [`read`] does.
    fn submit(&mut self, name: u8, score: f64, keep: Keep) -> String {
        let at = self.find(name);
        let previous = at.map(|at| self.members[at].score);
        let new = match (keep, previous) {
            (Keep::Sum, Some(previous)) => previous + score,
            (Keep::Best, Some(previous)) if !self.better(score, previous) => previous,
            _ => score,
        };
        self.changes += 1;
        let changed = previous != Some(new);
        if changed {
            self.members.retain(|member| member.name != name);
            self.members.push(Member {
                name,
                score: new,
                reached: self.changes,
            });
            self.sort();
            if let Some(limit) = self.limit {
                self.members.truncate(limit);
            }
        }
        let at = self.find(name);
        let changed = changed && (at.is_some() || previous.is_some());
        let score = at.map(|at| self.members[at].score);
        let rank = at.map(|at| at + 1);
        let members = self.members.len();
        format!("{changed} {previous:?} {score:?} {rank:?} {members}")
    }

    fn entries(&self, from: usize, to: usize) -> String {
        let all = self.members.iter().enumerate();
        let some = all.skip(from).take(to.saturating_sub(from));
        let entries: Vec<String> = some
            .map(|(at, member)| format!("{} {} {:?}", at + 1, member.name, member.score))
            .collect();
        format!("{entries:?}")
    }

    fn standing(&self, name: u8, neighbours: usize, top: usize) -> String {
        let at = self.find(name);
        let score = at.map(|at| self.members[at].score);
        let around = at.map_or(String::from("[]"), |at| {
            self.entries(at.saturating_sub(neighbours), at + neighbours + 1)
        });
        let rank = at.map(|at| at + 1);
        let (top, members) = (self.entries(0, top), self.members.len());
        format!("{rank:?} {score:?} {around} {top} {members}")
    }
}

/// What happens to a board.
#[derive(Clone, Debug)]
pub(super) enum Event {
    Submit(u8, f64, Keep),
    Standing(u8, u8, u8),
    Page(u8, u8),
    Remove(u8),
    Trim(u8),
}

fn event() -> impl Strategy<Value = Event> {
    let name = || 0..6u8;
    let keep = prop_oneof![Just(Keep::Best), Just(Keep::Last), Just(Keep::Sum)];
    // Few different scores make ties, and halves are exact in all sums.
    let score = prop_oneof![
        6 => (-3..=3i32).prop_map(f64::from),
        1 => (-5..=5i32).prop_map(|halves| f64::from(halves) / 2.0),
        1 => any::<i32>().prop_map(|large| f64::from(large) * 1024.0),
    ];
    prop_oneof![
        8 => (name(), score, keep).prop_map(|(name, score, keep)| Event::Submit(name, score, keep)),
        3 => (name(), 0..3u8, 0..4u8).prop_map(|(name, around, top)| Event::Standing(name, around, top)),
        2 => (1..4u8, 1..4u8).prop_map(|(number, size)| Event::Page(number, size)),
        1 => name().prop_map(Event::Remove),
        1 => (1..6u8).prop_map(Event::Trim),
    ]
}

fn model() -> impl Strategy<Value = Model> {
    let ranking = prop_oneof![Just(Ranking::HighestFirst), Just(Ranking::LowestFirst)];
    let limit = prop_oneof![2 => Just(None), 1 => (1..5usize).prop_map(Some)];
    (ranking, limit).prop_map(|(ranking, limit)| Model {
        ranking,
        limit,
        changes: 0,
        members: Vec::new(),
    })
}

#[test]
fn a_board_is_a_sorted_list() {
    let sequences = (model(), vec(event(), 1..60));
    frozen::compare(submit::SCRIPT, &sequences, |con, (mut model, events)| {
        let scripts = [standing::SCRIPT, page::SCRIPT, remove::SCRIPT, trim::SCRIPT];
        preload(con, scripts).unwrap();
        let board = model.board();
        // A server without EVALSHA_RO is known as such after a call of each script that only reads.
        standing(con, &board, "", View::new(0, 0).unwrap()).unwrap();
        page(con, &board, Page::new(1, 1).unwrap()).unwrap();
        let mut expected = Vec::new();
        let mut steps: Vec<Step> = Vec::new();
        for event in &events {
            match *event {
                Event::Submit(name, score, keep) => {
                    expected.push(model.submit(name, score, keep));
                    let score = Score::new(score).unwrap();
                    steps.push(submit::call(&board, &name.to_string(), score, keep).into());
                }
                Event::Standing(name, neighbours, top) => {
                    expected.push(model.standing(name, neighbours.into(), top.into()));
                    let view = View::new(neighbours.into(), top.into()).unwrap();
                    steps.push(standing::call(&board, &name.to_string(), view).into());
                }
                Event::Page(number, size) => {
                    let [end, size_of_page] = [number * size, size].map(usize::from);
                    let entries = model.entries(end - size_of_page, end);
                    expected.push(format!("{entries} {}", model.members.len()));
                    let asked = Page::new(number.into(), size.into()).unwrap();
                    steps.push(page::call(&board, asked).into());
                }
                Event::Remove(name) => {
                    let at = model.find(name);
                    expected.push(at.is_some().to_string());
                    if let Some(at) = at {
                        model.members.remove(at);
                    }
                    steps.push(remove::call(&board, &name.to_string()).into());
                }
                Event::Trim(most) => {
                    let before = model.members.len();
                    model.members.truncate(most.into());
                    let members = model.members.len();
                    expected.push(format!("{} {members}", before - members));
                    steps.push(trim::call(&board, limit(most.into())).into());
                }
            }
        }
        let replies: Vec<Value> = frozen::run(con, &board.keys(), EXPIRY, &steps);
        let said = events.iter().zip(replies);
        (
            expected,
            said.map(|(event, reply)| read(event, reply)).collect(),
        )
    });
}
