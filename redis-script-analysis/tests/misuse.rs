//! What findings say that Redis raises is what a real server says: its own words, with the names of variables.
//! `REDIS_SERVER` names another binary than the `redis-server` or `valkey-server` of the PATH.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use redis_script_analysis::{Counts, Settings, Source, analyze_alone};
use support::Server;

/// Each fails at its only misuse. There is no key.
const SCRIPTS: &[&str] = &[
    "local s = redis.call('SET', KEYS[1], 'x') if s < 5 then return 1 end return 2",
    "local s = redis.call('SMEMBERS', KEYS[1]) return s > 5",
    "local s = redis.call('GET', KEYS[1]) return s < 5",
    "return redis.call('GET', KEYS[1]) >= 5",
    "local t = {} return t < 5",
    "local t = {} return 5 > t",
    "local t = {} return t <= {}",
    "return true < false",
    "return nil > 1",
    "return 5 < 'a'",
    "return 'a' < 5",
    "return 'a' >= 5",
    "return cjson.null < 5",
    "local x = redis.call('GET', KEYS[1]) return x + 1",
    "local v = redis.call('LRANGE', KEYS[1], 0, 0) return 'x' .. v[1]",
    "local v = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES') return v[2] + 1",
    "return redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1][1]",
    "return string.upper(redis.call('SSCAN', KEYS[1], 0)[2][1])",
    "local v = redis.call('ZPOPMIN', KEYS[1]) return redis.call('ECHO', v[1])",
    "local x = redis.call('GET', KEYS[1]) local function f() return x + 1 end return f()",
    "local x = redis.call('GET', KEYS[1]) return (x) * 2",
    "return redis.call('GET', KEYS[1]) + 1",
    "return redis.call('HMGET', KEYS[1], 'a')[1] .. 'x'",
    "local t = {} return t.a + 1",
    "local t = {} return t['a'] + 1",
    "local t = {} return t[1] + 1",
    "local t = {} return -t.a",
    "local a, b = 1, {} return a + b",
    "return KEYS + 1",
    "return 1 .. {}",
    "local x return x .. 'a'",
    "local t = {} return 'a' .. t.x",
    "local t = {} return t.x.y",
    "local t = {} return #t.x",
    "return #5",
    "return cjson.null.x",
    "local t = {} t.x.y = 5",
    "local t = {} t()",
    "local t = {} t.x()",
    "local t = {} t:x()",
    "local f = nil f()",
    "local t = {} for k, v in t do return k end",
    "for k, v in redis.call('TIME') do return k end",
    "return ('x') + 1",
    "local s = 'x' return s * 2",
    "return math.floor(nil)",
    "return math.max(1, nil)",
    "local floor = math.floor return floor({})",
    "return ('x'):rep({})",
    "return ('x'):find(nil)",
    "return ipairs(nil)",
    "return next(5)",
    "return string.char(65, {})",
    "return string.char('a')",
    "return math.floor('x')",
    "return string.format('%d', 'x')",
    "return string.rep()",
    "return ('x'):rep()",
    "return select({})",
    "return setmetatable({}, 5)",
    "return ('a'):gsub('b', nil)",
    "return table.insert({})",
    "return table.concat(5)",
    "return table.sort({}, 5)",
    "return string.format('%d', nil)",
    "return string.format('%s', {})",
    "return string.format('%d %s', 5, redis.call('GET', KEYS[1]))",
    "return cjson.decode(redis.call('GET', KEYS[1]))",
    "return cjson.encode()",
    "return tonumber({}, {})",
    "return bit.band(1, {})",
    "return bit.lshift(1)",
    "return math.random(1, 2, 3)",
    "return redis.log('x')",
    "return redis.log({}, 'x')",
    "return redis.sha1hex()",
    "return redis.setresp({})",
    "return redis.set_repl()",
    "return redis.error_reply(5)",
    "return redis.status_reply()",
    "return cmsgpack.unpack({})",
    "return struct.pack()",
    "return coroutine.create(5)",
    "return redis.call('SET', KEYS[1], nil)",
    "return redis.call('SET', KEYS[1], {})",
    "return redis.call()",
];

/// What the findings say that Redis raises, or the caller gets.
fn quoted(script: &str) -> Vec<String> {
    let source = Source::new("test.lua", script);
    let found = analyze_alone(&source, Counts::default(), &Settings::default()).diagnostics;
    let notes = found.into_iter().flat_map(|finding| finding.notes);
    let quotes = notes.filter_map(|note| {
        let (verb, rest) = note.split_once('`')?;
        let says = verb.contains("raises") || verb.contains("the caller gets");
        let (quote, _) = rest.split_once('`')?;
        says.then(|| quote.to_owned())
    });
    quotes.collect()
}

#[test]
fn errors_are_quoted_as_servers_say_them() {
    let server = Server::start();
    let mut connection = server.connect();
    let mut wrong = Vec::new();
    for script in SCRIPTS {
        connection.send(&["FLUSHALL"]);
        connection.reply().unwrap();
        connection.send(&["EVAL", script, "1", "key"]);
        let raised = connection.reply().unwrap_err();
        let quoted = quoted(script);
        if !quoted.iter().any(|quote| raised.contains(quote)) {
            wrong.push(format!("{script}\n  Redis: {raised}\n  we: {quoted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
