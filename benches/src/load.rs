//! Calls in flight.

use std::future::Future;

use tokio::task::JoinSet;

use crate::Outcome;
use crate::contender::{Contender, Request};
use crate::server::Place;

/// Keeps a number of calls in flight.
pub trait Load: Sized {
    /// Connects.
    fn connect(place: &Place, in_flight: usize) -> impl Future<Output = Outcome<Self>>;

    /// Makes so many calls, or a few more: each in flight makes equally many.
    fn run(&mut self, calls: usize) -> impl Future<Output = Outcome>;
}

/// A task for each call in flight, which all share one connection.
pub struct Tasks<C> {
    con: C,
    in_flight: usize,
}

impl<C: Contender> Load for Tasks<C> {
    async fn connect(place: &Place, in_flight: usize) -> Outcome<Self> {
        let con = C::connect(place).await?;
        Ok(Self { con, in_flight })
    }

    async fn run(&mut self, calls: usize) -> Outcome {
        let each = calls.div_ceil(self.in_flight);
        let mut tasks = JoinSet::new();
        for _ in 0..self.in_flight {
            tasks.spawn(one_by_one(self.con.clone(), each));
        }
        while let Some(task) = tasks.join_next().await {
            task??;
        }
        Ok(())
    }
}

async fn one_by_one<C: Contender>(mut con: C, calls: usize) -> Outcome {
    for _ in 0..calls {
        if !con.call(&Request::UNLIMITED).await? {
            return Err("the call was refused".into());
        }
    }
    Ok(())
}
