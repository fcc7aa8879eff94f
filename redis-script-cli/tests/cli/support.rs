//! Scripts of the tests.

pub(crate) use super::folder::Folder;

/// Something is wrong with the command.
pub(crate) const TYPO: &str = "return redis.call('HGTALL', KEYS[1])\n";
/// Nothing is wrong.
pub(crate) const CLEAN: &str = "return redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])\n";
/// A warning.
pub(crate) const DOUBTFUL: &str = "if redis.call('EXISTS', KEYS[1]) then return 1 end\nreturn 0\n";
