//! In which unit a `Duration` is sent: in the one that everything says of the entry.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use redis_script_analysis::contract::types::ArgType;
use redis_script_analysis::{Contract, KeyCount, Param, Passes, Settings, Source, analyze};

/// The unit of the first duration, or the first error.
fn unit(params: Vec<Param>, script: &str) -> Result<&'static str, String> {
    let contract = Contract {
        keys: KeyCount::Exactly(1),
        params,
        ..Contract::default()
    };
    let source = Source::new("test.lua", script);
    let analysis = analyze(&source, &contract, &Settings::default());
    let mut found = analysis.diagnostics.iter();
    match found.find(|found| found.lint == "duration_unit") {
        Some(found) => Err(found.message.to_string()),
        None => Ok(analysis.durations.first().unwrap().unit.name()),
    }
}

fn of(name: &str, script: &str) -> Result<&'static str, String> {
    let key = Param::one("key", ArgType::Text);
    unit(vec![key, Param::one(name, ArgType::Duration)], script)
}

#[test]
fn the_unit_is_that_of_every_use() {
    for (script, unit) in [
        ("return redis.call('EXPIRE', KEYS[1], ARGV[1])", "seconds"),
        (
            "return redis.call('SET', KEYS[1], 'x', 'PX', ARGV[1])",
            "milliseconds",
        ),
        (
            "return redis.call('PEXPIRE', KEYS[1], ARGV[1] * 1000)",
            "seconds",
        ),
        (
            "return redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[1] / 1000))",
            "microseconds",
        ),
        (
            "local t = tonumber(ARGV[1]) return redis.call('EXPIRE', KEYS[1], t + 1)",
            "seconds",
        ),
        (
            "local wait_ms = ARGV[1] return redis.call('GET', KEYS[1]) or wait_ms",
            "milliseconds",
        ),
        (
            "-- ARGV[1] = wait (secs)\nreturn redis.call('SET', KEYS[1], ARGV[1])",
            "seconds",
        ),
        (
            "local now = redis.call('TIME')[1] return redis.call('ZADD', KEYS[1], now + ARGV[1], 'x')",
            "seconds",
        ),
        (
            "local function keep(ttl) redis.call('EXPIRE', KEYS[1], ttl) end keep(ARGV[1])",
            "seconds",
        ),
    ] {
        assert_eq!(of("wait", script), Ok(unit), "{script}");
    }
    assert_eq!(
        of("wait_ms", "return redis.call('SET', KEYS[1], ARGV[1])"),
        Ok("milliseconds")
    );
}

#[test]
fn two_units_or_none_are_an_error() {
    for (script, message) in [
        (
            "redis.call('EXPIRE', KEYS[1], ARGV[1]) redis.call('PEXPIRE', KEYS[1], ARGV[1])",
            "in several units",
        ),
        (
            "local wait_ms = ARGV[1] redis.call('EXPIRE', KEYS[1], wait_ms)",
            "in several units",
        ),
        ("redis.call('SET', KEYS[1], ARGV[1])", "nothing says"),
        (
            "redis.call('EXPIRE', KEYS[1], ARGV[1] * 60)",
            "nothing says",
        ),
        (
            "redis.call('EXPIREAT', KEYS[1], ARGV[1])",
            "a point in time",
        ),
    ] {
        let error = of("wait", script).unwrap_err();
        assert!(error.contains(message), "{script}: {error}");
    }
    assert!(of("wait_ms", "redis.call('EXPIRE', KEYS[1], ARGV[1])").is_err());
}

#[test]
fn parts_of_groups_have_their_own_units() {
    let pairs = |ty| Param {
        name: "pairs".to_owned(),
        passes: Passes::Slice,
        types: vec![ty, ArgType::Duration],
    };
    let script = "for i = 1, #ARGV, 2 do
        redis.call('SET', KEYS[1], ARGV[i], 'PX', ARGV[i + 1])
    end";
    let key = Param::one("key", ArgType::Text);
    assert_eq!(
        unit(vec![key, pairs(ArgType::Text)], script),
        Ok("milliseconds")
    );
    let key = Param::one("key", ArgType::Duration);
    assert!(
        unit(vec![key, pairs(ArgType::Text)], script)
            .unwrap_err()
            .contains("not a key")
    );
}
