//! Claims that generated scripts once refuted (`tools/soundness`), one test a kind.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use redis_script_analysis::{
    Analysis, Count, Counts, EntryTable, Settings, Severity, Source, analyze_alone,
};

fn analysis(text: &str, keys: usize, arguments: usize) -> Analysis {
    let counts = Counts {
        keys: Some(Count::exactly(keys)),
        args: Some(Count::exactly(arguments)),
    };
    analyze_alone(&Source::new("x.lua", text), counts, &Settings::default())
}

/// The lints that find an error.
fn errors(text: &str) -> Vec<&'static str> {
    let found = analysis(text, 1, 1).diagnostics;
    let errors = found
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors.map(|found| found.lint).collect()
}

fn reply(text: &str) -> String {
    analysis(text, 1, 1).facts.reply().to_string()
}

#[test]
fn an_entry_is_not_missing_where_another_table_may_be_read() {
    assert_eq!(errors("return ARGV[2]"), ["missing_entry"]);
    let either = "local list = #KEYS > 3 and KEYS or {'x', 'y', 'z'}\nreturn list[3]";
    assert_eq!(errors(either), [""; 0]);
    let raw = "local list = ARGV\nif redis.call('EXISTS', KEYS[1]) == 1 then list = {1, 2} end\nreturn rawget(list, 2)";
    assert_eq!(errors(raw), [""; 0]);
}

#[test]
fn an_entry_that_the_script_may_have_set_is_not_missing() {
    assert_eq!(errors("ARGV[#ARGV + 1] = 'x'\nreturn ARGV[2]"), [""; 0]);
    assert_eq!(errors("ARGV[ARGV[1]] = 'x'\nreturn ARGV[2]"), [""; 0]);
}

#[test]
fn only_a_loop_of_known_numbers_surely_comes_to_its_last_entry() {
    assert_eq!(
        errors("for i = 1, 2 do redis.call('GET', KEYS[i]) end"),
        ["missing_entry"]
    );
    let some = "local n = redis.call('EXISTS', KEYS[1]) == 1 and 2 or 1\n";
    assert_eq!(errors(&format!("{some}return ARGV[n]")), [""; 0]);
    assert_eq!(
        errors(&format!(
            "{some}local t = {{}}\nfor i = 1, n do t[i] = ARGV[i] or '' end\nreturn t"
        )),
        [""; 0]
    );
}

#[test]
fn what_is_taken_off_an_empty_table_is_nil() {
    assert_eq!(reply("return type(table.remove(ARGV))"), "a string");
    assert_eq!(reply("return table.remove(ARGV)"), "nil or a string");
    assert_eq!(reply("table.remove(ARGV)\nreturn #ARGV"), "an integer");
    // The table has one entry less than its length was.
    let last = "local n = #ARGV\ntable.remove(ARGV, 1)\nlocal last\nfor i = 1, n do last = ARGV[i] end\nreturn last";
    assert!(reply(last).contains("nil"), "{}", reply(last));
}

#[test]
fn a_field_of_keys_is_what_the_script_stored() {
    assert_eq!(reply("KEYS.x = 'a'\nreturn KEYS.x"), "anything");
    assert_eq!(reply("return KEYS.x"), "nil");
}

#[test]
fn a_comparison_with_nan_leaves_the_first_of_max() {
    assert_eq!(reply("return math.max(7, 0/0)"), "the integer 7");
    assert_eq!(reply("return math.max(7, 0/0, 9)"), "the integer 9");
}

#[test]
fn a_metamethod_takes_any_string() {
    let text = "local t = setmetatable({}, {__add = function() return 1 end})\nreturn t + 'v'";
    assert_eq!(errors(text), [""; 0]);
    assert_eq!(errors("return 1 + 'v'"), ["impossible_operation"]);
}

#[test]
fn pcall_of_a_command_leaves_its_arguments_as_they_are() {
    let text = "local x = {}\nif ARGV[1] == 'a' then x = 'b' end\nredis.pcall(x)\nreturn type(x)";
    assert_eq!(reply(text), "a string");
    let table = "local x = cjson.decode(ARGV[1])\nredis.pcall('SET', KEYS[1], x)\nreturn x";
    assert_eq!(reply(table), "anything");
}

#[test]
fn loaded_code_reads_keys_and_argv() {
    let facts = analysis("return loadstring('return ARGV[3]')()", 1, 1).facts;
    assert!(
        facts
            .variable_read(redis_script_analysis::facts::EntryTable::Argv)
            .is_some()
    );
}

#[test]
fn an_error_of_one_of_several_functions_is_not_certain() {
    let choice =
        "local f = string.upper\nif redis.call('EXISTS', KEYS[1]) == 1 then f = type end\n";
    assert_eq!(errors(&format!("{choice}return f({{}})")), [""; 0]);
    assert_eq!(
        errors("local f = string.upper\nreturn f({})"),
        ["invalid_library_call"]
    );
}

#[test]
fn zero_may_be_negative() {
    assert_eq!(reply("return tostring(0)"), "the string `0`");
    assert_eq!(reply("return tostring(0 * (-3))"), "a string");
    assert_eq!(reply("return tostring((-3) * 0)"), "a string");
    // Lua takes 0 and -0 for one constant.
    assert_eq!(reply("local x = -0\nreturn tostring(0)"), "a string");
}

#[test]
fn what_is_assigned_to_is_evaluated_before_the_values() {
    let text = "local i, t = 1, {1, 2}\ni, t[i] = i + 1, 20\nreturn t[2]";
    assert_eq!(reply(text), "the integer 2");
    let moved = "local t = {x = {}}\nlocal old = t.x\nt.x[1] = (function() t.x = {} return 5 end)()\nreturn t.x[1]";
    assert!(reply(moved).contains("nil"), "{}", reply(moved));
    assert_eq!(reply("local a\na, a = 1, 2\nreturn a"), "the integer 1");
}

#[test]
fn false_is_a_boolean_in_resp3() {
    assert_eq!(reply("return {false}"), "an array of 1");
    assert_eq!(reply("redis.setresp(3)\nreturn false"), "anything");
}

#[test]
fn a_call_in_a_table_may_begin_on_the_next_line() {
    assert_eq!(errors("local f = type\nreturn {f\n(1)}"), [""; 0]);
    assert_eq!(errors("local f = type\nreturn {(f)\n(1)}"), ["syntax"]);
    assert_eq!(errors("local f = type\nreturn {x = f\n(1)}"), ["syntax"]);
}

#[test]
fn lists_of_different_lengths_have_any_of_both() {
    let either = "local function f() if ARGV[1] then return 1, 2 end return 1 end\n";
    assert_eq!(
        reply(&format!("{either}return select('#', f())")),
        "an integer"
    );
    assert_eq!(reply("return select('#', 1, nil, 3)"), "the integer 3");
    assert_eq!(
        errors(&format!("{either}return redis.call('ECHO', f())")),
        [""; 0]
    );
    let protected = "return select('#', pcall(function() error('x') end))";
    assert_eq!(reply(protected), "an integer");
}

#[test]
fn a_quotient_by_zero_has_the_sign_of_the_zero() {
    // Lua takes 0 and -0 for one constant.
    let text =
        "if 1 < -0 then return 1 end\nlocal x = 1 / 0\nif x > 0 then return 'a' end\nreturn 'b'";
    assert!(reply(text).contains("`b`"), "{}", reply(text));
}

#[test]
fn a_nil_that_is_inserted_makes_no_table_longer() {
    let inserted = "local t = {}\nt[1] = nil\ntable.insert(t, nil)\n";
    assert_eq!(
        reply(&format!(
            "{inserted}if #t == 0 then return 'a' end\nreturn 1"
        )),
        "the string `a` or the integer 1"
    );
}

#[test]
fn an_entry_that_another_table_may_have_got_instead_is_still_read() {
    let text = "local list = #KEYS > 2 and KEYS or ARGV\nlist[1] = 'a'\nreturn redis.call('EXISTS', KEYS[1])";
    let facts = analysis(text, 1, 1).facts;
    assert_eq!(
        facts.highest(redis_script_analysis::facts::EntryTable::Keys),
        1
    );
}

#[test]
fn a_number_of_an_entry_that_is_there_may_still_be_nil() {
    for guard in ["ARGV[1]", "#ARGV == 1", "#ARGV >= 1", "ARGV[1] ~= nil"] {
        let text = format!("local n = tonumber(ARGV[1])\nif {guard} then return n end\nreturn 1");
        assert!(reply(&text).contains("nil"), "{guard}");
    }
    let whole = "local n = tonumber(ARGV[1]) or 0\nif ARGV[1] then return n end\nreturn 1";
    assert!(!reply(whole).contains("nil"));
}

#[test]
fn an_entry_after_others_were_taken_off_is_not_missing_where_another_table_may_be_read() {
    assert_eq!(
        errors("table.remove(ARGV)\nreturn ARGV[2]"),
        ["missing_entry"]
    );
    for condition in ["#list == 0", "redis.call('GET', KEYS[1])"] {
        let text = format!(
            "table.remove(ARGV)\nlocal list = ARGV\nif {condition} then list = {{1, 2}} end\nreturn list[2]"
        );
        assert_eq!(errors(&text), [""; 0], "{condition}");
    }
}

#[test]
fn old_servers_ask_metamethods_for_what_is_returned() {
    let text = "return setmetatable({}, {__index = function() return {f = 'a'} end})";
    assert_eq!(reply(text), "anything");
    assert_ne!(reply("return {}"), "anything");
}

#[test]
fn entries_that_a_loop_forgets_may_all_be_read() {
    let sums = "local list = ARGV\nlocal n = 0\nfor at = 1, #KEYS do n = n + at end\nreturn list";
    // Nothing is left to follow the rounds of the loop with.
    let double = |at: usize| format!("local function f{}() f{at}() f{at}() end\n", at + 1);
    let doubles: String = (0..16).map(double).collect();
    let spent = format!("local function f0() return 1 end\n{doubles}f16()\n{sums}");
    for script in [sums, &spent] {
        let facts = analysis(script, 1, 1).facts;
        assert!(facts.entries(EntryTable::Argv).variadic, "{script}");
    }
}

#[test]
fn entries_in_tables_that_are_encoded_or_returned_are_read() {
    let nested = "local held = {{entries = ARGV}}\n";
    for last in [
        "return cjson.encode(held)",
        "return cmsgpack.pack(1, held)",
        "return held",
        "local function all() return held end\nreturn cjson.encode(all())",
    ] {
        let facts = analysis(&format!("{nested}{last}"), 1, 1).facts;
        assert!(facts.entries(EntryTable::Argv).variadic, "{last}");
    }
    // More tables than are looked through.
    let deep = "local held = {ARGV}\nheld = {held}\n".to_owned()
        + &"held = {held}\n".repeat(100)
        + "return held";
    assert!(
        analysis(&deep, 1, 1)
            .facts
            .entries(EntryTable::Argv)
            .variadic
    );
}

#[test]
fn a_status_of_anything_but_one_string_is_an_error() {
    let cases = [
        ("return redis.status_reply('x')", "a status"),
        ("return redis.status_reply()", "an error"),
        ("return redis.status_reply(1)", "an error"),
        ("return redis.status_reply('x', 'y')", "an error"),
        (
            "return redis.status_reply(#KEYS > 0 and 'x' or nil)",
            "a status or an error",
        ),
        (
            "return redis.status_reply(unpack(ARGV))",
            "a status or an error",
        ),
        ("return redis.error_reply()", "an error"),
    ];
    for (script, expected) in cases {
        assert_eq!(reply(script), expected, "{script}");
    }
}

#[test]
fn what_stands_at_zero_does_not_move_when_entries_are_taken_off() {
    for at in ["0", "-1", "#KEYS - 1"] {
        let script =
            format!("if not ARGV[1] then return 'x' end\ntable.remove(ARGV, 1)\nreturn ARGV[{at}]");
        assert!(
            reply(&script).contains("nil"),
            "{script}: {}",
            reply(&script)
        );
    }
}

#[test]
fn an_entry_at_what_may_be_no_number_may_be_nil() {
    let given = "if not ARGV[1] then return 'x' end\n";
    for (index, expected) in [
        ("local n\nif #KEYS > 0 then n = 1 end", true),
        ("local n = #KEYS > 0 and 1 or 'a'", true),
        ("local n = 1\nif #KEYS > 0 then n = 1 end", false),
    ] {
        let reply = reply(&format!("{given}{index}\nreturn ARGV[n]"));
        assert_eq!(reply.contains("nil"), expected, "{index}: {reply}");
    }
    // It is not certain that the entry is read.
    assert_eq!(
        errors("local n\nif #KEYS > 3 then n = 2 end\nreturn ARGV[n]"),
        [""; 0]
    );
}

#[test]
fn a_sum_that_was_rounded_tells_nothing_of_what_was_added() {
    let either = "local n = #KEYS > 0 and 1 or 0\n";
    for sum in ["1e300 + n", "n + 1e300", "n - 9007199254740992"] {
        let script = format!(
            "{either}local sum = {sum}\nif sum == 1 then end\nif n == 1 then return 'one' end\nreturn 0"
        );
        let reply = reply(&script);
        assert!(reply.contains("one"), "{sum}: {reply}");
    }
}

#[test]
fn a_count_tells_nothing_of_sums_that_are_rounded() {
    let rounded = "9007199254740992";
    for (added, sum, may_be_nil) in [(rounded, "9007199254740994", true), ("5", "8", false)] {
        let script = format!(
            "local sum = #ARGV + 1 + {added}\nif sum == {sum} then return ARGV[2] end\nreturn 0"
        );
        let reply = reply(&script);
        assert_eq!(reply.contains("nil"), may_be_nil, "{added}: {reply}");
    }
}

#[test]
fn what_a_script_stored_is_not_moved_by_a_remove_that_finds_nothing() {
    let stored = "table.remove(ARGV)\nARGV[2] = 1\ntable.remove(ARGV, 1)\nreturn ARGV[2]";
    assert_eq!(errors(stored), [""; 0]);
    assert_eq!(
        errors("ARGV[3] = 1\ntable.remove(ARGV)\nreturn ARGV[3]"),
        [""; 0]
    );
    assert_eq!(
        errors("table.remove(ARGV, 1)\nreturn ARGV[1]"),
        ["missing_entry"]
    );
}
