//! Changes that depend on a version.

use redis::{FromRedisValue, ParsingError, Value};

use crate::ScriptArg;
use crate::scripts::{Expiry, InvalidArgument, checks};

/// The version of a hash, in its field `version`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(u64);

impl Version {
    /// That of a hash without the field, and of one that does not exist.
    pub const NONE: Self = Self(0);

    /// A version that a read of the field gave.
    ///
    /// # Errors
    /// If it is above 2^53 - 1: the script would not count one by one.
    pub const fn new(version: u64) -> Result<Self, InvalidArgument> {
        if version > checks::MAX_EXACT {
            return Err(InvalidArgument::new("version", "at most 2^53 - 1"));
        }
        Ok(Self(version))
    }

    /// As a number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl FromRedisValue for Version {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let version = redis::from_redis_value(reply)?;
        Self::new(version).map_err(|invalid| invalid.to_string().into())
    }
}

/// What became of a change that depends on the version.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VersionSwap {
    /// It was made, and this is the new version.
    Done(Version),
    /// It was not, since the hash has another version.
    Holds {
        /// This one.
        version: Version,
        /// What the fields hold that were to be written, in the order of the call; `None` for those that do not exist.
        fields: Vec<Option<Vec<u8>>>,
    },
}

/// The script replies with the new version, or with an array of the version and the fields.
impl FromRedisValue for VersionSwap {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let Value::Array(mut current) = reply else {
            return redis::from_redis_value(reply).map(Self::Done);
        };
        if current.is_empty() {
            return Err("a version and fields were expected".into());
        }
        let fields = current.split_off(1);
        let (version,) = redis::from_redis_value(Value::Array(current))?;
        let fields = redis::from_redis_value(Value::Array(fields))?;
        Ok(Self::Holds { version, fields })
    }
}

mod script {
    use super::{ScriptArg, VersionSwap};
    use crate::redis_script;

    #[redis_script("compare_and_set/compare_and_set_version.lua", keys = 1, cluster)]
    pub(super) fn compare_and_set_version<F: ScriptArg, V: ScriptArg>(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        version: u64,
        expiry: i64,
        fields: &[(F, V)],
    ) -> crate::Result<VersionSwap>;
}

functions! {
    /// Writes fields of a hash if its version is `expected`, and gives it the next version.
    ///
    /// The version is the hash's field `version`, which [`Version::NONE`] says is not there: for a new hash, and for one that has
    /// had no versions. Fields that are not named stay. If the version is another one, the reply says which, and what the named
    /// fields hold. In `fields`, the field `version` itself has no effect.
    compare_and_set_version, compare_and_set_version_async(
        key: impl ScriptArg, expected: Version, fields: &[(impl ScriptArg, impl ScriptArg)], expiry: Expiry
    ) -> VersionSwap
        = compare_and_set_version(key, expected.0, expiry.entry(), fields);
}
