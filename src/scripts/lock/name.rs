//! What a lock is called.

use crate::scripts::{InvalidArgument, checks};

/// A lock by its name, which gives it two keys in one slot of a cluster.
///
/// The lock `orders` has the keys `{orders}:lock` and `{orders}:fence`. A name with a hash tag of its own keeps it: `{user:7}:report`
/// has `{user:7}:report:lock` and `{user:7}:report:fence`. So the lock is in the slot of all keys with that tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lock {
    key: String,
    fence: String,
}

impl Lock {
    /// The lock of this name.
    ///
    /// # Errors
    /// If the name is empty, or begins with `}`, with which there is no hash tag.
    pub fn new(name: &str) -> Result<Self, InvalidArgument> {
        let tagged = checks::hash_tagged(name)?;
        Ok(Self {
            key: format!("{tagged}:lock"),
            fence: format!("{tagged}:fence"),
        })
    }

    /// The key that holds the holder, and expires when the lock is over.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key that holds the newest token, and never expires.
    #[must_use]
    pub fn fence(&self) -> &str {
        &self.fence
    }
}
