//! Sequences of calls while the clock stands still, against a model with times.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use redis::{Cmd, Value};
use redis_script::preload;
use redis_script::scripts::Ttl;
use redis_script::scripts::lock::{
    Acquisition, Holder, Lock, Owner, acquire, extend, owner, release,
};

use crate::ready_made::frozen::{self, EXPIRY, Step};

const BEGIN: u64 = 5_000_000_000_000_000;

/// A lock by its definition.
#[derive(Clone, Debug, Default)]
struct Model {
    /// Who has it, and for how many milliseconds still.
    held: Option<(u8, u64)>,
    newest: u64,
}

/// What is said, of all calls.
#[derive(Debug, PartialEq)]
enum Said {
    Began,
    Token(u64),
    HeldBy(u8),
    Had(bool),
    Owner(Option<(u8, u64, u64)>),
}

#[derive(Clone, Copy, Debug)]
enum Event {
    Acquire(u8, u64),
    Release(u8),
    Extend(u8, u64),
    Ask,
    Pass(u64),
}

impl Model {
    fn had_by(&self, by: u8) -> bool {
        self.held.is_some_and(|(holder, _)| holder == by)
    }

    fn invoke(&mut self, event: Event) -> Option<Said> {
        Some(match event {
            Event::Acquire(by, ttl) => match self.held {
                Some((holder, _)) if holder != by => Said::HeldBy(holder),
                _ => {
                    self.held = Some((by, ttl));
                    self.newest += 1;
                    Said::Token(self.newest)
                }
            },
            Event::Release(by) => {
                let had = self.had_by(by);
                if had {
                    self.held = None;
                }
                Said::Had(had)
            }
            Event::Extend(by, ttl) => {
                let had = self.had_by(by);
                if had {
                    self.held = Some((by, ttl));
                }
                Said::Had(had)
            }
            Event::Ask => Said::Owner(self.held.map(|(by, left)| (by, left, self.newest))),
            Event::Pass(millis) => {
                let left = self
                    .held
                    .map(|(by, left)| (by, left.saturating_sub(millis)));
                self.held = left.filter(|(_, left)| *left > 0);
                return None;
            }
        })
    }
}

fn event() -> impl Strategy<Value = Event> {
    let ttl = prop_oneof![1..=20u64, Just(1000)];
    let by = 0..3u8;
    prop_oneof![
        3 => (by.clone(), ttl.clone()).prop_map(|(by, ttl)| Event::Acquire(by, ttl)),
        1 => by.clone().prop_map(Event::Release),
        1 => (by, ttl).prop_map(|(by, ttl)| Event::Extend(by, ttl)),
        1 => Just(Event::Ask),
        2 => prop_oneof![1..=20u64, Just(1000)].prop_map(Event::Pass),
    ]
}

fn step(lock: &Lock, event: Event) -> Step {
    let holder = |by: u8| Holder::new([by]).unwrap();
    let ttl = |millis| Ttl::new(Duration::from_millis(millis)).unwrap();
    match event {
        Event::Acquire(by, millis) => acquire::call(lock, &holder(by), ttl(millis)).into(),
        Event::Release(by) => release::call(lock, &holder(by)).into(),
        Event::Extend(by, millis) => extend::call(lock, &holder(by), ttl(millis)).into(),
        Event::Ask => owner::call(lock).into(),
        Event::Pass(millis) => Step::Pass(millis),
    }
}

fn read(event: Option<&Event>, reply: Value) -> Said {
    let name = |holder: &Holder| holder.as_bytes()[0];
    let millis = |time: Duration| time.as_millis().try_into().unwrap();
    match event {
        None => Said::Began,
        Some(Event::Acquire(..)) => match redis::from_redis_value(reply).unwrap() {
            Acquisition::Acquired(token) => Said::Token(token.get()),
            Acquisition::Held { holder } => Said::HeldBy(name(&holder)),
        },
        Some(Event::Ask) => {
            let owner: Option<Owner> = redis::from_redis_value(reply).unwrap();
            let said = |owner: Owner| {
                let token = owner.token.unwrap().get();
                (name(&owner.holder), millis(owner.remaining), token)
            };
            Said::Owner(owner.map(said))
        }
        Some(_) => Said::Had(redis::from_redis_value(reply).unwrap()),
    }
}

#[test]
fn a_lock_is_had_for_its_time() {
    let lock = Lock::new("k").unwrap();
    frozen::compare(acquire::SCRIPT, &vec(event(), 1..60), |con, events| {
        preload(con, [release::SCRIPT, extend::SCRIPT, owner::SCRIPT]).unwrap();
        let begin = Step::Send(Cmd::set(lock.fence(), BEGIN));
        let calls = events.iter().map(|event| step(&lock, *event));
        let steps: Vec<Step> = std::iter::once(begin).chain(calls).collect();
        let mut model = Model {
            held: None,
            newest: BEGIN,
        };
        let said = events.iter().filter_map(|event| model.invoke(*event));
        let expected = std::iter::once(Said::Began).chain(said).collect();

        let keys = [lock.key(), lock.fence()];
        let replies: Vec<Value> = frozen::run(con, &keys, EXPIRY, &steps);
        let asked = events
            .iter()
            .filter(|event| !matches!(event, Event::Pass(_)));
        let asked = std::iter::once(None).chain(asked.map(Some));
        let said = asked.zip(replies).map(|(event, reply)| read(event, reply));
        (expected, said.collect())
    });
}
