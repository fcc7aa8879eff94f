//! Where the documented arguments are not what servers accept from scripts, as running servers show: the test `grammar`
//! of the analysis asks them.

/// The grammar to go by on a server such as `redis-7.0.15`; `None` where nothing can be said.
pub(crate) fn grammar(server: &str, name: &str, documented: &str) -> Option<String> {
    if takes_anything(name) {
        return None;
    }
    let mut text = match whole(name, documented) {
        Some(text) => text,
        None => documented.to_owned(),
    };
    let parts = PARTS.iter().chain(only_on(server));
    for (names, documented, real) in parts {
        if names.contains(&name) {
            text = text.replace(documented, real);
        }
    }
    Some(text)
}

/// Commands that ignore what they do not know, or whose words no documentation tells; those about a cluster can only
/// be asked in one.
fn takes_anything(name: &str) -> bool {
    matches!(name, "lolwut" | "pfdebug" | "migrate") || name.starts_with("cluster")
}

/// Whether XREAD takes BLOCK from a script, where it does not block.
fn blocks_in_scripts(server: &str) -> bool {
    let old = ["redis-5.", "redis-6.", "redis-7.0.", "redis-7.2."];
    !old.iter().any(|old| server.starts_with(old))
}

/// Commands, what is documented of them, and what is so.
type Part = (&'static [&'static str], &'static str, &'static str);

fn only_on(server: &str) -> &'static [Part] {
    match server {
        _ if !blocks_in_scripts(server) => NO_BLOCK,
        // It does not look at the word.
        "valkey-9.0.0" => &[(HASH_TIMES, "( 'FIELDS (", "( ignored:s (")],
        _ => &[],
    }
}

const NO_BLOCK: &[Part] = &[(&["xread", "xreadgroup"], "[ 'BLOCK milliseconds:i ] ", "")];
const HASH_TIMES: &[&str] = &["httl", "hpttl", "hpersist", "hexpiretime", "hpexpiretime"];

const EXPIRES: &[&str] = &["expire", "pexpire", "expireat", "pexpireat"];
const WITH_TTL: &[&str] = &["set", "getex", "setex", "psetex", "msetex"];
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
const RESTORES: &[&str] = &["restore", "restore-asking"];

const PARTS: &[Part] = &[
    (&["xclaim"], "{ id:s }", "[ { id:s } ]"),
    // Of the pairs of these, only NX with another and GT with LT are refused.
    (
        EXPIRES,
        "(& [ < 'NX | 'XX | 'GT | 'LT > ] &)",
        "< (& 'NX &) | (& [ 'XX ] [ < 'GT | 'LT > ] &) >",
    ),
    (
        HASH_EXPIRES,
        "[ < 'NX | 'XX | 'GT | 'LT > ]",
        "[ < 'NX | 'XX > ] [ < 'GT | 'LT > ]",
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
        "[ ( ( 'COUNT count:i ) [ 'ANY ] ) ]",
        "[ 'COUNT count:1.. ] [ 'ANY ]",
    ),
    (GEO, "[ ( ( 'COUNT count:i ) ) ]", "[ 'COUNT count:1.. ]"),
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
    (&["sintercard", "zintercard"], "limit:i", "limit:0.."),
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
        &["xack", "xdel", "xclaim", "xackdel", "xdelex"],
        "id:s",
        "id:x",
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
];

/// The grammars that are put together in another way.
fn whole(name: &str, documented: &str) -> Option<String> {
    let has = |word: &str| documented.contains(word);
    match name {
        "zadd" => Some(zadd(has("'GT"))),
        "zrange" | "zrangestore" if has("'BYSCORE") => Some(zrange(name)),
        "georadius" | "georadiusbymember" => Some(georadius(documented)),
        "xadd" if has("'LIMIT") => Some(format!(
            "key:k {} id:e {{ ( field:s value:s ) }}",
            trim("[ 'NOMKSTREAM ] ", documented, false)
        )),
        "xadd" => Some(format!(
            "key:k [ {OLD_TRIM} ] id:e {{ ( field:s value:s ) }}"
        )),
        "xtrim" if has("'LIMIT") => Some(format!("key:k {}", trim("", documented, true))),
        "xtrim" => Some(format!("key:k {OLD_TRIM}")),
        _ => None,
    }
}

/// What is stored cannot be replied, too.
fn georadius(documented: &str) -> String {
    let documented = documented
        .replace("'STORE key:k", "'STORE storekey:k")
        .replace("'STOREDIST key:k", "'STOREDIST storedistkey:k");
    let documented = documented.replace(
        "[ < ( 'STORE storekey:k ) | ( 'STOREDIST storedistkey:k ) > ]",
        STORED,
    );
    let (head, options) = documented.split_once("(& ").unwrap_or((&documented, ""));
    let replied = options.replace(STORED, "");
    let stored = options.replace("[ 'WITHCOORD ] [ 'WITHDIST ] [ 'WITHHASH ] ", "");
    format!("{head}< (& {replied} | (& {stored} >")
}

const STORED: &str = "[ 'STORE storekey:k ] [ 'STOREDIST storedistkey:k ]";

/// NX goes with none of XX, GT and LT, and INCR takes one pair.
fn zadd(greater: bool) -> String {
    let forms = |more: &str| {
        let greater = if greater { "[ < 'GT | 'LT > ] " } else { "" };
        format!("< (& 'NX [ 'CH ] {more}&) | (& [ 'XX ] {greater}[ 'CH ] {more}&) >")
    };
    format!(
        "key:k < ( {} {{ ( score:d member:s ) }} ) | ( {} score:d member:s ) >",
        forms(""),
        forms("'INCR ")
    )
}

/// By ranks, scores or members. LIMIT goes with the latter two, unless its count is -1.
fn zrange(name: &str) -> String {
    let (keys, scores) = match name {
        "zrange" => ("key:k", "[ 'WITHSCORES ] "),
        _ => ("dst:k src:k", ""),
    };
    let form = |kind: &str, word: &str, count: &str, more: &str| {
        format!(
            "( min:{kind} max:{kind} (& {word}[ 'REV ] [ 'LIMIT ( offset:i count:{count} ) ] {more}&) )"
        )
    };
    format!(
        "{keys} < {} | {} | {} >",
        form("i", "", "-1..-1", scores),
        form("b", "'BYSCORE ", "i", scores),
        form("m", "'BYLEX ", "i", "")
    )
}

const OLD_TRIM: &str = "(& ( 'MAXLEN [ < '= | '~ > ] threshold:0.. ) &)";

/// MAXLEN and MINID do not go together, and LIMIT goes only with `~`, though not only behind it.
fn trim(options: &str, documented: &str, required: bool) -> String {
    let references = "[ < 'KEEPREF | 'DELREF | 'ACKED > ] ";
    let references = if documented.contains("'KEEPREF") {
        references
    } else {
        ""
    };
    let (open, close) = if required { ("", "") } else { ("[ ", " ]") };
    let by = |word: &str, kind: &str| {
        let any = format!("{open}( '{word} [ < '= | '~ > ] threshold:{kind} ){close}");
        let about = format!("( '{word} '~ threshold:{kind} ) [ 'LIMIT count:0.. ]");
        format!("(& {options}{references}{any} &) | (& {options}{references}{about} &)")
    };
    format!("< {} | {} >", by("MAXLEN", "0.."), by("MINID", "x"))
}
