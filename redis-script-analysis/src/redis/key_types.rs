//! The types of values, and the commands that ask for one of them.

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyType {
    /// Text, a number, bits, a `HyperLogLog`.
    String,
    /// A list.
    List,
    /// A set.
    Set,
    /// A sorted set, also of places.
    SortedSet,
    /// A hash.
    Hash,
    /// A stream.
    Stream,
    /// An array, which Redis 8.8 brought.
    Array,
}

const ARRAY: &[&str] = &[
    "ARCOUNT",
    "ARDEL",
    "ARDELRANGE",
    "ARGET",
    "ARGETRANGE",
    "ARGREP",
    "ARINFO",
    "ARINSERT",
    "ARLASTITEMS",
    "ARLEN",
    "ARMGET",
    "ARMSET",
    "ARNEXT",
    "AROP",
    "ARRING",
    "ARSCAN",
    "ARSEEK",
    "ARSET",
];
const STRING: &[&str] = &[
    "APPEND",
    "BITCOUNT",
    "BITFIELD",
    "BITFIELD_RO",
    "BITPOS",
    "DECR",
    "DECRBY",
    "DIGEST",
    "GET",
    "GETBIT",
    "GETDEL",
    "GETEX",
    "GETRANGE",
    "GETSET",
    "INCR",
    "INCRBY",
    "INCRBYFLOAT",
    "INCREX",
    "PFADD",
    "PSETEX",
    "SET",
    "SETBIT",
    "SETEX",
    "SETNX",
    "SETRANGE",
    "STRLEN",
    "SUBSTR",
];
const LIST: &[&str] = &[
    "LINDEX",
    "LINSERT",
    "LLEN",
    "LMOVE",
    "LMOVEM",
    "LPOP",
    "LPOS",
    "LPUSH",
    "LPUSHX",
    "LRANGE",
    "LREM",
    "LSET",
    "LTRIM",
    "RPOP",
    "RPOPLPUSH",
    "RPUSH",
    "RPUSHX",
];
const SET: &[&str] = &[
    "SADD",
    "SCARD",
    "SISMEMBER",
    "SMEMBERS",
    "SMISMEMBER",
    "SMOVE",
    "SPOP",
    "SRANDMEMBER",
    "SREM",
    "SSCAN",
];
const SORTED_SET: &[&str] = &[
    "GEOADD",
    "GEODIST",
    "GEOHASH",
    "GEOPOS",
    "GEOSEARCH",
    "ZADD",
    "ZCARD",
    "ZCOUNT",
    "ZINCRBY",
    "ZLEXCOUNT",
    "ZMSCORE",
    "ZPOPMAX",
    "ZPOPMIN",
    "ZRANDMEMBER",
    "ZRANGE",
    "ZRANGEBYLEX",
    "ZRANGEBYSCORE",
    "ZRANK",
    "ZREM",
    "ZREMRANGEBYLEX",
    "ZREMRANGEBYRANK",
    "ZREMRANGEBYSCORE",
    "ZREVRANGE",
    "ZREVRANGEBYLEX",
    "ZREVRANGEBYSCORE",
    "ZREVRANK",
    "ZSCAN",
    "ZSCORE",
];
const STREAM: &[&str] = &[
    "XACK",
    "XADD",
    "XAUTOCLAIM",
    "XCFGSET",
    "XCLAIM",
    "XDEL",
    "XIDMPRECORD",
    "XLEN",
    "XNACK",
    "XPENDING",
    "XRANGE",
    "XREVRANGE",
    "XTRIM",
];

impl KeyType {
    /// The type that a command, in upper case, asks of all its keys; on another it raises WRONGTYPE, or, as SET does, it
    /// puts its own in the place. `None` where it takes any, or that is not known.
    #[must_use]
    pub fn of(command: &str) -> Option<Self> {
        let lists = [
            (STRING, Self::String),
            (LIST, Self::List),
            (SET, Self::Set),
            (SORTED_SET, Self::SortedSet),
            (STREAM, Self::Stream),
            (ARRAY, Self::Array),
        ];
        let found = lists
            .into_iter()
            .find(|(commands, _)| commands.contains(&command));
        match found {
            Some((_, kind)) => Some(kind),
            // All others that begin so are of hashes.
            None if command.starts_with('H') && !matches!(command, "HELLO" | "HOTKEYS") => {
                Some(Self::Hash)
            }
            None => None,
        }
    }

    /// With its article.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::List => "a list",
            Self::Set => "a set",
            Self::SortedSet => "a sorted set",
            Self::Hash => "a hash",
            Self::Stream => "a stream",
            Self::Array => "an array",
        }
    }
}
