//! The commands that scripts call.
//!
//! `K` stands for a key, `F` for a field or a member, `V` for any text, `N` for a number; the rest is constant.

/// Commands of one kind by what Lua gets; `;` stands between them.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    pub(super) numbers: &'static str,
    /// A string, or false.
    pub(super) texts: &'static str,
    pub(super) lists: &'static str,
    pub(super) others: &'static str,
}

pub(super) const STRINGS: Rows = Rows {
    numbers: "STRLEN K; GETBIT K 7; BITCOUNT K; SETNX K V; INCR K; INCRBY K N; DECR K; APPEND K V; \
        SETRANGE K 1 V; SETBIT K 7 1",
    texts: "GET K; INCRBYFLOAT K 0.5; GETSET K V",
    lists: "MGET K K",
    others: "GETRANGE K 0 1; SET K V; SETEX K 10 V; PSETEX K 1000 V; MSET K V",
};

pub(super) const HASHES: Rows = Rows {
    numbers: "HEXISTS K F; HLEN K; HSTRLEN K F; HSET K F V; HSETNX K F V; HINCRBY K F N; HDEL K F",
    texts: "HGET K F; HINCRBYFLOAT K F 1.5",
    lists: "HMGET K F F; HGETALL K; HKEYS K; HVALS K; HSCAN K 0",
    others: "HMSET K F V",
};

pub(super) const LISTS: Rows = Rows {
    numbers: "LLEN K; LPUSH K V; RPUSH K V V; LREM K 0 V; LINSERT K BEFORE a V; LPUSHX K V",
    texts: "LINDEX K 0; LPOP K; RPOP K; RPOPLPUSH K K",
    lists: "LRANGE K 0 -1",
    others: "LSET K 0 V; LTRIM K 0 1",
};

pub(super) const SETS: Rows = Rows {
    numbers: "SADD K F F; SREM K F; SCARD K; SISMEMBER K F; SUNIONSTORE K K; SMOVE K K F",
    texts: "",
    lists: "SMEMBERS K; SINTER K K; SUNION K K; SDIFF K K; SSCAN K 0",
    others: "",
};

pub(super) const SORTED_SETS: Rows = Rows {
    numbers: "ZADD K N F; ZCARD K; ZCOUNT K -inf +inf; ZREM K F; ZREMRANGEBYRANK K 0 0; ZLEXCOUNT K - +",
    texts: "ZSCORE K F; ZINCRBY K N F",
    lists: "ZRANGE K 0 -1; ZPOPMIN K; ZREVRANGE K 0 0",
    others: "ZRANK K F",
};

pub(super) const STREAMS: Rows = Rows {
    numbers: "XLEN K; XDEL K 1-1; XTRIM K MAXLEN 1",
    texts: "XADD K 2-1 F V",
    lists: "XRANGE K - +; XREAD STREAMS K 0; XREVRANGE K + - COUNT 1; XPENDING K g",
    others: "XGROUP CREATE K g 0",
};

pub(super) const ANY_KEY: Rows = Rows {
    numbers: "EXISTS K; TTL K; PTTL K; DEL K; UNLINK K; EXPIRE K 100; PERSIST K; DBSIZE; PUBLISH c V; \
        TOUCH K; EXISTS K K; PFADD K F; PFCOUNT K",
    texts: "OBJECT ENCODING K; DUMP none",
    lists: "KEYS k*; SCAN 0; SORT K ALPHA",
    others: "TYPE K; RENAME K K; PING; ECHO V",
};

pub(super) const OPTIONS: Rows = Rows {
    numbers: "ZADD K NX N F; ZADD K XX CH N F; BITCOUNT K 0 1; BITPOS K 1",
    texts: "ZADD K INCR N F; ZADD K NX INCR N F; XADD K MAXLEN 2 3-1 F V",
    lists: "ZRANGE K 0 -1 WITHSCORES; ZRANGEBYSCORE K -inf +inf WITHSCORES LIMIT 0 1; \
        ZREVRANGEBYSCORE K +inf -inf LIMIT 0 1; SCAN 0 COUNT 5; HSCAN K 0 COUNT 5; SPOP K 0; \
        SRANDMEMBER K 0; BITFIELD K GET u4 0",
    others: "SET K V NX; SET K V XX; SET K V EX 100; SET K V PX 1000 NX",
};

/// Only some of the supported servers have these, in this form.
pub(super) const NEW: Rows = Rows {
    numbers: "SINTERCARD 1 K; ZADD K GT N F; BITCOUNT K 0 1 BIT; EXPIRE K 100 NX; EXPIRETIME K; COPY K K; \
        ZRANGESTORE K K 0 -1",
    texts: "SET K V GET; SET K V NX GET; GETDEL K; GETEX K EX 10; LMOVE K K LEFT RIGHT; \
        XADD K NOMKSTREAM 4-1 F V",
    lists: "LPOP K 2; LMPOP 1 K LEFT; SMISMEMBER K F F; ZMSCORE K F F; ZRANK K F WITHSCORE; \
        LPOS K a COUNT 2; HRANDFIELD K 0; ZRANDMEMBER K 0; ZPOPMIN K 1; HEXPIRE K 10 FIELDS 1 F; \
        HTTL K FIELDS 1 F; ZDIFF 1 K; ZUNION 2 K K; XAUTOCLAIM K g c 0 0; ZMPOP 1 K MIN; \
        HGETDEL K FIELDS 1 F; SORT_RO K ALPHA; BITFIELD_RO K GET u4 0",
    others: "SET K V KEEPTTL; LPOS K a; LCS K K; OBJECT FREQ K; INCREX K",
};

/// Those of the commands above that only read.
pub(super) const READERS_BY_NAME: &[&str] = &[
    "GET",
    "STRLEN",
    "GETRANGE",
    "GETBIT",
    "BITCOUNT",
    "MGET",
    "HGET",
    "HMGET",
    "HGETALL",
    "HEXISTS",
    "HLEN",
    "HKEYS",
    "HVALS",
    "HSTRLEN",
    "HSCAN",
    "LLEN",
    "LRANGE",
    "LINDEX",
    "SCARD",
    "SISMEMBER",
    "SMEMBERS",
    "SINTER",
    "SUNION",
    "SDIFF",
    "SSCAN",
    "ZSCORE",
    "ZCARD",
    "ZCOUNT",
    "ZRANGE",
    "ZRANK",
    "ZREVRANGE",
    "ZLEXCOUNT",
    "XLEN",
    "XRANGE",
    "XREAD",
    "XREVRANGE",
    "XPENDING",
    "EXISTS",
    "TTL",
    "PTTL",
    "TYPE",
    "OBJECT",
    "DBSIZE",
    "PING",
    "ECHO",
    "KEYS",
    "SCAN",
    "TOUCH",
    "DUMP",
    "ZRANGEBYSCORE",
    "ZREVRANGEBYSCORE",
    "SRANDMEMBER",
    "BITPOS",
    "SMISMEMBER",
    "SINTERCARD",
    "ZMSCORE",
    "EXPIRETIME",
    "LPOS",
    "HRANDFIELD",
    "ZRANDMEMBER",
    "HTTL",
    "ZDIFF",
    "ZUNION",
    "SORT_RO",
    "BITFIELD_RO",
    "LCS",
];
