//! What lints say of the data is so on a real server. `REDIS_SERVER` names another binary than the `redis-server` or
//! `valkey-server` of the PATH.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use redis_script_analysis::redis::target::Required;
use redis_script_analysis::{Counts, Settings, Source, analyze_alone};
use support::Server;

/// What a lint finds, and the script, which replies 1 if the finding tells the truth.
const CLAIMS: &[(&str, &str)] = &[
    (
        "read_after_delete",
        "redis.call('SET', KEYS[1], 'x') redis.call('DEL', KEYS[1])
        return redis.call('GET', KEYS[1]) == false and 1 or 0",
    ),
    (
        "read_after_delete",
        "redis.call('ZADD', KEYS[1], 1, 'm') redis.call('ZREM', KEYS[1], 'm')
        return redis.call('ZSCORE', KEYS[1], 'm') == false and 1 or 0",
    ),
    (
        "read_after_delete",
        "redis.call('RPUSH', KEYS[1], 'x') redis.call('UNLINK', KEYS[1])
        return redis.call('LLEN', KEYS[1]) == 0 and 1 or 0",
    ),
    (
        "dropped_expiry",
        "redis.call('SET', KEYS[1], 'x', 'EX', 100) redis.call('SET', KEYS[1], 'y')
        return redis.call('TTL', KEYS[1]) == -1 and 1 or 0",
    ),
    (
        "dropped_expiry",
        "redis.call('SET', KEYS[1], 'x', 'EX', 100) redis.call('GETSET', KEYS[1], 'y')
        return redis.call('PTTL', KEYS[1]) == -1 and 1 or 0",
    ),
    (
        "dropped_expiry",
        "redis.call('SET', KEYS[1], 'x', 'EX', 100) redis.call('MSET', KEYS[1], 'y')
        return redis.call('PTTL', KEYS[1]) == -1 and 1 or 0",
    ),
    (
        "outdated_count",
        "redis.call('ZADD', KEYS[1], 1, 'old', 100, 'new')
        local n = redis.call('ZCARD', KEYS[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, 10)
        if n > 1 then return 1 end return 0",
    ),
    (
        "score_as_member",
        "local t = redis.call('TIME') local now = t[1] * 1000
        redis.call('ZADD', KEYS[1], now, now) redis.call('ZADD', KEYS[1], now, now)
        return redis.call('ZCARD', KEYS[1])",
    ),
    (
        "expired_at_once",
        "redis.call('SET', KEYS[1], 'x')
        return redis.call('EXPIRE', KEYS[1], -1)",
    ),
    (
        "expired_at_once",
        "redis.call('SET', KEYS[1], 'x')
        return redis.call('EXPIRE', KEYS[1], tonumber(ARGV[1] or -1))",
    ),
    (
        "invalid_argument",
        "return redis.pcall('SET', KEYS[1], 'x', 'EX', tonumber(ARGV[1]) or 0).err and 1 or 0",
    ),
    (
        "outdated_count",
        "redis.call('SADD', KEYS[1], 'a')
        local n = redis.call('SCARD', KEYS[1])
        redis.call('SREM', KEYS[1], 'a')
        if n >= tonumber(ARGV[1] or '1') then return 1 end return 0",
    ),
    (
        "inexact_sum",
        "redis.call('SET', KEYS[1], '0.3')
        redis.call('SET', KEYS[1], redis.call('GET', KEYS[1]) - 0.1)
        local ours = redis.call('GET', KEYS[1])
        redis.call('SET', KEYS[1], '0.3')
        local theirs = redis.call('INCRBYFLOAT', KEYS[1], '-0.1')
        return ours == '0.19999999999999998' and theirs == '0.2' and 1 or 0",
    ),
    (
        "string_order",
        "redis.call('SET', KEYS[1], '9')
        local version = redis.call('GET', KEYS[1])
        if version > (ARGV[1] or '10') then return 1 end return 0",
    ),
    (
        "empty_range",
        "redis.call('ZADD', KEYS[1], 1, 'a', 2, 'b')
        return #redis.call('ZREVRANGEBYSCORE', KEYS[1], 0, 100) == 0 and 1 or 0",
    ),
    (
        "empty_range",
        "redis.call('RPUSH', KEYS[1], 1, 2, 3, 4, 5, 6, 7)
        return #redis.call('LRANGE', KEYS[1], -1, -5) == 0 and 1 or 0",
    ),
    (
        "lost_element",
        "redis.call('RPUSH', KEYS[1], 'a')
        local a = redis.call('LPOP', KEYS[1])
        if redis.call('TIME')[1] ~= '0' then return redis.call('EXISTS', KEYS[1]) == 0 and 1 or 0 end
        return a",
    ),
];

#[test]
fn what_lints_say_of_data_is_so() {
    let server = Server::start();
    let mut connection = server.connect();
    let mut wrong = Vec::new();
    for (lint, script) in CLAIMS {
        let source = Source::new("test.lua", *script);
        let found = analyze_alone(&source, Counts::default(), &Settings::default()).diagnostics;
        connection.send(&["FLUSHALL"]);
        connection.reply().unwrap();
        connection.send(&["EVAL", script, "1", "key"]);
        let reply = connection.reply();
        if !found.iter().any(|found| found.lint == *lint) || reply.as_deref() != Ok(":1") {
            wrong.push(format!("{lint}: {script}: {reply:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers that scripts pass as arguments.
const INTEGERS: &[&str] = &[
    "10000000",
    "99999999",
    "100000000",
    "-100000000",
    "120000000",
    "200000000",
    "1700000000",
    "1710000000",
    "86400000000000",
    "123400000000",
    "1e12 + 1",
];

#[test]
fn integers_are_refused_where_that_is_said() {
    let server = Server::start();
    let mut connection = server.connect();
    let info = "local info = redis.call('INFO', 'server')
        local valkey = info:match('valkey_version:([%d.]+)')
        return valkey and 'valkey = ' .. valkey or 'redis = ' .. info:match('redis_version:([%d.]+)')";
    connection.send(&["EVAL", info, "0"]);
    let version = connection.reply().unwrap();
    let mut settings = Settings::default();
    settings
        .target
        .declare(Required::by(&version).unwrap())
        .unwrap();
    let mut wrong = Vec::new();
    for integer in INTEGERS {
        let script = format!("return redis.call('HINCRBY', KEYS[1], 'field', {integer})");
        let source = Source::new("test.lua", script.as_str());
        let found = analyze_alone(&source, Counts::default(), &settings).diagnostics;
        let refused = found.iter().any(|found| found.lint == "invalid_argument");
        connection.send(&["FLUSHALL"]);
        connection.reply().unwrap();
        connection.send(&["EVAL", &script, "1", "key"]);
        let reply = connection.reply();
        if refused != reply.is_err() {
            wrong.push(format!("{integer} on {version}: {refused}, {reply:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pairs_are_arrays_after_setresp() {
    let server = Server::start();
    let mut connection = server.connect();
    let script = "redis.call('ZADD', KEYS[1], 1, 'member')
        redis.setresp(3)
        return redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')";
    connection.send(&["EVAL", script, "1", "key"]);
    for part in ["*1", "*2", "member", "1"] {
        assert_eq!(connection.reply().as_deref(), Ok(part));
    }
}
