//! The habits that are measured.

use redis::Value;

use super::{Habit, Side};

const TOKEN: &str = "7b1f3e0c-52a4-4f0e-9d0c-8b6f2f1f6a11";

const COUNT_FIRST: &str = "\
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
if count > ARGV[1] + 0 then return 0 end
return 1";

const LOOK_FIRST: &str = "\
local count = redis.call('GET', KEYS[1])
if count and count + 0 >= ARGV[1] + 0 then return 0 end
if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1";

const DEADLINE: &str = "\
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local deadline = redis.call('GET', KEYS[1])
if deadline and deadline + 0 > now then return 0 end
redis.call('SET', KEYS[1], string.format('%d', now + ARGV[1]), 'PX', ARGV[1])
return 1";

const TIME_TO_LIVE: &str = "\
if redis.call('PTTL', KEYS[1]) > 0 then return 0 end
redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
return 1";

/// In the order of the page.
pub const HABITS: &[Habit] = &[
    Habit {
        case: "a whole number becomes a string",
        lint: "float_format",
        with: Side {
            title: "`string.format('%.0f', n)`",
            script: "\
local n = ARGV[1] + 0
local a, b, c, d = n, n + 1, n + 2, n + 3
a, b, c, d = string.format('%.0f', a), string.format('%.0f', b), string.format('%.0f', c), string.format('%.0f', d)
return 1",
        },
        without: Side {
            title: "`string.format('%d', n)`",
            script: "\
local n = ARGV[1] + 0
local a, b, c, d = n, n + 1, n + 2, n + 3
a, b, c, d = string.format('%d', a), string.format('%d', b), string.format('%d', c), string.format('%d', d)
return 1",
        },
        bare: "\
local n = ARGV[1] + 0
local a, b, c, d = n, n + 1, n + 2, n + 3
return 1",
        times: 4,
        before: &[],
        arguments: &["1795473379123"],
        done: is_one,
    },
    Habit {
        case: "a key that holds the value gets a new time to live",
        lint: "rewritten_value",
        with: Side {
            title: "`SET` of the same value with `PX`",
            script: "\
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1",
        },
        without: Side {
            title: "`PEXPIRE`",
            script: "\
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1",
        },
        bare: "\
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return 1",
        times: 1,
        before: &[TOKEN, "PX", "600000"],
        arguments: &[TOKEN, "600000"],
        done: is_one,
    },
    Habit {
        case: "a limiter that rejects",
        lint: "rejected_write",
        with: Side {
            title: "`INCR`, then the limit",
            script: COUNT_FIRST,
        },
        without: Side {
            title: "`GET`, the limit, then `INCR`",
            script: LOOK_FIRST,
        },
        bare: "return 0",
        times: 1,
        before: &["100", "PX", "600000"],
        arguments: &["100", "600000"],
        done: is_zero,
    },
    Habit {
        case: "the same limiter when it admits",
        lint: "",
        with: Side {
            title: "`INCR`, then the limit",
            script: COUNT_FIRST,
        },
        without: Side {
            title: "`GET`, the limit, then `INCR`",
            script: LOOK_FIRST,
        },
        bare: "return 1",
        times: 1,
        before: &["10", "PX", "600000"],
        arguments: &["100", "600000"],
        done: is_one,
    },
    Habit {
        case: "a pause that is not over",
        lint: "stored_deadline",
        with: Side {
            title: "`GET` of its end, and `TIME`",
            script: DEADLINE,
        },
        without: Side {
            title: "`PTTL`",
            script: TIME_TO_LIVE,
        },
        bare: "return 0",
        times: 1,
        before: &["9999999999999", "PX", "600000"],
        arguments: &["600000"],
        done: is_zero,
    },
    Habit {
        case: "a pause that begins",
        lint: "",
        with: Side {
            title: "`GET`, `TIME`, and `SET` of its end",
            script: DEADLINE,
        },
        without: Side {
            title: "`PTTL`, and `SET` of an empty string",
            script: TIME_TO_LIVE,
        },
        bare: "return 1",
        times: 1,
        before: &[],
        arguments: &["600000"],
        done: is_one,
    },
    Habit {
        case: "a string becomes a number",
        lint: "",
        with: Side {
            title: "`tonumber(s)`",
            script: "\
local s = ARGV[1]
local a, b, c, d = tonumber(s), tonumber(s), tonumber(s), tonumber(s)
return 1",
        },
        without: Side {
            title: "`s + 0`",
            script: "\
local s = ARGV[1]
local a, b, c, d = s + 0, s + 0, s + 0, s + 0
return 1",
        },
        bare: "\
local s = ARGV[1]
return 1",
        times: 4,
        before: &[],
        arguments: &["1795473379123"],
        done: is_one,
    },
    Habit {
        case: "a reply of three numbers",
        lint: "",
        with: Side {
            title: "`return {a, b, c}`",
            script: "\
local n = ARGV[1] + 0
local a, b, c = n, n + 1, n + 2
return {a, b, c}",
        },
        without: Side {
            title: "`return string.format('%d %d %d', a, b, c)`",
            script: "\
local n = ARGV[1] + 0
local a, b, c = n, n + 1, n + 2
return string.format('%d %d %d', a, b, c)",
        },
        bare: "\
local n = ARGV[1] + 0
local a, b, c = n, n + 1, n + 2
return 1",
        times: 1,
        before: &[],
        arguments: &["60000"],
        done: |reply| !matches!(reply, Value::ServerError(_)),
    },
    Habit {
        case: "a call of a command",
        lint: "",
        with: Side {
            title: "`redis.call(...)`",
            script: "\
redis.call('EXISTS', KEYS[1])
redis.call('EXISTS', KEYS[1])
redis.call('EXISTS', KEYS[1])
redis.call('EXISTS', KEYS[1])
return 1",
        },
        without: Side {
            title: "`call(...)`, after `local call = redis.call`",
            script: "\
local call = redis.call
call('EXISTS', KEYS[1])
call('EXISTS', KEYS[1])
call('EXISTS', KEYS[1])
call('EXISTS', KEYS[1])
return 1",
        },
        bare: "return 1",
        times: 4,
        before: &[],
        arguments: &[],
        done: is_one,
    },
];

fn is_one(reply: &Value) -> bool {
    *reply == Value::Int(1)
}

fn is_zero(reply: &Value) -> bool {
    *reply == Value::Int(0)
}
