//! What is said of paths that no run takes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use redis_script_analysis::{Counts, Settings, Source, analyze_alone};

fn findings(text: &str) -> Vec<&'static str> {
    let source = Source::new("x.lua", text);
    let analysis = analyze_alone(&source, Counts::default(), &Settings::default());
    let found = analysis.diagnostics.iter();
    found.map(|found| found.lint).collect()
}

#[test]
fn a_script_may_rule_out_what_would_fail() {
    let guards = [
        "if extra then redis.call('DEL', key .. extra) end",
        "if extra ~= nil then return extra.name end",
        "if extra and other then return other .. extra end",
        "if not extra then return 1 end return extra + other",
        "if type(extra) == 'table' then return #extra + #other end",
        "while extra do extra = extra .. other end",
        "return extra and extra .. other or 1",
    ];
    for guard in guards {
        let text = format!(
            "local function f(key, extra, other)\n{guard}\nend\nredis.call('INCR', KEYS[1])\nf(KEYS[1], nil, nil)"
        );
        assert_eq!(findings(&text), [""; 0], "{guard}");
    }
}

#[test]
fn what_is_ruled_out_in_one_call_is_found_in_another() {
    let function = "local function f(key, extra)\nif extra then return extra.name.x end\nreturn redis.call('GET', key)\nend\n";
    let without = format!("{function}return f(KEYS[1], nil)");
    let with = format!("{function}f(KEYS[1], nil)\nreturn f(KEYS[1], {{}})");
    assert_eq!(findings(&without), [""; 0]);
    assert_eq!(findings(&with), ["impossible_operation"]);
}

#[test]
fn the_values_of_a_call_that_never_comes_are_not_those_of_another() {
    let text = "local function del(k) return redis.call('DEL', k) end\n\
        local function f(p, j) if p then return del(p .. ':d') end return del(j) end\n\
        return f(nil, KEYS[1])";
    assert_eq!(findings(text), [""; 0]);
}

#[test]
fn more_is_found_after_a_mistake() {
    let error = "redis.call('SET', KEYS[1], 1 + {})\nreturn nil .. 'x'";
    assert_eq!(findings(error), ["impossible_operation"; 2]);
    let test = "if redis.call('EXISTS', KEYS[1]) then return 1 end\n\
        local set = redis.call('SET', KEYS[1], 'x', 'NX')\n\
        if set == nil then return 2 end\nreturn 3";
    assert_eq!(findings(test), ["zero_is_true", "nil_comparison"]);
}

#[test]
fn a_condition_tells_of_a_variable_that_a_loop_assigned() {
    for condition in [
        "ARGV[1] == '' or not v",
        "not (ARGV[1] ~= '' and v)",
        "ARGV[1] == '' or v == false",
    ] {
        let text = format!(
            "local v = redis.call('GET', KEYS[1])\nfor _, k in ipairs(KEYS) do v = redis.call('GET', k) end\n\
             if {condition} then return 0 end\nreturn v .. 'x'"
        );
        assert_eq!(findings(&text), [""; 0], "{condition}");
    }
}
