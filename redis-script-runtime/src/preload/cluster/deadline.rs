//! Joins futures and limits their time, independent of the async runtime.

use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::task::{Poll, Waker};
use core::time::Duration;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The results of all, in their order.
pub(super) async fn join<F: Future>(mut futures: Vec<Pin<Box<F>>>) -> Vec<F::Output> {
    let mut results: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (future, result) in futures.iter_mut().zip(&mut results) {
            if result.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *result = Some(ready);
            }
        }
        if results.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    results.into_iter().flatten().collect()
}

/// The result, or `None` after the time limit. A thread measures the time, and ends with the future.
pub(super) async fn within<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut alarm = None;
    poll_fn(|context| {
        if let Poll::Ready(ready) = future.as_mut().poll(context) {
            return Poll::Ready(Some(ready));
        }
        let alarm = alarm.get_or_insert_with(|| Alarm::set(limit, context.waker().clone()));
        if alarm.has_rung(context.waker()) {
            Poll::Ready(None)
        } else {
            Poll::Pending
        }
    })
    .await
}

/// Wakes once the time is up.
struct Alarm {
    state: Arc<Mutex<AlarmState>>,
    /// Disconnects when the future is dropped, which ends the thread.
    _cancelled: mpsc::Sender<()>,
}

struct AlarmState {
    rung: bool,
    waker: Waker,
}

impl Alarm {
    fn set(limit: Duration, waker: Waker) -> Self {
        let (cancelled, ended) = mpsc::channel();
        let rung = false;
        let state = Arc::new(Mutex::new(AlarmState { rung, waker }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            if ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                let mut state = lock(&shared);
                state.rung = true;
                state.waker.wake_by_ref();
            }
        });
        Self {
            state,
            _cancelled: cancelled,
        }
    }

    fn has_rung(&self, waker: &Waker) -> bool {
        let mut state = lock(&self.state);
        state.waker.clone_from(waker);
        state.rung
    }
}

fn lock(state: &Mutex<AlarmState>) -> MutexGuard<'_, AlarmState> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
