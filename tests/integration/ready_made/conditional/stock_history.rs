//! Callers of a stock at the same time: what they are told fits one order of their calls.

use redis::Cmd;
use redis_script::scripts::conditional::take_from_stock_async;
use stateright::semantics::SequentialSpec;

use super::stock::each;
use crate::ready_made::histories::{choose, in_rounds};
use crate::support::Server;

/// A stock of two items.
#[derive(Clone, Debug)]
struct Stock([u64; 2]);

#[derive(Clone, Debug)]
enum Change {
    Take([u32; 2]),
    PutBack(usize, u32),
}

/// What is left of each item and what is missing, or what there is of one.
#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Taken(Vec<(u64, u64)>),
    Holds(u64),
}

impl SequentialSpec for Stock {
    type Op = Change;
    type Ret = Answer;

    fn invoke(&mut self, change: &Change) -> Answer {
        match *change {
            Change::PutBack(item, count) => {
                self.0[item] += u64::from(count);
                Answer::Holds(self.0[item])
            }
            Change::Take(wanted) => {
                let wanted = wanted.map(u64::from);
                let missing = [0, 1].map(|item| wanted[item].saturating_sub(self.0[item]));
                if missing == [0, 0] {
                    self.0 = [0, 1].map(|item| self.0[item] - wanted[item]);
                }
                Answer::Taken(self.0.into_iter().zip(missing).collect())
            }
        }
    }
}

#[tokio::test]
async fn histories_of_a_stock_are_linearizable() {
    let server = Server::start();
    in_rounds(&server, &Stock([0, 0]), async |place, client, con| {
        let keys = ["a", "b"].map(|name| format!("{{{}}}:{name}", place.round));
        for step in 0..5 {
            let pick =
                |what, below| -> u32 { choose((place, step, what), below).try_into().unwrap() };
            let change = match pick("change", 2) {
                0 => Change::PutBack(pick("item", 2).try_into().unwrap(), pick("count", 3)),
                _ => Change::Take([pick("a", 3), pick("b", 3)]),
            };
            let answer = async {
                match change {
                    Change::PutBack(item, count) => {
                        let put_back = Cmd::incr(&keys[item], count);
                        Answer::Holds(put_back.query_async(con).await.unwrap())
                    }
                    Change::Take([a, b]) => {
                        let items = [(&keys[0], a), (&keys[1], b)];
                        let said = take_from_stock_async(con, &items).await.unwrap();
                        Answer::Taken(each(&said))
                    }
                }
            };
            if pick("lose", 6) == 0 {
                client.lose(change.clone(), answer).await;
            } else {
                client.call(change.clone(), answer).await;
            }
        }
    })
    .await;
}
