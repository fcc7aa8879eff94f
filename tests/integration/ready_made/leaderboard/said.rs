//! Replies as text, as the model says them.

use redis::Value;
use redis_script::scripts::leaderboard::{Entry, PageEntries, Standing, Submission, Trimmed};

use super::model::Event;

/// Reads a reply by the kind of its event.
pub(super) fn read(event: &Event, reply: Value) -> String {
    match event {
        Event::Submit(..) => submitted(&redis::from_redis_value(reply).unwrap()),
        Event::Standing(..) => {
            let said: Standing = redis::from_redis_value(reply).unwrap();
            let (around, top) = (told(&said.neighbours), told(&said.top));
            let Standing {
                rank,
                score,
                members,
                ..
            } = said;
            format!("{rank:?} {score:?} {around} {top} {members}")
        }
        Event::Page(..) => {
            let said: PageEntries = redis::from_redis_value(reply).unwrap();
            format!("{} {}", told(&said.entries), said.members)
        }
        Event::Remove(_) => {
            let said: bool = redis::from_redis_value(reply).unwrap();
            said.to_string()
        }
        Event::Trim(_) => {
            let said: Trimmed = redis::from_redis_value(reply).unwrap();
            format!("{} {}", said.removed, said.members)
        }
    }
}

fn submitted(said: &Submission) -> String {
    let Submission {
        changed,
        previous,
        score,
        rank,
        members,
        ..
    } = said;
    format!("{changed} {previous:?} {score:?} {rank:?} {members}")
}

fn told(entries: &[Entry]) -> String {
    let entries = entries.iter();
    let told: Vec<String> = entries
        .map(|entry| format!("{} {} {:?}", entry.rank, entry.name, entry.score))
        .collect();
    format!("{told:?}")
}
