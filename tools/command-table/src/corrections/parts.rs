//! Parts of the documented grammars, and what to write in their place.

use super::Part;

/// What holds on servers whose names begin so, and on no others.
pub(super) fn only_on(server: &str) -> impl Iterator<Item = &'static Part> {
    let lists = ONLY_ON.iter();
    lists
        .filter(move |(names, _)| names.iter().any(|name| server.starts_with(name)))
        .flat_map(|(_, parts)| parts.iter())
}

const ONLY_ON: &[(&[&str], &[Part])] = &[
    // Later ones take BLOCK from a script, where it does not block.
    (
        &["redis-5.", "redis-6.", "redis-7.0.", "redis-7.2."],
        &[(&["xread", "xreadgroup"], "[ 'BLOCK milliseconds:i ] ", "")],
    ),
    (&["redis-5.", "redis-6."], BEFORE_7),
    (
        &["redis-7.4.", "redis-8.2."],
        &[
            (HASH_EXPIRES, "(& [ < 'NX", "[ < 'NX"),
            (HASH_EXPIRES, "{ field:s } ) ) &)", "{ field:s } ) )"),
        ],
    ),
    // Only NX with another and GT with LT are refused.
    (
        &["valkey-"],
        &[
            (
                HASH_EXPIRES,
                "(& [ < 'NX | 'XX | 'GT | 'LT > ]",
                "< (& [ 'NX ] &) | (& [ 'XX ] [ < 'GT | 'LT > ] &) >",
            ),
            (HASH_EXPIRES, "{ field:s } ) ) &)", "{ field:s } ) )"),
        ],
    ),
    // It does not look at the word.
    (
        &["valkey-9.0."],
        &[(HASH_TIMES, "( 'FIELDS (", "( ignored:s (")],
    ),
];

/// What 7.0 brought without saying so at the argument.
const BEFORE_7: &[Part] = &[
    (&["xgroup create"], " [ 'ENTRIESREAD entries_read:i ]", ""),
    (
        &["xgroup setid"],
        " (& [ 'ENTRIESREAD entries_read:i ] &)",
        "",
    ),
    (&["xadd"], "id:e", "< '* | id:y >"),
    (GEO, "< 'M | 'KM | 'FT | 'MI >", "unit:l"),
    (&["geodist"], "< 'M | 'KM | 'FT | 'MI >", "unit:l"),
    (&["geodist"], "(& [ unit:l ] &)", "[ unit:l ]"),
];

const HASH_TIMES: &[&str] = &["httl", "hpttl", "hpersist", "hexpiretime", "hpexpiretime"];

const EXPIRES: &[&str] = &["expire", "pexpire", "expireat", "pexpireat"];
const WITH_TTL: &[&str] = &["set", "getex", "setex", "psetex", "msetex"];
const MOVES: &[&str] = &["lmovem", "blmovem"];
const READS: &[&str] = &["xread", "xreadgroup"];
const HASH_EXPIRES: &[&str] = &["hexpire", "hpexpire", "hexpireat", "hpexpireat"];
const BY_SCORE: &[&str] = &[
    "zcount",
    "zrangebyscore",
    "zrevrangebyscore",
    "zremrangebyscore",
];
const BY_MEMBER: &[&str] = &[
    "zlexcount",
    "zrangebylex",
    "zrevrangebylex",
    "zremrangebylex",
];
const UNIONS: &[&str] = &["zunion", "zinter", "zunionstore", "zinterstore"];
const GEO: &[&str] = &[
    "georadius",
    "georadius_ro",
    "georadiusbymember",
    "georadiusbymember_ro",
    "geosearch",
    "geosearchstore",
];
const SCANS: &[&str] = &["scan", "sscan", "hscan", "zscan"];
const POPS: &[&str] = &["lmpop", "blmpop", "zmpop", "bzmpop"];
const BITFIELDS: &[&str] = &["bitfield", "bitfield_ro"];
const GROUPS: &[&str] = &["xgroup create", "xgroup setid"];
const ARRAYS: &[&str] = &[
    "ardel",
    "ardelrange",
    "arget",
    "argetrange",
    "armget",
    "armset",
    "arop",
    "arscan",
    "arseek",
    "arset",
];
const RESTORES: &[&str] = &["restore", "restore-asking"];

pub(super) const EVERYWHERE: &[Part] = &[
    (&["xclaim"], "{ id:s }", "[ { id:s } ]"),
    // Of the pairs of these, only NX with another and GT with LT are refused.
    (
        EXPIRES,
        "(& [ < 'NX | 'XX | 'GT | 'LT > ] &)",
        "< (& 'NX &) | (& [ 'XX ] [ < 'GT | 'LT > ] &) >",
    ),
    (WITH_TTL, "seconds:i", "seconds:1.."),
    (BY_SCORE, ":d", ":b"),
    (BY_MEMBER, ":s", ":m"),
    (&["zincrby"], "increment:i", "increment:d"),
    (UNIONS, "{ weight:i }", "{= weight:d =}"),
    // The last one counts.
    (GEO, "[ < 'ASC | 'DESC > ]", "[ 'ASC ] [ 'DESC ]"),
    (
        &["sort", "sort_ro"],
        "[ < 'ASC | 'DESC > ]",
        "[ 'ASC ] [ 'DESC ]",
    ),
    (
        GEO,
        "[ 'STORE key:k ] [ 'STOREDIST key:k ]",
        "[ < ( 'STORE storekey:k ) | ( 'STOREDIST storedistkey:k ) > ]",
    ),
    (SCANS, "cursor:i", "cursor:c"),
    (SCANS, "count:i", "count:1.."),
    (POPS, "count:i", "count:1.."),
    (&["lpop", "rpop", "spop"], "count:i", "count:0.."),
    (&["lpos"], "num-matches:i", "num-matches:0.."),
    (&["lpos"], "len:i", "len:0.."),
    (
        &["sintercard", "zintercard", "sunioncard", "sdiffcard"],
        "limit:i",
        "limit:0..",
    ),
    (
        &["geohash", "geopos"],
        "key:k { member:s }",
        "key:k [ { member:s } ]",
    ),
    (
        &["pfmerge"],
        "destkey:k { sourcekey:k }",
        "destkey:k [ { sourcekey:k } ]",
    ),
    (BITFIELDS, "encoding:s offset:i", "encoding:t offset:o"),
    (&["bitop"], "operation:s", "< 'AND | 'OR | 'XOR | 'NOT >"),
    (&["bitop"], " | 'NOT", ""),
    (
        &["bitop"],
        "< 'AND",
        "< ( 'NOT destkey:k key:k ) | ( < 'AND",
    ),
    (&["bitop"], "{ key:k }", "{ key:k } ) >"),
    (&["bitpos"], "bit:i", "bit:0..1"),
    (&["setbit"], "value:i", "value:0..1"),
    (&["setbit", "getbit", "setrange"], "offset:i", "offset:0.."),
    (&["copy"], "destination-db:i", "destination-db:0.."),
    (&["memory usage"], "count:i", "count:0.."),
    (RESTORES, "ttl:i", "ttl:0.."),
    (
        RESTORES,
        "[ 'IDLETIME seconds:i ] [ 'FREQ frequency:i ]",
        "[ < ( 'IDLETIME seconds:0.. ) | ( 'FREQ frequency:0..255 ) > ]",
    ),
    (
        &["zrange"],
        "start:s stop:s (& [ 'WITHSCORES ] &)",
        "start:i stop:i (& [ 'WITHSCORES ] &)",
    ),
    // What follows the consumer is ignored.
    (
        &["xpending"],
        "[ consumer:s ]",
        "[ consumer:s [ { ignored:s } ] ]",
    ),
    (&["xpending"], "start:s end:s", "start:x end:x"),
    (&["xrange", "xrevrange"], "start:s", "start:x"),
    (&["xrange", "xrevrange"], "end:s", "end:x"),
    (
        &["xack", "xdel", "xclaim", "xackdel", "xdelex", "xnack"],
        "id:s",
        "id:y",
    ),
    (
        &["xclaim", "xautoclaim"],
        "min-idle-time:s",
        "min-idle-time:i",
    ),
    (&["xautoclaim"], "start:s", "start:x"),
    (&["xautoclaim"], "count:i", "count:1.."),
    (GROUPS, "id:s", "id:x"),
    (&["xsetid"], "id:s", "id:x"),
    (
        &["xread", "xreadgroup"],
        " ( 'STREAMS ( { key:k } { id:s } ) ) &)",
        " &) 'STREAMS { ( key:k id:s ) }",
    ),
    (READS, "maxcount:i", "maxcount:1.."),
    (READS, "maxsize:i", "maxsize:1.."),
    (&["xidmprecord"], "stream-id:s", "stream-id:y"),
    // Once, and nothing behind it.
    (&["delex"], "(& [ <", "[ <"),
    (&["delex"], "> ] &)", "> ]"),
    (MOVES, "(& [ (", "[ ("),
    (MOVES, ") ] &)", ") ]"),
    (MOVES, "count:i", "count:1.."),
    (MOVES, "exactly:i", "exactly:1.."),
    (ARRAYS, "index:i", "index:u"),
    (ARRAYS, "start:i", "start:u"),
    (ARRAYS, "end:i", "end:u"),
    (
        &["argrep"],
        "start:s end:s",
        "< '- | '+ | start:u > < '- | '+ | end:u >",
    ),
    (&["argrep"], "limit:i", "limit:1.."),
    (
        &["arscan"],
        "(& [ 'LIMIT limit:i ] &)",
        "[ 'LIMIT limit:1.. ]",
    ),
    (&["arinfo"], "(& [ 'FULL ] &)", "[ 'FULL ]"),
    (&["arring"], "size:i", "size:1.."),
    // With none to return, it does not look at what follows.
    (
        &["arlastitems"],
        "count:i (& [ 'REV ] &)",
        "< ( count:i [ 'REV ] ) | ( count:-9223372036854775808..0 { ignored:s } ) >",
    ),
];
