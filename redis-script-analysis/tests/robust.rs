//! Whatever a script looks like, the analysis ends, and on a small stack.

use std::thread;

use proptest::prelude::*;
use redis_script_analysis::contract::types::{ArgType, IntegerType, ReplyType};
use redis_script_analysis::report::render::render;
use redis_script_analysis::{
    Analysis, Contract, KeyCount, Param, Passes, Settings, Source, analyze,
};

fn check(script: &str) -> Analysis {
    let param = |at: usize| Param {
        passes: if at < 3 { Passes::Once } else { Passes::Slice },
        ..Param::one(&format!("p{at}"), ArgType::Unknown)
    };
    let contract = Contract {
        keys: KeyCount::Exactly(1),
        params: (0..4).map(param).collect(),
        // nil is no integer, so the ways out of the script are held against something.
        reply: IntegerType::named("i64").map_or(ReplyType::Unknown, ReplyType::Integer),
        ..Contract::default()
    };
    let source = Source::new("test.lua", script);
    let analysis = analyze(&source, &contract, &Settings::default());
    for diagnostic in &analysis.diagnostics {
        assert!(render(diagnostic, &source).contains("test.lua"));
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
            let marked = source.text().get(label.span.range());
            assert!(marked.is_some(), "{diagnostic:?} splits a character");
        }
    }
    analysis
}

/// Macros run on the compiler's stack of 8 MiB; a quarter must do, in a debug build too.
fn check_on_small_stack(script: String) {
    let thread = thread::Builder::new().stack_size(2 << 20);
    let ended = thread
        .spawn(move || check(&script).diagnostics.len())
        .map(thread::JoinHandle::join);
    assert!(ended.is_ok_and(|ended| ended.is_ok()));
}

fn nested(count: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(count), close.repeat(count))
}

#[test]
fn deep_scripts_do_not_overflow_the_stack() {
    check_on_small_stack(format!("return {}", nested(198, "(", "KEYS[1]", ")")));
    check_on_small_stack(format!("return {}", nested(190, "{x=", "1", "}")));
    check_on_small_stack(nested(195, "do ", "f(1)", " end"));
    check_on_small_stack(nested(195, "while KEYS[1] do ", "f(1)", " end"));
    check_on_small_stack(nested(195, "if ARGV[1] then ", "f(1)", " end"));
    check_on_small_stack(nested(65, "f(function() return ", "1", " end)"));
    check_on_small_stack(format!(
        "return {}",
        nested(60, "(function() return ", "KEYS[2]", " end)()")
    ));
    check_on_small_stack(format!("return {}", nested(90, "not f(", "1", ")")));
}

#[test]
fn deep_chains_of_calls_do_not_overflow_the_stack() {
    let deep = |at: usize| {
        format!(
            "local function f{}() return {} end\n",
            at + 1,
            nested(150, "(", &format!("f{at}()"), ")")
        )
    };
    let chain: String = (0..150).map(deep).collect();
    check_on_small_stack(format!(
        "local function f0() return KEYS[1] end\n{chain} return f150()"
    ));
    check_on_small_stack("local function f() return f() end return f()".to_owned());
}

#[test]
fn long_chains_do_not_overflow_the_stack() {
    check_on_small_stack(format!("return 1{}", " + 1".repeat(50_000)));
    check_on_small_stack(format!("return a{}", ".b".repeat(50_000)));
    check_on_small_stack(format!("return a{}", "()".repeat(50_000)));
    check_on_small_stack(format!("if a then {} end", "elseif b then ".repeat(50_000)));
    check_on_small_stack(format!("return {}", vec!["a"; 50_000].join(" and ")));
    check_on_small_stack("local x = KEYS[1] ".repeat(150));
    check_on_small_stack("(".repeat(100_000));
    check_on_small_stack("{".repeat(100_000));
    check_on_small_stack("function f() ".repeat(100_000));
    check_on_small_stack("[".repeat(100_000));
}

#[test]
fn calls_that_double_at_each_level_end() {
    let double = |at: usize| format!("local function f{}() f{at}() f{at}() end\n", at + 1);
    let chain: String = (0..60).map(double).collect();
    let analysis = check(&format!(
        "local function f0() return ARGV[1] end\n{chain} f60()"
    ));
    assert_eq!(analysis.facts.reads.len(), 1);
}

#[test]
fn findings_mark_whole_characters() {
    for end in ["", "é", "語", "🦀", " 語 \n"] {
        let analysis = check(&format!("redis.call('DEL', KEYS[1]) --{end}"));
        let lints: Vec<_> = analysis
            .diagnostics
            .iter()
            .map(|found| found.lint)
            .collect();
        assert!(lints.contains(&"reply_type"), "{lints:?} after {end:?}");
        for broken in ["return '", "return {'", "x = [[", "local 語", "f(語"] {
            check(&format!("{broken}{end}"));
        }
    }
}

const PIECES: &[&str] = &[
    "KEYS",
    "ARGV",
    "KEYS[1]",
    "ARGV[i]",
    "#KEYS",
    "unpack(ARGV)",
    "unpack(KEYS, 2)",
    "table.remove(ARGV, 1)",
    "ipairs(KEYS)",
    "select(2, ...)",
    "i",
    "x",
    "'語'",
    "f",
    "f(x)",
    "function(x, ...) return x, ... end",
    "nil",
    "1",
    "'a'",
    "-1",
    "9223372036854775807",
    "1e300",
    "...",
];

const STATEMENTS: &[&str] = &[
    "local x = @",
    "x = @",
    "local i, x = @, @",
    "f(@)",
    "redis.call('SET', @, @)",
    "if @ then x = @ end",
    "if not @ then return @ end",
    "for i = @, @ do x = @ end",
    "for i, x in @ do f(@) end",
    "while @ do i = @ break end",
    "repeat local x = @ until @",
    "local f = @",
    "local function f(x, ...) return @ end",
    "KEYS[@] = @",
    "x = @ or @",
    "x = @ and @",
    "x = @ + @",
    "x = @ == @",
    "x = @ < @",
    "pcall(@, @)",
    "--[[é]] return @",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mix_of_values_is_followed(
        statements in prop::collection::vec(prop::sample::select(STATEMENTS), 0..12),
        pieces in prop::collection::vec(prop::sample::select(PIECES), 40),
    ) {
        let mut pieces = pieces.iter().cycle();
        let mut script = String::new();
        for part in statements.join("\n").split_inclusive('@') {
            script.push_str(part.trim_end_matches('@'));
            if part.ends_with('@') {
                script.push_str(pieces.next().unwrap_or(&"nil"));
            }
        }
        check(&script);
    }
}
