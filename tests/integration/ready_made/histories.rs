//! Histories of concurrent calls, checked for linearizability: there must be an order of all calls, true to the times at which they
//! were sent and answered, in which a model that runs them one after another gives the same replies.
//!
//! The checker is stateright's. Of the checkers on crates.io for histories of real runs, it is the one that is maintained, and it
//! knows calls whose reply never came. todc-utils has no dependencies and remembers what it has tried, but has not changed since 2023
//! and needs a reply for each call; lincheck runs its subject inside of loom, which cannot be a server. Stateright
//! forgets what it has tried, so that it may take for ever to refuse a history of 25 calls. So histories have a dozen, and there are many.

use std::cell::RefCell;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use stateright::semantics::{ConsistencyTester, LinearizabilityTester, SequentialSpec};
use tokio::task::LocalSet;

use crate::support::Server;

/// A model whose calls and replies can be recorded.
pub(super) trait Model:
    SequentialSpec<Op: Clone + Debug, Ret: Clone + Debug + PartialEq> + Clone + 'static
{
}

impl<S> Model for S where
    S: SequentialSpec<Op: Clone + Debug, Ret: Clone + Debug + PartialEq> + Clone + 'static
{
}

/// The calls of several clients and their replies, in the order in which they were sent and came.
pub(super) struct History<S: Model>(Rc<RefCell<Recorded<S>>>);

struct Recorded<S: Model> {
    tester: LinearizabilityTester<usize, S>,
    events: Vec<String>,
    clients: usize,
}

impl<S: Model> History<S> {
    /// A history that begins in the state of the model.
    pub(super) fn new(model: S) -> Self {
        Self(Rc::new(RefCell::new(Recorded {
            tester: LinearizabilityTester::new(model),
            events: Vec::new(),
            clients: 0,
        })))
    }

    /// A client of the history, which makes one call at a time.
    pub(super) fn client(&self) -> Client<S> {
        let number = self.0.borrow_mut().new_client();
        Client {
            recorded: Rc::clone(&self.0),
            number,
        }
    }

    /// Whether there is such an order.
    pub(super) fn is_linearizable(&self) -> bool {
        self.0.borrow_mut().tester.is_consistent()
    }

    /// Fails with the events of the history if there is none.
    pub(super) fn check(&self) {
        let is_linearizable = self.is_linearizable();
        let events = self.0.borrow_mut().events.join("\n");
        assert!(is_linearizable, "not linearizable:\n{events}");
    }
}

impl<S: Model> Recorded<S> {
    fn new_client(&mut self) -> usize {
        self.clients += 1;
        self.clients
    }

    fn sent(&mut self, client: usize, op: S::Op) {
        self.events.push(format!("{client} sent {op:?}"));
        self.tester.on_invoke(client, op).unwrap();
    }

    fn answered(&mut self, client: usize, reply: S::Ret) {
        self.events.push(format!("{client} got {reply:?}"));
        self.tester.on_return(client, reply).unwrap();
    }
}

/// What records the calls of a client.
pub(super) struct Client<S: Model> {
    recorded: Rc<RefCell<Recorded<S>>>,
    number: usize,
}

impl<S: Model> Client<S> {
    /// Records a call, which must not have begun before.
    pub(super) async fn call(&self, op: S::Op, call: impl Future<Output = S::Ret>) -> S::Ret {
        self.recorded.borrow_mut().sent(self.number, op);
        let reply = call.await;
        let answer = reply.clone();
        self.recorded.borrow_mut().answered(self.number, answer);
        reply
    }

    /// Sends a call, and does not wait for its reply: it may have run, or run later, or never.
    pub(super) async fn lose(&mut self, op: S::Op, call: impl Future<Output = S::Ret>) {
        self.recorded.borrow_mut().sent(self.number, op);
        let given_up = tokio::time::timeout(Duration::ZERO, call).await;
        let mut recorded = self.recorded.borrow_mut();
        match given_up {
            Ok(reply) => recorded.answered(self.number, reply),
            // This client waits for ever.
            Err(_) => self.number = recorded.new_client(),
        }
    }
}

/// How many histories there are, and how many clients each has.
const ROUNDS: u64 = 300;
const CLIENTS: u64 = 4;

/// How many calls each client makes.
pub(super) const CALLS: u64 = 3;

/// Where in the histories something happens.
#[derive(Clone, Copy, Hash)]
pub(super) struct Place {
    pub(super) round: u64,
    pub(super) client: u64,
}

/// Records and checks many histories, each of several clients at the same time on connections of their own.
pub(super) async fn in_rounds<S, F>(server: &Server, model: &S, run: F)
where
    S: Model,
    F: AsyncFn(Place, &mut Client<S>, &mut MultiplexedConnection) + 'static,
{
    let run = Rc::new(run);
    let mut connections = Vec::new();
    for _ in 0..CLIENTS {
        connections.push(server.connect().await);
    }
    for round in 0..ROUNDS {
        let history = History::new(model.clone());
        let tasks = LocalSet::new();
        for (client, con) in (0..CLIENTS).zip(&connections) {
            let place = Place { round, client };
            let (run, mut client, mut con) = (Rc::clone(&run), history.client(), con.clone());
            tasks.spawn_local(async move { run(place, &mut client, &mut con).await });
        }
        tasks.await;
        history.check();
    }
}

/// A number below `below` that is always the same for the same `place`, and looks like chance.
pub(super) fn choose(place: impl Hash, below: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    place.hash(&mut hasher);
    hasher.finish() % below
}
