//! Things that copies share, and of which most are never changed.

use std::ops::Deref;
use std::rc::Rc;

/// Something that copies share until one of them changes it. One that was never changed takes no memory.
pub(crate) struct Shared<T>(Option<Rc<T>>);

/// What has a value that all share which were never changed.
pub(crate) trait Empty: Clone + 'static {
    fn empty() -> &'static Self;
}

impl<T> Shared<T> {
    pub(crate) const EMPTY: Self = Self(None);

    pub(crate) fn new(value: T) -> Self {
        Self(Some(Rc::new(value)))
    }

    /// Whether both are one, or none of both was ever changed.
    pub(crate) fn shares(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(ours), Some(theirs)) => Rc::ptr_eq(ours, theirs),
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        }
    }

    /// Whether it was never changed.
    pub(crate) fn is_untouched(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Empty> Shared<T> {
    /// The thing itself, to be changed; copies keep what they have.
    pub(crate) fn to_mut(&mut self) -> &mut T {
        Rc::make_mut(match &mut self.0 {
            Some(value) => value,
            untouched => untouched.insert(Rc::new(T::empty().clone())),
        })
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Empty> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(value) => value,
            None => T::empty(),
        }
    }
}
