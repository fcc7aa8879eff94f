//! Which entries of KEYS and ARGV a script reads, and whether it provides for their absence.

use redis_script_analysis::facts::{EntryTable, Index, Read};
use redis_script_analysis::{Contract, KeyCount, Settings, Source, analyze};

/// `KEYS[1] ARGV[2..]`; a `?` marks what the script provides for.
fn reads(script: &str) -> String {
    let contract = Contract {
        keys: KeyCount::Exactly(0),
        ..Contract::default()
    };
    let source = Source::new("test.lua", script);
    let analysis = analyze(&source, &contract, &Settings::default());
    let syntax = analysis.diagnostics.iter().find(|d| d.lint == "syntax");
    assert!(syntax.is_none(), "{script}: {syntax:?}");
    let mut reads: Vec<String> = analysis.facts.reads.iter().map(describe).collect();
    reads.dedup();
    reads.join(" ")
}

fn describe(read: &Read) -> String {
    let index = match read.index {
        Index::At(at) => at.to_string(),
        Index::Range {
            first,
            last: Some(last),
            step: 1,
        } => format!("{first}..{last}"),
        Index::Range {
            first,
            last: None,
            step: 1,
        } => format!("{first}.."),
        Index::Range { first, step, last } => match last {
            Some(last) => format!("{first}..{last} by {step}"),
            None => format!("{first}.. by {step}"),
        },
        Index::FromEnd(back) => format!("#{back:+}"),
        Index::Any => "any".to_owned(),
    };
    let optional = if read.optional && read.index.highest().is_some() {
        "?"
    } else {
        ""
    };
    format!("{}[{index}]{optional}", read.table.name())
}

/// Of each read of the highest ARGV when it happens; `always` if whatever the entries are.
fn conditions(script: &str) -> String {
    let source = Source::new("test.lua", script);
    let contract = Contract {
        keys: KeyCount::Exactly(0),
        ..Contract::default()
    };
    let facts = analyze(&source, &contract, &Settings::default()).facts;
    let highest = Some(facts.highest(EntryTable::Argv));
    let reads = facts.reads_of(EntryTable::Argv);
    let shown = reads
        .filter(|read| read.index.highest() == highest)
        .map(|read| match read.conditions.to_string() {
            none if read.conditions.is_empty() => format!("{none}always"),
            some => some.replace("ARGV", "").replace('`', ""),
        });
    shown.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    check_with(reads, cases);
}

fn check_with(found: fn(&str) -> String, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(script, expected)| (script, expected, found(script)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(script, expected, found)| {
            format!("{script}\n  expected {expected}\n  found    {found}")
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn constant_entries() {
    check(&[
        ("return 1", ""),
        ("return redis.call('GET', KEYS[1])", "KEYS[1]"),
        ("return KEYS[1] .. ARGV[3]", "KEYS[1] ARGV[3]"),
        ("local i = 2 return ARGV[i]", "ARGV[2]"),
        ("local i = 2 return ARGV[i * 2 - 1]", "ARGV[3]"),
        ("return KEYS[0]", "KEYS[0]"),
        ("return KEYS[-1]", "KEYS[-1]"),
        ("return ARGV[(1)]", "ARGV[1]"),
        ("return _G.KEYS[1]", "KEYS[1]"),
    ]);
}

#[test]
fn aliases_and_assignments() {
    check(&[
        ("local k = KEYS return k[2]", "KEYS[2]"),
        (
            "local k, a = KEYS, ARGV return k[1] .. a[2]",
            "KEYS[1] ARGV[2]",
        ),
        ("local a, b = ARGV[1], ARGV[2]", "ARGV[1] ARGV[2]"),
        ("local k; k = KEYS; return k[1]", "KEYS[1]"),
        ("local KEYS = ARGV return KEYS[1]", "ARGV[1]"),
        ("KEYS[3] = 'x' return KEYS[3]", ""),
    ]);
}

#[test]
fn lists() {
    check(&[
        ("local a, b, c = unpack(ARGV)", "ARGV[1] ARGV[2] ARGV[3]"),
        ("local a, b = unpack(ARGV, 2)", "ARGV[2] ARGV[3]"),
        ("return redis.call('DEL', unpack(KEYS))", "KEYS[1..]"),
        (
            "return redis.call('DEL', unpack(KEYS, 2, 3))",
            "KEYS[2] KEYS[3]",
        ),
        (
            "return redis.call('DEL', unpack(KEYS, 2, #KEYS))",
            "KEYS[2..]",
        ),
        ("return {unpack(ARGV, 3)}", "ARGV[3..]"),
        ("return (unpack(ARGV))", "ARGV[1]"),
        (
            "return coroutine.wrap(function() return unpack(ARGV) end)()",
            "ARGV[1..]",
        ),
        (
            "return string.gsub('a', 'a', function() return unpack(ARGV, 2) end)",
            "ARGV[2..]",
        ),
        (
            "return setmetatable({}, {__index = function() return unpack(KEYS) end}).x",
            "KEYS[1..]",
        ),
        ("local a = select(2, unpack(ARGV))", "ARGV[2]"),
        ("return table.concat(ARGV, ',')", "ARGV[1..]"),
        ("return KEYS", "KEYS[1..]"),
        ("return #KEYS", ""),
        ("return KEYS[#KEYS]", "KEYS[#+0]"),
        ("return ARGV[#ARGV - 1]", "ARGV[#-1]"),
    ]);
}

#[test]
fn loops() {
    check(&[
        (
            "for i, k in ipairs(KEYS) do redis.call('DEL', k) end",
            "KEYS[1..]",
        ),
        (
            "for _, k in pairs(KEYS) do redis.call('DEL', k) end",
            "KEYS[1..]",
        ),
        (
            "for _, k in next, KEYS do redis.call('DEL', k) end",
            "KEYS[1..]",
        ),
        (
            "for i = 1, #KEYS do redis.call('DEL', KEYS[i]) end",
            "KEYS[1..]",
        ),
        (
            "for i = 2, #ARGV, 2 do redis.call('SET', ARGV[i], ARGV[i + 1]) end",
            "ARGV[2.. by 2] ARGV[3.. by 2]",
        ),
        (
            "for i = 1, 3 do redis.call('DEL', KEYS[i]) end",
            "KEYS[1..3]",
        ),
        (
            "for i = 1, 6, 2 do redis.call('SET', KEYS[i], KEYS[i + 1]) end",
            "KEYS[1..5 by 2] KEYS[2..6 by 2]",
        ),
        (
            "for i = #KEYS, 1, -1 do redis.call('DEL', KEYS[i]) end",
            "KEYS[1..]",
        ),
        (
            "local i = 1 while i <= #ARGV do redis.call('DEL', ARGV[i]) i = i + 1 end",
            "ARGV[1..]",
        ),
        (
            "for i = 1, tonumber(ARGV[1]) do redis.call('DEL', ARGV[i + 1]) end",
            "ARGV[1] ARGV[2..]",
        ),
    ]);
}

#[test]
fn entries_taken_off() {
    check(&[
        (
            "local a = table.remove(ARGV, 1) local b = ARGV[1] return a .. b",
            "ARGV[1] ARGV[2]",
        ),
        (
            "table.remove(ARGV, 1) table.remove(ARGV, 1) return ARGV[1]",
            "ARGV[1] ARGV[2] ARGV[3]",
        ),
        ("return table.remove(KEYS)", "KEYS[#+0]"),
        (
            "table.remove(KEYS) return table.remove(KEYS)",
            "KEYS[#+0] KEYS[#-1]",
        ),
        (
            "local a = table.remove(ARGV, 1) return redis.call('DEL', unpack(ARGV))",
            "ARGV[1] ARGV[2..]",
        ),
        (
            "while #ARGV > 0 do redis.call('DEL', table.remove(ARGV, 1)) end",
            "ARGV[any]",
        ),
        ("table.insert(ARGV, 1, 'x') return ARGV[2]", "ARGV[any]"),
    ]);
}

#[test]
fn helper_functions() {
    check(&[
        (
            "local function of(t) local keys = t return function(i) return keys[i] end end return of(KEYS)(2)",
            "KEYS[2]",
        ),
        (
            "local function get(k) return redis.call('GET', k) end return get(KEYS[1])",
            "KEYS[1]",
        ),
        (
            "local function nth(t, i) return t[i] end return nth(KEYS, 2) .. nth(ARGV, 1)",
            "KEYS[2] ARGV[1]",
        ),
        (
            "local function arg3() return ARGV[3] end return arg3()",
            "ARGV[3]",
        ),
        (
            "local function unused() return ARGV[3] end return 1",
            "ARGV[3]",
        ),
        (
            "local function f(a, ...) return ... end local x, y = f(unpack(ARGV)) return y",
            "ARGV[1] ARGV[2] ARGV[3]",
        ),
        (
            "local function f(t) for i = 1, #t do redis.call('DEL', t[i]) end end f(KEYS)",
            "KEYS[1..]",
        ),
        (
            "local function f(n) return n == 0 and 0 or f(n - 1) end return f(ARGV[1])",
            "ARGV[1]",
        ),
        ("local ok = pcall(function() return ARGV[2] end)", "ARGV[2]"),
        (
            "local get = function(i) return ARGV[i] end return get(1) .. get(4)",
            "ARGV[1] ARGV[4]",
        ),
        (
            "table.sort(KEYS, function(a, b) return a .. ARGV[1] < b end)",
            "KEYS[1..] ARGV[1]",
        ),
    ]);
}

#[test]
fn absence_is_provided_for() {
    check(&[
        ("return ARGV[4] or 60", "ARGV[4]?"),
        ("return tonumber(ARGV[4]) or 60", "ARGV[4]?"),
        ("return tonumber(ARGV[4] or 60)", "ARGV[4]?"),
        ("if KEYS[2] then redis.call('DEL', KEYS[2]) end", "KEYS[2]?"),
        (
            "if not KEYS[2] then return 0 end return redis.call('DEL', KEYS[2])",
            "KEYS[2]?",
        ),
        (
            "if KEYS[2] ~= nil then redis.call('DEL', KEYS[2]) end",
            "KEYS[2]?",
        ),
        (
            "if #ARGV > 3 then redis.call('DEL', ARGV[4]) end",
            "ARGV[4]?",
        ),
        (
            "if #ARGV >= 4 then redis.call('DEL', ARGV[4]) end",
            "ARGV[4]?",
        ),
        (
            "if #ARGV < 4 then return 0 end return redis.call('DEL', ARGV[4])",
            "ARGV[4]?",
        ),
        (
            "if #ARGV ~= 4 then return 0 end return redis.call('DEL', ARGV[4])",
            "ARGV[4]?",
        ),
        (
            "if 3 < #ARGV then redis.call('DEL', ARGV[4]) end",
            "ARGV[4]?",
        ),
        (
            "local t = ARGV[4] if t == nil then t = 60 end redis.call('EXPIRE', 'k', t)",
            "ARGV[4]?",
        ),
        (
            "local t = tonumber(ARGV[4]) if not t then t = 60 end return t + 1",
            "ARGV[4]?",
        ),
        (
            "local t = ARGV[4] and tonumber(ARGV[4]) or 60 return t + 1",
            "ARGV[4]?",
        ),
        (
            "local many = #ARGV > 3 if many then return ARGV[4] .. 'x' end",
            "ARGV[4]?",
        ),
        (
            "local t = ARGV[4] if t and t ~= '' then redis.call('DEL', t) end",
            "ARGV[4]?",
        ),
        (
            "while ARGV[4] do redis.call('DEL', ARGV[4]) break end",
            "ARGV[4]?",
        ),
    ]);
}

#[test]
fn absence_is_not_provided_for() {
    check(&[
        (
            "if #ARGV > 2 then redis.call('DEL', ARGV[4]) end",
            "ARGV[4]",
        ),
        (
            "if KEYS[2] then redis.call('DEL', KEYS[3]) end",
            "KEYS[2]? KEYS[3]",
        ),
        (
            "if not KEYS[2] then redis.call('DEL', KEYS[2]) end",
            "KEYS[2]? KEYS[2]",
        ),
        ("local t = ARGV[4] redis.call('EXPIRE', 'k', t)", "ARGV[4]"),
        ("local t = tonumber(ARGV[4]) return t + 1", "ARGV[4]"),
        (
            "local t = ARGV[4] if t then t = t .. 'x' end return t .. 'y'",
            "ARGV[4]",
        ),
        ("assert(ARGV[4])", "ARGV[4]"),
        (
            "if ARGV[4] then return 1 end return ARGV[5] .. 'x'",
            "ARGV[4]? ARGV[5]",
        ),
    ]);
}

#[test]
fn comparisons_with_constants_are_conditions() {
    check_with(
        conditions,
        &[
            ("return ARGV[2]", "always"),
            ("if ARGV[1] == 'a' then return ARGV[2] end", "if [1] is a"),
            ("if 'a' == ARGV[1] then return ARGV[2] end", "if [1] is a"),
            (
                "if ARGV[1] ~= 'a' then return ARGV[2] end",
                "if [1] is not a",
            ),
            (
                "if not (ARGV[1] == 'a') then return ARGV[2] end",
                "if [1] is not a",
            ),
            (
                "local op = ARGV[1] if op == 'a' then return ARGV[2] end",
                "if [1] is a",
            ),
            (
                "if string.lower(ARGV[1]) == 'a' then return ARGV[2] end",
                "if [1] is a",
            ),
            (
                "if ARGV[1]:upper() == 'A' then return ARGV[2] end",
                "if [1] is A",
            ),
            (
                "if tostring(ARGV[1]) == 'a' then return ARGV[2] end",
                "if [1] is a",
            ),
            (
                "if tonumber(ARGV[1]) == 2 then return ARGV[2] end",
                "if [1] is 2",
            ),
            (
                "if tonumber(ARGV[1]) > 2 then return ARGV[2] end",
                "for some values of [1]",
            ),
            (
                "if #ARGV[1] > 2 then return ARGV[2] end",
                "for some values of [1]",
            ),
            (
                "if ARGV[1] == KEYS[1] then return ARGV[2] end",
                "for some values of [1] and for some values of KEYS[1]",
            ),
            ("if ARGV[1] then return ARGV[2] end", "if [1] is passed"),
            (
                "if ARGV[1] ~= nil then return ARGV[2] end",
                "if [1] is passed",
            ),
            ("if not ARGV[1] then return ARGV[2] end", "if [1] is nil"),
            ("return ARGV[1] == 'a' and ARGV[2]", "if [1] is a"),
            ("return ARGV[1] == 'a' or ARGV[2]", "if [1] is not a"),
            (
                "if ARGV[1] == 'a' or ARGV[1] == 'b' then return ARGV[2] end",
                "if [1] is a or b",
            ),
            (
                "if ARGV[1] == 'a' and ARGV[2] == 'b' then return ARGV[3] end",
                "if [1] is a and if [2] is b",
            ),
            ("while ARGV[1] == 'a' do return ARGV[2] end", "if [1] is a"),
            (
                "for i = 1, tonumber(ARGV[1]) do redis.call('GET', ARGV[2]) end",
                "for some values of [1]",
            ),
            (
                "if cjson.decode(ARGV[1]).op == 'a' then return ARGV[2] end",
                "for some values of [1]",
            ),
            (
                "if string.find(ARGV[1], 'a') then return ARGV[2] end",
                "for some values of [1]",
            ),
        ],
    );
}

#[test]
fn paths_that_end_leave_their_conditions() {
    check_with(
        conditions,
        &[
            (
                "if ARGV[1] == 'a' then return end return ARGV[2]",
                "if [1] is not a",
            ),
            (
                "if ARGV[1] == 'a' then error('a') end return ARGV[2]",
                "if [1] is not a",
            ),
            (
                "if ARGV[1] ~= 'a' then return end return ARGV[2]",
                "if [1] is a",
            ),
            ("assert(ARGV[1] == 'a') return ARGV[2]", "if [1] is a"),
            (
                "if ARGV[1] == 'a' then return elseif ARGV[1] == 'b' then return end return ARGV[2]",
                "if [1] is not a or b",
            ),
            (
                "if ARGV[1] == 'a' then local x = 1 elseif ARGV[1] == 'b' then local x = 2 else return end return ARGV[2]",
                "if [1] is a or b",
            ),
            (
                "for i = 1, #KEYS do if ARGV[1] == 'a' then return end end return ARGV[2]",
                "for some values of [1]",
            ),
            (
                "if ARGV[1] == 'a' then if ARGV[2] == 'b' then return end end return ARGV[3]",
                "for some values of [2]",
            ),
            (
                "if ARGV[1] == 'a' and ARGV[2] == 'b' then return end return ARGV[3]",
                "for some values of [1] and for some values of [2]",
            ),
            (
                "local function check() if ARGV[1] ~= 'a' then error('x') end end check() return ARGV[2]",
                "if [1] is a",
            ),
        ],
    );
}

#[test]
fn paths_that_meet_have_the_conditions_of_before() {
    check_with(
        conditions,
        &[
            (
                "if ARGV[1] == 'a' then redis.call('INCR', KEYS[1]) end return ARGV[2]",
                "always",
            ),
            (
                "if tonumber(ARGV[1]) > 5 then redis.call('INCR', KEYS[1]) else redis.call('DECR', KEYS[1]) end return ARGV[2]",
                "always",
            ),
            (
                "if ARGV[1] == 'a' then local x = 1 elseif ARGV[1] == 'b' then local x = 2 end return ARGV[2]",
                "always",
            ),
            (
                "local x = ARGV[1] == 'a' and 1 or 2 return ARGV[2]",
                "always",
            ),
            (
                "for i = 1, #KEYS do if ARGV[1] == 'a' then break end end return ARGV[2]",
                "always",
            ),
            (
                "while redis.call('LPOP', KEYS[1]) do if ARGV[1] == 'a' then break end end return ARGV[2]",
                "always",
            ),
            (
                "local function f() if ARGV[1] == 'a' then return 1 end return 2 end f() return ARGV[2]",
                "always",
            ),
            (
                "pcall(function() if ARGV[1] == 'a' then error('x') end end) return ARGV[2]",
                "always",
            ),
            (
                "local function f() return ARGV[2] end if ARGV[1] == 'a' then f() else f() end",
                "always",
            ),
            (
                "local function f() return ARGV[2] end if ARGV[1] == 'a' then f() end f()",
                "always",
            ),
        ],
    );
}

#[test]
fn data_and_counts_are_no_conditions() {
    check_with(
        conditions,
        &[
            (
                "if redis.call('GET', KEYS[1]) == ARGV[1] then return ARGV[2] end",
                "always",
            ),
            (
                "if redis.call('GET', KEYS[1]) then return ARGV[2] end",
                "always",
            ),
            (
                "if tonumber(redis.call('GET', KEYS[1]) or '0') > tonumber(ARGV[1]) then return ARGV[2] end",
                "always",
            ),
            (
                "if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end return ARGV[2]",
                "always",
            ),
            ("if #ARGV > 1 then return ARGV[2] end", "always"),
            ("if math.random() > 0.5 then return ARGV[2] end", "always"),
        ],
    );
}

#[test]
fn functions_have_the_conditions_of_their_calls() {
    check_with(
        conditions,
        &[
            (
                "local function f() return ARGV[2] end if ARGV[1] == 'a' then return f() end",
                "if [1] is a",
            ),
            (
                "local function f() return ARGV[2] end if ARGV[1] == 'a' then f() elseif ARGV[1] == 'b' then f() end",
                "if [1] is a or b",
            ),
            (
                "local t = {a = function() return ARGV[2] end} return t[ARGV[1]]()",
                "if [1] is a",
            ),
            (
                "local t = {a = function() return ARGV[2] end, b = function() return 1 end} return t[ARGV[1]]()",
                "if [1] is a",
            ),
            (
                "local t = {} t.a = function() return ARGV[2] end function t.b() return 1 end local f = t[ARGV[1]] return f()",
                "if [1] is a",
            ),
            (
                "local t = {a = function() return ARGV[2] end} return t.a()",
                "always",
            ),
            (
                "local allowed = {a = true, b = true} if not allowed[ARGV[1]] then return end return ARGV[2]",
                "if [1] is a or b",
            ),
            (
                "local function f() return ARGV[1] end return 1",
                "if something calls the function around it",
            ),
        ],
    );
}

#[test]
fn values_that_conditions_chose_are_conditions_too() {
    check_with(
        conditions,
        &[
            (
                "local is_a = ARGV[1] == 'a' if is_a then return ARGV[2] end",
                "if [1] is a",
            ),
            (
                "local is_a = false if ARGV[1] == 'a' then is_a = true end if is_a then return ARGV[2] end",
                "for some values of [1]",
            ),
            (
                "local mode = 'r' if ARGV[1] == 'a' then mode = 'w' end if mode == 'w' then return ARGV[2] end",
                "for some values of [1]",
            ),
            (
                "local function is_a() if ARGV[1] == 'a' then return true end return false end if is_a() then return ARGV[2] end",
                "for some values of [1]",
            ),
            (
                "local mode = ARGV[1] or 'a' if mode == 'a' then return ARGV[2] end",
                "for some values of [1]",
            ),
        ],
    );
}
