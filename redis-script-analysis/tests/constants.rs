//! Constants: what is declared, what is sent, and what is said about it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use mlua::Lua;
use proptest::prelude::*;
use redis_script_analysis::constants::{
    ConstantLiteral, ConstantSetting, ConstantValue, SetConstant, SetTo,
};
use redis_script_analysis::{
    Analysis, Contract, Counts, Effect, KeyCount, Settings, Severity, Source, Target, analyze,
    analyze_alone, analyze_library,
};

fn alone(text: &str) -> Analysis {
    let source = Source::new("x.lua", text);
    analyze_alone(&source, Counts::default(), &Settings::default())
}

/// As an attribute sets the constants.
fn set(text: &str, constants: &[(&str, SetTo)]) -> Analysis {
    let constants = constants.iter().map(|(name, to)| SetConstant {
        name: (*name).to_owned(),
        to: to.clone(),
    });
    let contract = Contract {
        keys: KeyCount::Unknown,
        constants: Some(constants.collect()),
        ..Contract::default()
    };
    analyze(&Source::new("x.lua", text), &contract, &Settings::default())
}

fn boolean(value: bool) -> SetTo {
    SetTo::Literal(ConstantLiteral::Boolean(value))
}

fn integer(value: i128) -> SetTo {
    SetTo::Literal(ConstantLiteral::Integer(Some(value)))
}

fn messages(analysis: &Analysis) -> Vec<&str> {
    let found = analysis.diagnostics.iter();
    found.map(|found| &*found.message).collect()
}

/// The text that is sent.
fn sent(text: &str) -> String {
    let analysis = alone(text);
    assert_eq!(messages(&analysis), [""; 0], "{text}");
    analysis.sent.unwrap().whole().unwrap()
}

#[test]
fn a_script_without_constants_is_sent_as_it_is() {
    assert_eq!(alone("return 1 -- @constant A: integer").sent, None);
    assert_eq!(alone("return '-- @const A: integer = 1'").sent, None);
    assert_eq!(alone("--[[ @const A: integer = 1 ]] return 1").sent, None);
}

#[test]
fn the_function_begins_on_the_first_line_and_ends_after_the_last() {
    assert_eq!(
        sent("-- @const A: integer = 1\nreturn A\n"),
        "local function main(A) -- @const A: integer = 1\nreturn A\nend return main(1)"
    );
    assert_eq!(
        sent("return A .. B -----@const B: string = \"it's\"\n--- @const A: number=-0.5 -- half"),
        "local function main(B, A) return A .. B -----@const B: string = \"it's\"\n--- @const A: number=-0.5 -- half\nend return main('it\\039s', -0.5)"
    );
}

#[test]
fn first_lines_that_servers_read_stay_alone() {
    let script = "-- @const A: integer = 1\nreturn A\n";
    let rest = sent(script);
    for first in [
        "#!lua flags=no-writes\n",
        "--!df flags=allow-undeclared-keys\n",
    ] {
        assert_eq!(sent(&format!("{first}{script}")), format!("{first}{rest}"));
    }
    let facts = alone(&format!("--!df flags=allow-undeclared-keys\n{script}")).facts;
    assert!(facts.header.allows_undeclared_keys);
}

#[test]
fn the_function_has_a_free_name() {
    let name = |text: &str| {
        let sent = sent(&format!("-- @const A: integer = 1\n{text}\nreturn A"));
        let (_, rest) = sent.split_once("function ").unwrap();
        rest.split_once('(').unwrap().0.to_owned()
    };
    assert_eq!(name(""), "main");
    assert_eq!(name("-- domain, mainly, remain, xmain_"), "main");
    assert_eq!(
        name("local main = 1 if main > 1 then return main end").as_str(),
        "main_"
    );
}

#[test]
fn names_of_the_script_are_left_alone() {
    let text = "-- @const A: integer = 1\nlocal main, main__ = 1, 2 return main + main__ + A";
    let value: i64 = Lua::new().load(sent(text)).eval().unwrap();
    assert_eq!(value, 4);
}

#[test]
fn varargs_are_passed_on() {
    let text = "-- @const A: integer = 1\nreturn select('#', ...) + A";
    let sent = sent(text);
    assert!(sent.starts_with("local function main(A, ...) "), "{sent}");
    assert_eq!(Lua::new().load(sent).eval::<i64>().unwrap(), 1);
}

/// With the limits of Lua: one level more, and a local variable for each constant.
#[test]
fn limits_are_those_of_the_text_that_is_sent() {
    let nested = |levels: usize| {
        format!(
            "{} local x = A {}",
            "do ".repeat(levels),
            "end ".repeat(levels)
        )
    };
    let locals = |count: usize| "local x = A ".repeat(count);
    let varargs = |count: usize| format!("{}local y = ...", locals(count - 1));
    let upvalues = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("v{at}")).collect();
        let names = names.join(", ");
        format!("local {names} return function() return A, {names} end")
    };
    let makers: [(&dyn Fn(usize) -> String, usize); 4] = [
        (&nested, 197),
        (&locals, 199),
        (&varargs, 198),
        (&upvalues, 59),
    ];
    for (maker, most) in makers {
        for count in [most, most + 1] {
            let text = format!("-- @const A: integer = 1\n{}", maker(count));
            let found = alone(&text);
            let is_lua =
                |found: &Analysis| found.diagnostics.iter().all(|found| found.lint != "syntax");
            assert_eq!(is_lua(&found), count == most, "{count}: {text}");
            if let Some(sent) = found.sent {
                Lua::new()
                    .load(sent.whole().unwrap())
                    .into_function()
                    .unwrap();
            }
        }
    }
}

#[test]
fn configuration_is_not_a_mistake() {
    for (value, text) in [
        (
            "false",
            "if A then redis.call('SET', KEYS[1], ARGV[1]) end return redis.call('GET', KEYS[1])",
        ),
        (
            "true",
            "if not A then return redis.call('GET', KEYS[2]) end return redis.call('GET', KEYS[1])",
        ),
        (
            "true",
            "if A then return redis.call('GET', KEYS[1]) end return redis.call('GET', KEYS[2])",
        ),
        (
            "false",
            "return A and redis.call('GET', KEYS[1]) or redis.call('GET', KEYS[2])",
        ),
        (
            "false",
            "if A == true then redis.log(redis.LOG_DEBUG, KEYS[1]) end",
        ),
        (
            "true",
            "local n = 0 if A then n = 1 else n = 2 end redis.call('SET', KEYS[1], n)",
        ),
        (
            "true",
            "if A then error('off') end redis.call('SET', KEYS[1], 1)",
        ),
    ] {
        let script = format!("-- @const A: boolean = {value}\n{text}");
        assert_eq!(messages(&alone(&script)), [""; 0], "{script}");
        assert_eq!(
            messages(&set(&script, &[("A", SetTo::Expression)])),
            [""; 0],
            "{script}"
        );
    }
    for (value, text) in [
        (0, "for i = 1, A do redis.call('LPUSH', KEYS[1], i) end"),
        (
            0,
            "if A > 0 then redis.call('SET', KEYS[1], 'x', 'EX', A) else redis.call('SET', KEYS[1], 'x') end",
        ),
        (5, "if A == 0 then return end redis.call('SET', KEYS[1], A)"),
        (
            5,
            "while redis.call('LLEN', KEYS[1]) > A do redis.call('LPOP', KEYS[1]) end",
        ),
    ] {
        let script = format!("-- @const A: integer = {value}\n{text}");
        assert_eq!(messages(&alone(&script)), [""; 0], "{script}");
    }
}

#[test]
fn a_value_is_checked_as_a_literal_is() {
    let text = "-- @const TTL: integer = 60\nreturn redis.call('SET', KEYS[1], ARGV[1], 'EX', TTL)";
    assert_eq!(messages(&alone(text)), [""; 0]);
    assert_eq!(messages(&set(text, &[("TTL", SetTo::Expression)])), [""; 0]);
    let found = set(text, &[("TTL", integer(-1))]);
    assert_eq!(found.diagnostics.len(), 1, "{:?}", messages(&found));
}

/// A float may have the value, which a whole number would seem to have.
#[test]
fn a_number_that_would_be_rounded_is_written_as_a_float() {
    let declared = "-- @const RATE: number = 1\nreturn RATE > #ARGV";
    let refused = set(declared, &[("RATE", integer((1 << 53) + 1))]);
    let help = &refused.diagnostics.first().unwrap().help;
    let help: Vec<&str> = help.iter().map(|help| &**help).collect();
    assert_eq!(help, ["write a float, as in `1e17`, if it may be rounded"]);
    let float = SetTo::Literal(ConstantLiteral::Float(1e17));
    assert_eq!(messages(&set(declared, &[("RATE", float)])), [""; 0]);
}

#[test]
fn effects_are_those_of_what_is_sent() {
    let text = "-- @const WRITE: boolean = false\nif WRITE then redis.call('DEL', KEYS[1]) end return redis.call('GET', KEYS[1])";
    let effect = |analysis: &Analysis| Effect::of(&analysis.facts, false, &Target::default());
    assert_eq!(effect(&alone(text)), Effect::ReadsByRo);
    assert_eq!(
        effect(&set(text, &[("WRITE", boolean(false))])),
        Effect::ReadsByRo
    );
    assert_eq!(
        effect(&set(text, &[("WRITE", boolean(true))])),
        Effect::Writes
    );
    assert_eq!(
        effect(&set(text, &[("WRITE", SetTo::Expression)])),
        Effect::Writes
    );
}

#[test]
fn nobody_asks_for_no_writes_if_a_constant_allows_writes() {
    let text = "#!lua\n-- @const WRITE: boolean = false\nif WRITE then redis.call('DEL', KEYS[1]) end return redis.call('GET', KEYS[1])";
    assert_eq!(messages(&alone(text)), [""; 0]);
}

#[test]
fn a_library_has_none() {
    let text = "#!lua name=lib\n-- @const A: integer = 1\nredis.register_function('f', function() return 1 end)";
    let source = Source::new("x.lua", text);
    let found = analyze_library(&source, &Settings::default());
    assert_eq!(
        messages(&found),
        ["a function library cannot declare constants"]
    );
    assert_eq!(found.sent, None);
}

#[test]
fn many_constants_are_refused_at_once() {
    let declare = |at| format!("-- @const A{at}: integer = {at}\n");
    let text: String = (0..20_000).map(declare).collect();
    let found = alone(&text);
    let expected = "a script can declare 200 constants, and this is one more";
    assert_eq!(messages(&found), [expected]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lua_reads_the_bytes_that_were_meant(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let literal = ConstantValue::String(bytes.clone().into()).to_lua();
        prop_assert!(!literal.contains(['\n', '\r', '\0']));
        let lua = Lua::new();
        let read: mlua::LuaString = lua.load(format!("return {literal}")).eval().unwrap();
        prop_assert_eq!(&*read.as_bytes(), bytes.as_slice());
    }

    #[test]
    fn lua_reads_the_number_that_was_meant(number in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO | prop::num::f64::NEGATIVE) {
        let literal = ConstantValue::Number(number).to_lua();
        let packed: f64 = Lua::new().load(format!("return {literal}")).eval().unwrap();
        prop_assert_eq!(packed.to_bits(), number.to_bits(), "{}", literal);
    }

    /// Whatever follows `@const`: it is declared, or an error is in its line.
    #[test]
    fn declarations_are_read_or_refused(rest in "[ -~é]{0,20}|[A-Z]{1,3} ?: ?(integer|number|string|boolean|int)( ?= ?[-\"'0-9a-z.\\[\\]]{0,8})?( -- [^\r\n]{0,5})?") {
        let text = format!("-- @const {rest}\nreturn 1");
        let found = alone(&text);
        let errors = found.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        for error in errors.clone() {
            prop_assert!(error.span().end as usize <= text.len() - "\nreturn 1".len(), "{:?}", error);
        }
        prop_assert!(errors.count() > 0, "never read: {}", text);
    }

    /// What the declaration says is what is sent, as Lua reads both.
    #[test]
    fn declared_values_are_sent(value in "-?[0-9]{1,6}(\\.[0-9]{1,3})?(e-?[0-9]{1,2})?|0x[0-9a-f]{1,8}") {
        let found = alone(&format!("-- @const A: number = {value}\nreturn A"));
        let ConstantSetting::Known(constant) = &found.constants.first().unwrap().setting else {
            panic!("{value}: {:?}", messages(&found));
        };
        let lua = Lua::new();
        let both = format!("return {value} == {}", constant.to_lua());
        prop_assert!(lua.load(both).eval::<bool>().unwrap());
    }
}
