//! Which entries of KEYS and ARGV a script reads, and whether it provides for their absence.

use redis_script_analysis::facts::{Index, Read};
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
        } => format!("{first}..{last}"),
        Index::Range { first, last: None } => format!("{first}.."),
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

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(script, expected)| (script, expected, reads(script)))
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
            "ARGV[2..] ARGV[3..]",
        ),
        (
            "for i = 1, 3 do redis.call('DEL', KEYS[i]) end",
            "KEYS[1..3]",
        ),
        (
            "for i = 1, 6, 2 do redis.call('SET', KEYS[i], KEYS[i + 1]) end",
            "KEYS[1..5] KEYS[2..6]",
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
