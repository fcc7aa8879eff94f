//! Many callers at once: what they are told fits one order of their calls.

use redis::AsyncCommands;
use redis::aio::MultiplexedConnection;
use redis_script::scripts::Expiry;
use redis_script::scripts::compare_and_set::{
    Swap, Version, VersionSwap, compare_and_set_async, compare_and_set_version_async,
    create_if_absent_async, delete_if_equal_async,
};
use stateright::semantics::SequentialSpec;

use crate::ready_made::histories::{CALLS, History, choose, in_rounds};
use crate::support::Server;

/// A key that holds one of few values, so that they often meet, or none.
#[derive(Clone, Debug)]
struct Register(Option<u64>);

#[derive(Clone, Debug)]
enum Change {
    CompareAndSet(u64, u64),
    Create(u64),
    Delete(u64),
}

impl Register {
    fn change(&mut self, expected: Option<u64>, new: Option<u64>) -> Swap {
        match self.0 {
            current if current == expected => {
                self.0 = new;
                Swap::Done
            }
            Some(value) => Swap::Holds(value.to_string().into_bytes()),
            None => Swap::Missing,
        }
    }
}

impl SequentialSpec for Register {
    type Op = Change;
    type Ret = Swap;

    fn invoke(&mut self, op: &Change) -> Swap {
        match *op {
            Change::CompareAndSet(expected, new) => self.change(Some(expected), Some(new)),
            Change::Create(value) => self.change(None, Some(value)),
            Change::Delete(expected) => self.change(Some(expected), None),
        }
    }
}

async fn change(con: &mut MultiplexedConnection, key: &str, op: &Change) -> Swap {
    let swap = match *op {
        Change::CompareAndSet(expected, new) => {
            compare_and_set_async(con, key, expected, new, Expiry::Keep).await
        }
        Change::Create(value) => create_if_absent_async(con, key, value, None).await,
        Change::Delete(expected) => delete_if_equal_async(con, key, expected).await,
    };
    swap.unwrap()
}

#[tokio::test]
async fn changes_of_a_value_are_linearizable() {
    let server = Server::start();
    in_rounds(&server, &Register(None), async |place, client, con| {
        let key = format!("k{}", place.round);
        for step in 0..CALLS {
            let pick = |what, below| choose((place, step, what), below);
            let op = match pick("op", 5) {
                0 => Change::Create(pick("new", 3)),
                1 => Change::Delete(pick("old", 3)),
                _ => Change::CompareAndSet(pick("old", 3), pick("new", 3)),
            };
            let call = change(con, &key, &op);
            if pick("lose", 6) == 0 {
                client.lose(op.clone(), call).await;
            } else {
                client.call(op.clone(), call).await;
            }
        }
    })
    .await;
}

/// The checker finds what is not atomic: here, both clients read before either writes.
#[tokio::test]
async fn a_lost_update_is_found() {
    let server = Server::start();
    let con = server.connect().await;
    let history = History::new(Register(None));
    let [first, second] = [history.client(), history.client()];
    let both_have_read = tokio::sync::Barrier::new(2);
    let create = async |value: u64| {
        let mut con = con.clone();
        let current: Option<Vec<u8>> = con.get("k").await.unwrap();
        both_have_read.wait().await;
        if let Some(current) = current {
            return Swap::Holds(current);
        }
        let () = con.set("k", value).await.unwrap();
        Swap::Done
    };
    tokio::join!(
        first.call(Change::Create(1), create(1)),
        second.call(Change::Create(2), create(2)),
    );
    assert!(!history.is_linearizable());
}

/// A hash with a version and one more field.
#[derive(Clone, Debug)]
struct Versioned {
    version: u64,
    value: Option<u64>,
}

/// To write a value if the version is the expected one.
#[derive(Clone, Debug)]
struct Write {
    expected: u64,
    value: u64,
}

impl SequentialSpec for Versioned {
    type Op = Write;
    type Ret = VersionSwap;

    fn invoke(&mut self, write: &Write) -> VersionSwap {
        if self.version != write.expected {
            let value = self.value.map(|value| value.to_string().into_bytes());
            return VersionSwap::Holds {
                version: Version::new(self.version).unwrap(),
                fields: vec![value],
            };
        }
        self.version += 1;
        self.value = Some(write.value);
        VersionSwap::Done(Version::new(self.version).unwrap())
    }
}

#[tokio::test]
async fn changes_by_version_are_linearizable() {
    let server = Server::start();
    let hash = Versioned {
        version: 0,
        value: None,
    };
    in_rounds(&server, &hash, async |place, client, con| {
        let key = format!("k{}", place.round);
        let mut seen = Version::NONE;
        for step in 0..CALLS {
            let value = choose((place, step), 10);
            let expected = seen.get();
            let write = Write { expected, value };
            let call = async {
                let fields = [("field", value)];
                let swap =
                    compare_and_set_version_async(con, &key, seen, &fields, Expiry::Keep).await;
                swap.unwrap()
            };
            if choose((place, step, "lose"), 6) == 0 {
                client.lose(write, call).await;
                continue;
            }
            seen = match client.call(write, call).await {
                VersionSwap::Done(version) | VersionSwap::Holds { version, .. } => version,
            };
        }
    })
    .await;
}
