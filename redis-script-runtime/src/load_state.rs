//! What a script remembers from call to call, in a static beside it.
//!
//! A connection has no identity, so this is kept per script: it is a guess about servers, on which only the number of
//! round trips depends, never whether a call runs.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How the loads of a script go, and what servers have told about it.
#[derive(Debug, Default)]
pub struct LoadState {
    /// Loads that were begun and have not ended.
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

    /// To be asked before a call is sent.
    #[inline]
    pub(crate) fn epoch(&self) -> Epoch {
        Epoch(self.completed.load(Ordering::Relaxed))
    }

    /// How many loads were completed so far.
    pub(crate) fn loads(&self) -> u32 {
        self.completed.load(Ordering::Relaxed)
    }

    /// For a call that a server did not know: the load, if it is this call's to make. `None` if another one is on its
    /// way, or has arrived since the call was sent: the text need not be sent twice.
    pub(crate) fn try_lead(&self, epoch: Epoch) -> Option<Load<'_>> {
        self.in_flight
            .compare_exchange(0, 1, Ordering::Acquire, Ordering::Relaxed)
            .ok()?;
        let load = Load { state: self };
        (self.completed.load(Ordering::Acquire) == epoch.0).then_some(load)
    }

    /// A load beside whatever others there are.
    pub(crate) fn load(&self) -> Load<'_> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        Load { state: self }
    }

    /// Whether calls are to be sent by `EVALSHA_RO`, where the script is one for it.
    #[inline]
    pub(crate) fn knows_evalsha_ro(&self) -> bool {
        !self.without_evalsha_ro.load(Ordering::Relaxed)
    }

    /// From now on calls are sent by EVALSHA.
    pub(crate) fn forget_evalsha_ro(&self) {
        self.without_evalsha_ro.store(true, Ordering::Relaxed);
    }
}

/// A load on its way. A call that is cancelled drops it: nobody waits for it.
#[derive(Debug)]
pub(crate) struct Load<'a> {
    state: &'a LoadState,
}

impl Load<'_> {
    /// A server has confirmed it.
    pub(crate) fn complete(self) {
        // Before the drop, so that there is no moment at which the load seems neither on its way nor done.
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
        // Sent before the load, refused after it.
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
