//! What is remembered of a script from call to call, in a static.
//!
//! A connection has no identity, so this is kept per script. It is a guess about servers, which affects only the number of round
//! trips, never whether a call runs.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The loads of a script, and what servers have replied about it.
#[derive(Debug, Default)]
pub struct LoadState {
    /// Loads that have started and not finished.
    in_flight: AtomicU32,
    /// Loads that a server has confirmed.
    completed: AtomicU32,
    /// Whether a server does not know `EVALSHA_RO`.
    without_evalsha_ro: AtomicBool,
}

/// How many loads were completed before a call was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Epoch(u32);

impl LoadState {
    /// Of a script that was never called.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            in_flight: AtomicU32::new(0),
            completed: AtomicU32::new(0),
            without_evalsha_ro: AtomicBool::new(false),
        }
    }

    /// Read before a call is sent.
    #[inline]
    pub(crate) fn epoch(&self) -> Epoch {
        Epoch(self.completed.load(Ordering::Relaxed))
    }

    /// How many loads were completed so far.
    pub(crate) fn loads(&self) -> u32 {
        self.completed.load(Ordering::Relaxed)
    }

    /// For a call whose script a server did not know: the load, if this call should make it. `None` if another call is loading
    /// the script, or has loaded it since this call was sent: the source need not be sent twice.
    pub(crate) fn try_lead(&self, epoch: Epoch) -> Option<Load<'_>> {
        self.in_flight
            .compare_exchange(0, 1, Ordering::Acquire, Ordering::Relaxed)
            .ok()?;
        let load = Load { state: self };
        (self.completed.load(Ordering::Acquire) == epoch.0).then_some(load)
    }

    /// A load, even if there are others.
    pub(crate) fn load(&self) -> Load<'_> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        Load { state: self }
    }

    /// Whether scripts that only read can be called by `EVALSHA_RO`.
    #[inline]
    pub(crate) fn knows_evalsha_ro(&self) -> bool {
        !self.without_evalsha_ro.load(Ordering::Relaxed)
    }

    /// From now on, calls use EVALSHA.
    pub(crate) fn forget_evalsha_ro(&self) {
        self.without_evalsha_ro.store(true, Ordering::Relaxed);
    }
}

/// A load that is being made. A call that is cancelled drops it; no other call waits for it.
#[derive(Debug)]
pub(crate) struct Load<'a> {
    state: &'a LoadState,
}

impl Load<'_> {
    /// A server has confirmed it.
    pub(crate) fn complete(self) {
        // Before the drop, so that at every moment the load counts as being made or as done.
        self.state.completed.fetch_add(1, Ordering::Release);
    }
}

impl Drop for Load<'_> {
    fn drop(&mut self) {
        self.state.in_flight.fetch_sub(1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_leads_and_the_others_follow() {
        let state = LoadState::new();
        let epoch = state.epoch();
        let leader = state.try_lead(epoch);
        assert!(leader.is_some());
        assert!(state.try_lead(epoch).is_none());
        let _: Option<()> = leader.map(Load::complete);
        // Sent before the load, rejected after it.
        assert!(state.try_lead(epoch).is_none());
        // Sent after it: the server has forgotten the script again.
        assert!(state.try_lead(state.epoch()).is_some());
    }

    #[test]
    fn a_cancelled_leader_leaves_the_lead_to_others() {
        let state = LoadState::new();
        let epoch = state.epoch();
        drop(state.try_lead(epoch));
        assert!(state.try_lead(epoch).is_some());
        assert_eq!(state.loads(), 0);
    }

    #[test]
    fn a_load_beside_others_keeps_them_following() {
        let state = LoadState::new();
        let epoch = state.epoch();
        let (one, other) = (state.try_lead(epoch), state.load());
        drop(one);
        assert!(state.try_lead(epoch).is_none());
        drop(other);
        assert!(state.try_lead(epoch).is_some());
    }
}
