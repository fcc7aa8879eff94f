//! What is claimed of functions that are not followed at each call: they call themselves, or something calls them that is
//! not followed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::{Counts, Effect, Facts, Settings, Source, Target, analyze_alone};

fn facts(text: &str) -> Facts {
    let source = Source::new("x.lua", text);
    analyze_alone(&source, Counts::default(), &Settings::default()).facts
}

fn effect(text: &str) -> Effect {
    Effect::of(&facts(text), false, &Target::default())
}

fn reply(text: &str) -> String {
    facts(text).reply().to_string()
}

#[test]
fn a_function_that_escapes_on_two_paths_is_followed_for_both() {
    let text = "local mode = ARGV[1]\n\
        local work = function() if mode ~= 'a' then redis.call('SET', KEYS[1], 'x') end end\n\
        if mode == 'a' then coroutine.wrap(work)() else coroutine.wrap(work)() end\n\
        return redis.call('GET', KEYS[1])";
    assert_eq!(effect(text), Effect::Writes);
}

#[test]
fn a_function_that_escapes_twice_is_followed_with_what_it_captured_each_time() {
    let text = "local function make(name) return function() return redis.call(name, KEYS[1]) end end\n\
        coroutine.wrap(make('GET'))()\n\
        coroutine.wrap(make('DEL'))()\n\
        return 1";
    assert_eq!(effect(text), Effect::Writes);
}

#[test]
fn a_function_that_escapes_where_nothing_runs_is_followed_where_it_runs() {
    let text = "local work = function() redis.call('SET', KEYS[1], 'x') end\n\
        if 1 > 2 then coroutine.wrap(work)() end\n\
        coroutine.wrap(work)()\n\
        return redis.call('GET', KEYS[1])";
    assert_eq!(effect(text), Effect::Writes);
}

#[test]
fn recursion_gives_what_its_ends_give() {
    let factorial = "local function f(n) if n <= 1 then return 1 end return n * f(n - 1) end\n\
        return f(tonumber(ARGV[1]))";
    assert_eq!(reply(factorial), "an integer");
    let two = "local even, odd\n\
        function even(n) if n == 0 then return 'yes' end return odd(n - 1) end\n\
        function odd(n) if n == 0 then return 'no' end return even(n - 1) end\n\
        return even(10)";
    assert_eq!(reply(two), "a string");
    let changes = "local function f(n) if n == 0 then return 'end' end if n == 1 then return 5 end return f(n - 1) end\n\
        return f(#ARGV)";
    assert_eq!(reply(changes), "the integer 5 or the string `end`");
}

#[test]
fn recursion_may_use_any_entry() {
    let text = "local function drop(i)\n\
        if i <= #KEYS then redis.call('DEL', KEYS[i]) return drop(i + 1) end\n\
        return i\n\
        end\n\
        return drop(1)";
    let found = facts(text);
    assert!(found.variable_read(EntryTable::Keys).is_some());
    assert_eq!(
        Effect::of(&found, false, &Target::default()),
        Effect::Writes
    );
    assert_eq!(found.reply().to_string(), "an integer");
}

#[test]
fn recursion_may_change_what_it_captures() {
    let text = "local seen = 1\n\
        local function count(n) seen = 'x' if n > 0 then count(n - 1) end end\n\
        local function first(n) if n > 0 then first(n - 1) end seen = false return 1 end\n\
        first(2)\n\
        return seen";
    assert_eq!(reply(text), "anything");
    let list = "local list = {1}\n\
        local function add(n) list[1] = 'x' if n > 0 then add(n - 1) end end\n\
        add(2)\n\
        return list[1]";
    assert_eq!(reply(list), "anything");
}

#[test]
fn functions_that_recursion_gets_are_followed() {
    let text = "local function walk(list, visit)\n\
        for _, value in ipairs(list) do\n\
        if type(value) == 'table' then walk(value, visit) else visit(value) end\n\
        end\n\
        end\n\
        walk(cjson.decode(ARGV[1]), function(key) redis.call('GET', KEYS[1]) end)\n\
        return 1";
    assert_eq!(effect(text), Effect::ReadsByRo);
}

#[test]
fn an_error_of_a_recursion_reaches_the_pcall_around() {
    let text = "local state = 1\n\
        local function fail(n) state = 'x' if n == 0 then error('e') end fail(n - 1) end\n\
        pcall(fail, 3)\n\
        return state";
    assert_eq!(reply(text), "anything");
}

#[test]
fn a_function_that_escapes_sees_what_is_set_afterwards() {
    let text = "local work = coroutine.wrap(function() return redis.call(ARGV[1], KEYS[1]) end)\n\
        if ARGV[1] ~= 'GET' then return 0 end\n\
        ARGV[1] = 'DEL'\n\
        work()\n\
        return 1";
    assert_eq!(effect(text), Effect::Writes);
}
