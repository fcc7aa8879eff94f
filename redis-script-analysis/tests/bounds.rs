//! How many commands scripts issue at most.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use redis_script_analysis::bounds::{Bounds, ShownAmount};
use redis_script_analysis::{Counts, Settings, Source, analyze_alone};

fn bound(text: &str) -> String {
    let source = Source::new("x.lua", text);
    let analysis = analyze_alone(&source, Counts::default(), &Settings::default());
    let bounds = Bounds::of(&analysis.facts);
    let shown = ShownAmount {
        amount: &bounds.commands,
        name: &|_| None,
    };
    shown.to_string()
}

/// What the first call costs.
fn cost(text: &str) -> String {
    let source = Source::new("x.lua", text);
    let facts = analyze_alone(&source, Counts::default(), &Settings::default()).facts;
    let cost = facts
        .cost_of(facts.commands.first().unwrap(), &|_| None)
        .unwrap();
    cost.text
}

#[test]
fn arguments_that_are_not_counted_are_named() {
    let of = |list: &str| cost(&format!("redis.call('MGET', {list})"));
    assert_eq!(of("KEYS[1], KEYS[2]"), "O(2)");
    assert_eq!(of("unpack(KEYS)"), "O(#KEYS)");
    let unknown = "unpack(redis.call('SMEMBERS', KEYS[1]))";
    assert_eq!(of(&format!("KEYS[1], {unknown}")), "O(arguments)");
}

/// The bound of a loop that calls one command in each round; `r` is a reply of LRANGE.
fn of_loop(head: &str) -> String {
    let body = "redis.call('INCR', KEYS[1])";
    bound(&head.replace("BODY", body))
}

#[test]
fn paths_that_part_count_with_the_larger_one() {
    let get = "redis.call('GET', KEYS[1])";
    let script = |text: &str| bound(&text.replace("GET", get));
    assert_eq!(script("GET GET"), "2");
    assert_eq!(script("if ARGV[1] then GET GET else GET end GET"), "3");
    assert_eq!(script("if ARGV[1] then GET GET return 1 end GET"), "2");
    assert_eq!(script("if ARGV[1] then error('x') end GET"), "1");
    assert_eq!(script("local x = ARGV[1] and GET"), "1");
    assert_eq!(
        script("if ARGV[1] == 'a' then GET else for i = 1, #ARGV do GET end end"),
        "max(1, #ARGV)"
    );
    assert_eq!(
        script("if GET then GET elseif GET then GET GET elseif GET then GET end"),
        "4"
    );
}

#[test]
fn functions_count_at_each_call() {
    let twice = "local function f(n) redis.call('SET', KEYS[1], n) redis.call('GET', KEYS[1]) end";
    assert_eq!(bound(&format!("{twice} f(1) f(2)")), "4");
    assert_eq!(bound(&format!("{twice} pcall(f, 1)")), "2");
    assert_eq!(bound(&format!("{twice} for i = 1, 3 do f(i) end")), "6");
    assert_eq!(bound(twice), "0");
    assert_eq!(
        bound(&format!("{twice} string.gsub(ARGV[1], '.', f)")),
        "2 * calls"
    );
    let recursive =
        "local function f(n) redis.call('INCR', KEYS[1]) if n > 0 then f(n - 1) end end f(3)";
    assert_eq!(bound(recursive), "2 + calls");
    assert_eq!(bound("loadstring(ARGV[1])()"), "2 * unknown");
    let early = "local function f() if redis.call('GET', KEYS[1]) then return 1 end \
                 redis.call('SET', KEYS[1], 1) end f() f()";
    assert_eq!(bound(early), "4");
}

#[test]
fn numeric_loops() {
    assert_eq!(of_loop("for i = 1, 10 do BODY end"), "10");
    assert_eq!(of_loop("for i = 10, 1, -3 do BODY end"), "4");
    assert_eq!(of_loop("for i = 5, 1 do BODY end"), "0");
    assert_eq!(of_loop("for i = 1, #ARGV do BODY end"), "#ARGV");
    assert_eq!(of_loop("for i = 2, #ARGV do BODY end"), "(#ARGV - 1)");
    assert_eq!(of_loop("for i = 1, #ARGV, 2 do BODY end"), "#ARGV / 2");
    assert_eq!(
        of_loop("for i = 3, #KEYS, 2 do BODY BODY end"),
        "2 * (#KEYS - 2) / 2"
    );
    assert_eq!(of_loop("for i = #ARGV, 1, -1 do BODY end"), "#ARGV");
    assert_eq!(of_loop("for i = 0, #ARGV + 1 do BODY end"), "2 + #ARGV");
    assert_eq!(
        of_loop("for i = 1, tonumber(ARGV[2]) do BODY end"),
        "ARGV[2]"
    );
    assert_eq!(of_loop("for i = 1, ARGV[2] * 3 do BODY end"), "3 * ARGV[2]");
    assert_eq!(
        of_loop("for i = 1, math.floor(ARGV[2] / 4) do BODY end"),
        "ARGV[2] / 4"
    );
    assert_eq!(
        of_loop("for i = 1, math.min(ARGV[2], 100) do BODY end"),
        "100"
    );
    assert_eq!(
        of_loop("for i = 2, math.min(#ARGV, ARGV[1]) do BODY end"),
        "(#ARGV - 1)"
    );
    assert_eq!(
        of_loop("local n = tonumber(ARGV[2] or 7) for i = 1, n do BODY end"),
        "max(ARGV[2], 7)"
    );
    assert_eq!(
        of_loop("for i = 1, #KEYS do for j = 1, #ARGV do BODY end end"),
        "#KEYS * #ARGV"
    );
    assert_eq!(
        of_loop("for i = tonumber(ARGV[1]), 10 do BODY end"),
        "11 + (-ARGV[1])"
    );
    assert_eq!(
        of_loop("local from = tonumber(ARGV[1]) + 1 for i = from, ARGV[2], 2 do BODY end"),
        "1 + ARGV[2] / 2 + (-ARGV[1]) / 2"
    );
    assert_eq!(
        of_loop("for i = ARGV[1], ARGV[2], -1 do BODY end"),
        "1 + ARGV[1] + (-ARGV[2])"
    );
    assert_eq!(
        of_loop("for i = 1, 10 do if ARGV[i] then BODY break end end"),
        "1"
    );
}

#[test]
fn loops_over_tables() {
    assert_eq!(of_loop("for _, x in ipairs(ARGV) do BODY end"), "#ARGV");
    assert_eq!(of_loop("for _, x in pairs({1, 2, 3}) do BODY end"), "3");
    let over = |reply: &str| of_loop(&format!("for _, x in ipairs({reply}) do BODY end"));
    assert_eq!(over("redis.call('LRANGE', KEYS[1], 0, 99)"), "101");
    assert_eq!(
        over("redis.call('LRANGE', KEYS[1], 0, -1)"),
        "1 + |KEYS[1]|"
    );
    assert_eq!(over("redis.call('HGETALL', KEYS[2])"), "1 + 2 * |KEYS[2]|");
    assert_eq!(over("redis.call('SPOP', KEYS[1], ARGV[1])"), "1 + ARGV[1]");
    assert_eq!(over("redis.call('ZPOPMIN', KEYS[1], 3)"), "7");
    assert_eq!(over("redis.call('HMGET', KEYS[1], 'a', 'b')"), "3");
    assert_eq!(over("redis.call('MGET', unpack(KEYS))"), "1 + #KEYS");
    let limited = "redis.call('ZRANGEBYSCORE', KEYS[1], 0, ARGV[1], 'LIMIT', 0, 5)";
    assert_eq!(over(limited), "6");
    let scored = "redis.call('ZRANGE', KEYS[1], 0, 9, 'WITHSCORES')";
    assert_eq!(over(scored), "21");
    let negative = "redis.call('ZRANGEBYSCORE', KEYS[1], 0, 1, 'LIMIT', 0, ARGV[1])";
    assert_eq!(over(negative), "1 + 2 * |KEYS[1]|");
    assert_eq!(
        of_loop("local r = redis.call('SMEMBERS', KEYS[1]) for i = 1, #r do BODY end"),
        "1 + |KEYS[1]|"
    );
    let count = "for i = 1, redis.call('LLEN', KEYS[1]) do BODY end";
    assert_eq!(of_loop(count), "1 + |KEYS[1]|");
    // The number in a key is not how many elements it holds.
    let number = "for i = 1, redis.call('INCR', KEYS[1]) do BODY end";
    assert_eq!(of_loop(number), "1 + reply");
    let keyed = "for k in pairs({[cjson.decode('[1]')] = 1, [ARGV[1]] = 2}) do BODY end";
    assert_eq!(of_loop(keyed), "2");
    // It grows in the loop.
    assert_eq!(
        of_loop("local t = {1} for _, x in ipairs(t) do t[#t + 1] = x BODY end"),
        "rounds"
    );
}

#[test]
fn tables_that_the_script_fills() {
    let over = |fill: &str| {
        of_loop(&format!(
            "local t = {{}} {fill} for _, x in ipairs(t) do BODY end"
        ))
    };
    assert_eq!(over("for i = 1, #ARGV do t[#t + 1] = ARGV[i] end"), "#ARGV");
    assert_eq!(
        over("for i = 1, #ARGV do t[i] = 1 t[i + 1] = 2 end"),
        "2 * #ARGV"
    );
    assert_eq!(
        over("for i = 1, #ARGV, 2 do if ARGV[i] ~= '' then table.insert(t, i) end end"),
        "#ARGV / 2"
    );
    assert_eq!(
        over("for i = 1, tonumber(ARGV[1]) do t[i] = i end"),
        "ARGV[1]"
    );
    assert_eq!(
        over(
            "for _, k in ipairs(KEYS) do for _, a in ipairs(ARGV) do table.insert(t, 1, a) end end"
        ),
        "#KEYS * #ARGV"
    );
    assert_eq!(
        over("t[1] = 0 for i = 1, redis.call('LLEN', KEYS[1]) do t[#t + 1] = i end"),
        "2 + |KEYS[1]|"
    );
    // The length: the script sees no element beyond it.
    let counted = |fill: &str| of_loop(&format!("local t = {{}} {fill} for i = 1, #t do BODY end"));
    assert_eq!(
        counted("for i = 1, tonumber(ARGV[1]) do t[i] = i end"),
        "ARGV[1]"
    );
    assert_eq!(
        counted("for i, a in ipairs(ARGV) do t[i + 1] = a end"),
        "1 + #ARGV"
    );
    // Elements may be missing before it.
    assert_eq!(
        counted("for i, a in ipairs(ARGV) do t[tonumber(a)] = a end"),
        "rounds"
    );
    assert_eq!(
        counted("for _, a in ipairs(ARGV) do table.insert(t, a, 1) end"),
        "rounds"
    );
    assert_eq!(counted("for _, a in ipairs(ARGV) do t[a] = 1 end"), "0");
    let pairs = "local t = {} for i = 1, #ARGV, 2 do t[ARGV[i]] = ARGV[i + 1] end \
                 for k, v in pairs(t) do BODY end";
    assert_eq!(of_loop(pairs), "#ARGV / 2");
    // What is put into it depends on itself.
    assert_eq!(
        of_loop(
            "local t = {1} for i = 1, #ARGV do for _, x in pairs(t) do t[x .. i] = 1 BODY end end"
        ),
        "#ARGV * rounds"
    );
    assert_eq!(
        over("while redis.call('LPOP', KEYS[1]) do t[#t + 1] = 1 end"),
        "2 * rounds"
    );
    assert_eq!(over("loadstring(ARGV[1])(t)"), "rounds + 2 * unknown");
}

#[test]
fn tables_that_functions_fill() {
    let keys = "local function keys(list) local all = {} \
                for i, x in ipairs(list) do all[i] = 'a' .. x end return all end ";
    let of = |text: &str| of_loop(&format!("{keys} {text}"));
    assert_eq!(of("for _, x in ipairs(keys(ARGV)) do BODY end"), "#ARGV");
    // Two tables that one constructor makes: the second one is filled from the first.
    assert_eq!(
        of("for _, x in ipairs(keys(keys(KEYS))) do BODY end"),
        "rounds"
    );
    let each = "for _, k in ipairs(KEYS) do for _, x in ipairs(keys({k, 'b'})) do BODY end end";
    // The tables of former calls may still be there, for all that is known.
    assert_eq!(of(each), "2 * #KEYS * #KEYS");
}

#[test]
fn a_table_for_each_round() {
    let of = |text: &str| {
        of_loop(&format!(
            "for i = 1, 10 do {text} for _, x in ipairs(t) do BODY end end"
        ))
    };
    assert_eq!(of("local t = {} for j = 1, 5 do t[#t + 1] = j end"), "50");
    // While one is made, the former one is still there.
    assert_eq!(
        of_loop(
            "local t for i = 1, 10 do t = {} for j = 1, #ARGV do t[#t + 1] = j end end \
         for _, x in ipairs(t) do BODY end"
        ),
        "10 * #ARGV"
    );
    // One table for all rounds.
    assert_eq!(
        of_loop(
            "local t for i = 1, 10 do if not t then t = {} end for j = 1, #ARGV do t[#t + 1] = j end end \
         for _, x in ipairs(t) do BODY end"
        ),
        "10 * #ARGV"
    );
    assert_eq!(
        of_loop(
            "local t for i = 1, 10 do if i % 3 == 0 or not t then t = {} end table.insert(t, i) \
         for _, x in ipairs(t) do BODY end end"
        ),
        "100"
    );
    assert_eq!(
        of_loop(
            "local all = {} for i = 1, 10 do all[i] = {} for _, t in ipairs(all) do t[#t + 1] = i end end \
         for _, t in ipairs(all) do for _, x in ipairs(t) do BODY end end"
        ),
        "1000"
    );
}

#[test]
fn what_is_taken_out_of_a_string() {
    assert_eq!(
        of_loop("for x in string.gmatch(ARGV[1], '%S+') do BODY end"),
        "1 + #ARGV[1]"
    );
    assert_eq!(of_loop("for x in ('a,b'):gmatch('[^,]+') do BODY end"), "4");
    let over = |text: &str| {
        of_loop(&format!(
            "local t = cjson.decode(ARGV[1]) {text} for k in pairs(t) do BODY end"
        ))
    };
    assert_eq!(over(""), "#ARGV[1]");
    assert_eq!(over("t.a = 1"), "1 + #ARGV[1]");
    assert_eq!(
        over("for i = 1, #KEYS do t[KEYS[i]] = 1 end"),
        "#KEYS + #ARGV[1]"
    );
    assert_eq!(
        over("local u = t u.b = 1 t = cjson.decode(KEYS[1])"),
        "1 + #KEYS[1]"
    );
    let stored = "for _, x in ipairs(cjson.decode(redis.call('GET', KEYS[1]))) do BODY end";
    assert_eq!(of_loop(stored), "1 + |reply|");
    let packed = "for _, x in ipairs(cmsgpack.unpack(ARGV[1])) do BODY end";
    assert_eq!(of_loop(packed), "rounds");
}

#[test]
fn loops_with_a_condition() {
    let counting = "local i = 0 ";
    let of = |text: &str| of_loop(&format!("{counting}{text}"));
    assert_eq!(of("while i < 10 do BODY i = i + 1 end"), "10");
    assert_eq!(of("while i <= 10 do i = i + 2 BODY end"), "6");
    assert_eq!(of("while i < #ARGV do i = i + 1 BODY end"), "#ARGV");
    assert_eq!(
        of("while ARGV[i] and i < #ARGV do i = i + 1 BODY end"),
        "#ARGV"
    );
    assert_eq!(of("repeat i = i + 1 BODY until i >= 10"), "10");
    assert_eq!(of("repeat BODY i = i + 1 until i > 10 or ARGV[1]"), "11");
    let n = "local n = tonumber(ARGV[1]) ";
    assert_eq!(
        of(&format!("{n} while i < n do i = i + 1 BODY end")),
        "1 + ARGV[1]"
    );
    assert_eq!(
        of(&format!("{n} while n > 0 do n = n - 1 BODY end")),
        "1 + ARGV[1]"
    );
    // A round that does not count.
    assert_eq!(
        of("while i < 10 do if ARGV[1] then i = i + 1 end BODY end"),
        "rounds"
    );
    assert_eq!(of("while i < 10 do BODY end"), "rounds");
    assert_eq!(
        of("while i < 10 do i = i + 1 if ARGV[1] then i = 0 end BODY end"),
        "rounds"
    );
    // The limit moves, too.
    let moving = "local n = 5 while i < n do i = i + 1 n = n + 1 BODY end";
    assert_eq!(of(moving), "rounds");
    let drained = "while redis.call('LLEN', KEYS[1]) > 0 do redis.call('LPOP', KEYS[1]) end";
    assert_eq!(bound(drained), "2 * rounds");
}
