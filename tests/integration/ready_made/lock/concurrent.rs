//! Many callers at once: what they are told fits one order of their calls, and the lock has one holder.

use redis::AsyncCommands;
use redis::aio::MultiplexedConnection;
use redis_script::scripts::Expiry;
use redis_script::scripts::lock::{
    Acquisition, FencedWrite, Holder, Lock, acquire_async, extend_async, fenced_set_async,
    owner_async, release_async,
};
use stateright::semantics::SequentialSpec;

use super::hour;
use crate::ready_made::histories::{CALLS, History, choose, in_rounds};
use crate::scripts::at_once;
use crate::support::Server;

/// Tokens begin with it, so that the model can tell them; it is later than the clock.
const BEGIN: u64 = 5_000_000_000_000_000;

/// A lock that does not expire while it is looked at, and a value that it protects.
#[derive(Clone, Debug)]
struct Model {
    holder: Option<u64>,
    newest: u64,
}

#[derive(Clone, Debug)]
enum Op {
    Acquire(u64),
    Release(u64),
    Extend(u64),
    Ask,
    Write(u64),
}

/// A reply without times.
#[derive(Clone, Debug, PartialEq)]
enum Reply {
    Token(u64),
    HeldBy(u64),
    Had(bool),
    Owner(Option<(u64, u64)>),
    /// The token that refused the write.
    Wrote(Option<u64>),
}

impl SequentialSpec for Model {
    type Op = Op;
    type Ret = Reply;

    fn invoke(&mut self, op: &Op) -> Reply {
        match *op {
            Op::Acquire(by) => match self.holder {
                Some(holder) if holder != by => Reply::HeldBy(holder),
                _ => {
                    self.holder = Some(by);
                    self.newest += 1;
                    Reply::Token(self.newest)
                }
            },
            Op::Release(by) => {
                let had = self.holder == Some(by);
                self.holder = self.holder.filter(|holder| *holder != by);
                Reply::Had(had)
            }
            Op::Extend(by) => Reply::Had(self.holder == Some(by)),
            Op::Ask => Reply::Owner(self.holder.map(|holder| (holder, self.newest))),
            Op::Write(token) => Reply::Wrote((token < self.newest).then_some(self.newest)),
        }
    }
}

fn holder(number: u64) -> Holder {
    Holder::new(number.to_string()).unwrap()
}

fn number(holder: &Holder) -> u64 {
    holder.to_string().parse().unwrap()
}

async fn call(con: &mut MultiplexedConnection, lock: &Lock, op: &Op) -> Reply {
    match *op {
        Op::Acquire(by) => match acquire_async(con, lock, &holder(by), hour()).await.unwrap() {
            Acquisition::Acquired(token) => Reply::Token(token.get()),
            Acquisition::Held { holder } => Reply::HeldBy(number(&holder)),
        },
        Op::Release(by) => Reply::Had(release_async(con, lock, &holder(by)).await.unwrap()),
        Op::Extend(by) => Reply::Had(extend_async(con, lock, &holder(by), hour()).await.unwrap()),
        Op::Ask => {
            let owner = owner_async(con, lock).await.unwrap();
            Reply::Owner(owner.map(|owner| (number(&owner.holder), owner.token.unwrap().get())))
        }
        Op::Write(token) => {
            let key = format!("{}:value", lock.fence());
            let token = redis_script::scripts::lock::Token::new(token).unwrap();
            let written = fenced_set_async(con, lock.fence(), key, token, "x", Expiry::Keep).await;
            Reply::Wrote(match written.unwrap() {
                FencedWrite::Done => None,
                FencedWrite::Stale { newest } => Some(newest.get()),
            })
        }
    }
}

#[tokio::test]
async fn calls_are_linearizable() {
    let server = Server::start();
    let model = Model {
        holder: None,
        newest: BEGIN,
    };
    in_rounds(&server, &model, async |place, client, con| {
        let lock = Lock::new(&format!("lock {}", place.round)).unwrap();
        // Only the first of these has an effect: each client is told a token by then.
        let () = con.set_nx(lock.fence(), BEGIN).await.unwrap();
        let mut token = BEGIN;
        for step in 0..CALLS {
            let pick = |what, below| choose((place, step, what), below);
            // Some are called by another client in the name of the holder.
            let by = if pick("other", 8) == 0 {
                pick("by", 4)
            } else {
                place.client
            };
            let op = match pick("op", 8) {
                0..3 => Op::Acquire(by),
                3..5 => Op::Release(by),
                5 => Op::Extend(by),
                6 => Op::Ask,
                _ => Op::Write(token),
            };
            let reply = call(con, &lock, &op);
            if pick("lose", 6) == 0 {
                client.lose(op.clone(), reply).await;
            } else if let Reply::Token(newest) = client.call(op.clone(), reply).await {
                token = newest;
            }
        }
    })
    .await;
}

/// The checker finds two holders.
#[tokio::test]
async fn two_holders_are_found() {
    let model = Model {
        holder: None,
        newest: BEGIN,
    };
    let history = History::new(model);
    for by in [1, 2] {
        let reply = std::future::ready(Reply::Token(BEGIN + by));
        history.client().call(Op::Acquire(by), reply).await;
    }
    assert!(!history.is_linearizable());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_gets_it_and_tokens_grow_in_the_order_of_the_holders() {
    let server = Server::start();
    let got = at_once(&server, 64, |number, mut con| async move {
        let lock = Lock::new("first").unwrap();
        let said = acquire_async(&mut con, &lock, &holder(number), hour()).await;
        said.unwrap().token().is_some()
    })
    .await;
    assert_eq!(got.iter().filter(|got| **got).count(), 1);

    at_once(&server, 16, |_, mut con| async move {
        let (lock, me) = (Lock::new("many").unwrap(), Holder::unique());
        for _ in 0..5 {
            let token = loop {
                let said = acquire_async(&mut con, &lock, &me, hour()).await;
                if let Some(token) = said.unwrap().token() {
                    break token;
                }
            };
            let () = con.rpush("tokens", token.get()).await.unwrap();
            assert!(release_async(&mut con, &lock, &me).await.unwrap());
        }
    })
    .await;
    let tokens: Vec<u64> = server
        .connect()
        .await
        .lrange("tokens", 0, -1)
        .await
        .unwrap();
    assert_eq!(tokens.len(), 80);
    assert!(tokens.is_sorted_by(|one, next| one < next), "{tokens:?}");
}
