//! The patterns.

use super::Differs::{Always, ByTime, Hardly, IfAlways, No};
use super::Said::{Integer, Null, Ok, Old, Own};
use super::{Differs, Rule, Said, When};

const ANY: &[When] = &[When::Always, When::There];
const THERE: &[When] = &[When::There];
const NULL: &[When] = &[When::Null];
const ALWAYS: &[When] = &[When::Always];
const EQUAL: &[When] = &[When::Equal];
const ZERO: &[When] = &[When::Number(0)];
const ONE: &[When] = &[When::Number(1)];

/// However a command says that it set nothing.
const NOT_SET: &[When] = &[When::Always, When::Null, When::Number(0)];

/// 1 if it did something, or 0.
const DID: [Said; 2] = [Integer(1), Integer(0)];
const OK_OR_NULL: [Said; 2] = [Ok, Null];
const SECOND: [Said; 2] = [Said::Second, Null];
const OLD_OR_NULL: [Said; 2] = [Old, Null];

const fn own(reply: &'static str) -> [Said; 2] {
    [Own(reply), Own(reply)]
}

const ELEMENT: &str = "the key and a list with the element";
const SUM: &str = "the new number and what was added";
const FIELD: &str = "a list with the value";

pub(crate) const TIME_FIRST: &str = "errors: it stores nothing if the time is refused; the script then leaves what it stored without expiry";
const TIME_DELETES: Differs =
    ByTime("errors: it refuses a time of 0 or less, with which EXPIRE deletes the key");
const KEEPS_ELEMENT: Differs = Always(
    "errors: it takes nothing off if the other key is not a list; the script then loses the element; TTL: if both keys are one, its \
     only element keeps it",
);

const IS_SENT: Differs = IfAlways("reply: nil instead of the value that it stored");
const COPIES_ALL: Differs = Always(
    "TTL: it copies that of the key, too; errors: it copies what is not a string, and refuses two keys that are one",
);

const fn rule(
    text: &'static str,
    when: &'static [When],
    replies: [Said; 2],
    differs: Differs,
) -> Rule {
    Rule {
        text,
        when,
        replies,
        differs,
    }
}

/// Of those that fit, the first one without a difference counts, or the first one.
pub(crate) const RULES: &[Rule] = &[
    rule("GET k | DEL k => GETDEL k", ANY, OLD_OR_NULL, No),
    rule(
        "GET k | SET k v * => SET k v * NX GET",
        NULL,
        [Null, Old],
        No,
    ),
    rule("GET k | SETNX k v => SET k v NX GET", NULL, [Null, Old], No),
    rule(
        "SETNX k v | GET k => SET k v NX GET",
        NOT_SET,
        SECOND,
        IS_SENT,
    ),
    rule(
        "SET k v NX | GET k => SET k v NX GET",
        NOT_SET,
        SECOND,
        IS_SENT,
    ),
    rule(
        "SET k v NX u t | GET k => SET k v NX u t GET",
        NOT_SET,
        SECOND,
        IS_SENT,
    ),
    rule(
        "SET k v u t NX | GET k => SET k v u t NX GET",
        NOT_SET,
        SECOND,
        IS_SENT,
    ),
    rule(
        "GET k | SET k v * => SET k v * GET",
        ALWAYS,
        OLD_OR_NULL,
        No,
    ),
    rule(
        "GET k | DEL k => DELEX k IFEQ w",
        EQUAL,
        DID,
        Hardly("if the key holds another type, its error is ERR instead of WRONGTYPE"),
    ),
    rule("GET k | DEL k => DELIFEQ k w", EQUAL, DID, No),
    rule(
        "GET k | SET k v * => SET k v * IFEQ w GET",
        EQUAL,
        [Old, Old],
        No,
    ),
    rule(
        "GET k | EXPIRE k u t => SET k w u t IFEQ w",
        EQUAL,
        OK_OR_NULL,
        TIME_DELETES,
    ),
    rule(
        "GET k | SET k v * => SET k v * IFEQ w",
        EQUAL,
        OK_OR_NULL,
        No,
    ),
    rule(
        "GET k | EXPIRE k u t => GETEX k u t",
        ANY,
        OLD_OR_NULL,
        TIME_DELETES,
    ),
    rule("GET k | PERSIST k => GETEX k PERSIST", ANY, OLD_OR_NULL, No),
    rule(
        "GET k | SET k v * => SET k v * NX",
        NULL,
        OK_OR_NULL,
        Always("errors: it raises none if the key holds another type"),
    ),
    rule("GET k | SET j r => COPY k j REPLACE", ANY, DID, COPIES_ALL),
    rule("EXISTS k | SET k v => SETNX k v", ZERO, DID, No),
    rule("EXISTS k | SET k v * => SET k v * NX", ZERO, OK_OR_NULL, No),
    rule("EXISTS k | SET k v * => SET k v * XX", ONE, OK_OR_NULL, No),
    rule("EXISTS k | DEL k => DEL k", ONE, DID, No),
    rule(
        "SETNX k v | EXPIRE k u t => SET k v NX u t",
        ONE,
        OK_OR_NULL,
        ByTime(TIME_FIRST),
    ),
    rule(
        "SET k v NX | EXPIRE k u t => SET k v NX u t",
        THERE,
        OK_OR_NULL,
        ByTime(TIME_FIRST),
    ),
    rule(
        "SET k v | EXPIRE k u t => SET k v u t",
        ALWAYS,
        OK_OR_NULL,
        ByTime(TIME_FIRST),
    ),
    rule(
        "INCR k | EXPIRE k u t => INCREX k u t",
        ALWAYS,
        own(SUM),
        ByTime(TIME_FIRST),
    ),
    rule(
        "INCR k | EXPIRE k u t NX => INCREX k u t ENX",
        ALWAYS,
        own(SUM),
        ByTime(TIME_FIRST),
    ),
    rule(
        "INCR k | EXPIRE k u t => INCREX k u t ENX",
        ONE,
        own(SUM),
        Always(
            "TTL: a key that has none gets one, whatever its number is; errors: it adds nothing if the time is refused",
        ),
    ),
    rule("SISMEMBER k m | SADD k m => SADD k m", ZERO, DID, No),
    rule("SISMEMBER k m | SREM k m => SREM k m", ONE, DID, No),
    rule("HEXISTS k f | HSET k f v => HSETNX k f v", ZERO, DID, No),
    rule("HEXISTS k f | HDEL k f => HDEL k f", ONE, DID, No),
    rule("HGET k f | HSET k f v => HSETNX k f v", NULL, DID, No),
    rule(
        "HGET k f | HDEL k f => HGETDEL k FIELDS 1 f",
        ANY,
        own(FIELD),
        No,
    ),
    rule(
        "HSET k f v | HEXPIRE k t FIELDS 1 f => HSETEX k EX t FIELDS 1 f v",
        ALWAYS,
        own("1, whether the field is new or not"),
        ByTime(TIME_FIRST),
    ),
    rule("ZSCORE k m | ZADD k t m => ZADD k NX t m", NULL, DID, No),
    rule(
        "ZSCORE k m | ZADD k t m => ZADD k GT t m",
        &[When::NullOrLess],
        [Said::Second, Integer(0)],
        No,
    ),
    rule(
        "ZSCORE k m | ZADD k t m => ZADD k GT CH t m",
        &[When::NullOrLess],
        DID,
        No,
    ),
    rule(
        "LPOP k | LPOP j => LMPOP 2 k j LEFT",
        NULL,
        own(ELEMENT),
        No,
    ),
    rule(
        "RPOP k | RPOP j => LMPOP 2 k j RIGHT",
        NULL,
        own(ELEMENT),
        No,
    ),
    rule(
        "LRANGE k 0 x | LTRIM k y -1 => LPOP k y",
        ALWAYS,
        own("the elements, or nil if there are none"),
        No,
    ),
    rule(
        "LPOP k | LPUSH j r => LMOVE k j LEFT LEFT",
        THERE,
        OLD_OR_NULL,
        KEEPS_ELEMENT,
    ),
    rule(
        "LPOP k | RPUSH j r => LMOVE k j LEFT RIGHT",
        THERE,
        OLD_OR_NULL,
        KEEPS_ELEMENT,
    ),
    rule(
        "RPOP k | LPUSH j r => LMOVE k j RIGHT LEFT",
        THERE,
        OLD_OR_NULL,
        KEEPS_ELEMENT,
    ),
    rule(
        "RPOP k | RPUSH j r => LMOVE k j RIGHT RIGHT",
        THERE,
        OLD_OR_NULL,
        KEEPS_ELEMENT,
    ),
];
