//! Real Lua 5.1 is the oracle: both accept and refuse the same texts, and read the same literals.
//!
//! `PROPTEST_CASES=100000 cargo test -p redis-script-analysis --test oracle` looks longer.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use mlua::Lua;
use proptest::prelude::*;
use redis_script_analysis::Source;
use redis_script_analysis::lua::parse;
use redis_script_analysis::lua::syntax::{ExprKind, StatementKind};

fn we_accept(text: &str) -> bool {
    parse(&Source::new("test.lua", text)).1.is_empty()
}

/// `None` where the oracle is no judge: vanilla Lua refuses `[[` inside of `[[...]]`, the Lua of Redis takes it as text.
fn lua_accepts(text: &str) -> Option<bool> {
    match Lua::new().load(text).into_function() {
        Ok(_) => Some(true),
        Err(error) if error.to_string().contains("nesting of [[...]]") => None,
        Err(_) => Some(false),
    }
}

/// Pieces that a program is put together from; in most orders they make no sense.
const PIECES: &[&str] = &[
    "and",
    "break",
    "do",
    "else",
    "elseif",
    "end",
    "false",
    "for",
    "function",
    "if",
    "in",
    "local",
    "nil",
    "not",
    "or",
    "repeat",
    "return",
    "then",
    "true",
    "until",
    "while",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "#",
    "==",
    "~=",
    "<=",
    ">=",
    "<",
    ">",
    "=",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ":",
    ",",
    ".",
    "..",
    "...",
    "a",
    "b",
    "KEYS",
    "redis.call",
    "'x'",
    "\"\\n\"",
    "[[y]]",
    "[=[z]]]=]",
    "0x10",
    "3.14",
    "1e5",
    ".5",
    "--c\n",
    "--[[d]]",
    "\n",
    "goto",
    "continue",
    "f()",
    "a.b",
    "a[1]",
    "\0",
    ".\0",
    "1\0",
];

/// Statements and expressions that do make sense.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("nil".to_owned()),
        Just("a".to_owned()),
        Just("KEYS[1]".to_owned()),
        Just("...".to_owned()),
        any::<i32>().prop_map(|number| number.to_string()),
        any::<f32>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
        "[a-z]{0,6}".prop_map(|text| format!("'{text}'")),
        "[a-z\n\\]]{0,6}".prop_map(|text| format!("[==[{text}]==]")),
    ];
    leaf.prop_recursive(5, 48, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4).prop_map(|items| items.join(", "));
        let operator = prop::sample::select(vec![
            "+", "-", "*", "/", "%", "^", "..", "==", "~=", "<", "and", "or",
        ]);
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("not {a}")),
            inner.clone().prop_map(|a| format!("- {a}")),
            list.clone().prop_map(|list| format!("f({list})")),
            list.clone().prop_map(|list| format!("a.b:c({list})[1]")),
            list.clone()
                .prop_map(|list| format!("{{x = 1; [2] = 3, f({list})}}")),
            (list, inner).prop_map(|(list, a)| format!(
                "function(p, q, ...) local l = {a} return {list} end"
            )),
        ]
    })
}

fn statement() -> impl Strategy<Value = String> {
    let simple = prop_oneof![
        expression().prop_map(|a| format!("local x, y = {a}")),
        expression().prop_map(|a| format!("a, t.x[1] = {a}")),
        expression().prop_map(|a| format!("redis.call('SET', KEYS[1], {a})")),
        expression().prop_map(|a| format!("do return {a} end")),
    ];
    simple.prop_recursive(4, 32, 3, |inner| {
        let block = prop::collection::vec(inner, 0..3).prop_map(|body| body.join("\n"));
        prop_oneof![
            (expression(), block.clone())
                .prop_map(|(a, body)| format!("if {a} then {body} elseif a then else {body} end")),
            (expression(), block.clone())
                .prop_map(|(a, body)| format!("while {a} do {body} break end")),
            (expression(), block.clone()).prop_map(|(a, body)| format!("repeat {body} until {a}")),
            (expression(), block.clone())
                .prop_map(|(a, body)| format!("for i = 1, {a} do {body} end")),
            (expression(), block.clone())
                .prop_map(|(a, body)| format!("for k, v in {a} do {body} end")),
            block
                .clone()
                .prop_map(|body| format!("local function f(n, ...) {body} end")),
            block.prop_map(|body| format!("function m.n:o(n, ...) {body} end")),
        ]
    })
}

fn program() -> impl Strategy<Value = String> {
    prop::collection::vec(statement(), 0..5).prop_map(|statements| statements.join("\n"))
}

/// One piece dropped, doubled, swapped or put in, at any place.
fn mutate(program: &str, at: usize, piece: &str, how: u8) -> String {
    let mut words: Vec<&str> = program
        .split_inclusive([' ', '(', ')', ',', '\n', '[', ']', '{', '}', '\''])
        .collect();
    if words.is_empty() {
        return piece.to_owned();
    }
    let at = at % words.len();
    match how % 4 {
        0 => {
            words.remove(at);
        }
        1 => words.insert(at, words[at]),
        2 => words[at] = piece,
        _ => words.insert(at, piece),
    }
    words.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn valid_programs_are_accepted(program in program()) {
        prop_assert_eq!(lua_accepts(&program), Some(true), "the generator made nonsense: {}", program);
        prop_assert!(we_accept(&program), "{}", program);
    }

    #[test]
    fn mutated_programs_are_judged_alike(
        program in program(),
        mutations in prop::collection::vec((any::<usize>(), prop::sample::select(PIECES), any::<u8>()), 1..3),
    ) {
        let text = mutations.iter().fold(program, |text, (at, piece, how)| mutate(&text, *at, piece, *how));
        prop_assert_eq!(we_accept(&text), lua_accepts(&text).unwrap_or(we_accept(&text)), "{}", text);
    }

    #[test]
    fn soups_are_judged_alike(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let text = pieces.join(" ");
        prop_assert_eq!(we_accept(&text), lua_accepts(&text).unwrap_or(we_accept(&text)), "{}", text);
    }

    #[test]
    fn characters_are_judged_alike(text in "[ -~\n\r\t\\x00\\x0b\\x0cé\u{feff}]{0,24}") {
        prop_assert_eq!(we_accept(&text), lua_accepts(&text).unwrap_or(we_accept(&text)), "{:?}", text);
    }

    #[test]
    fn any_text_is_parsed_without_a_panic(text in any::<String>()) {
        we_accept(&text);
    }

    #[test]
    fn numerals_mean_the_same(numeral in "(0[xX])?[0-9a-fA-FeEpP.+\\-]{1,10}") {
        let text = format!("return {numeral}");
        prop_assert_eq!(we_accept(&text), lua_accepts(&text).unwrap_or(we_accept(&text)), "{}", &text);
        if lua_accepts(&text) == Some(true) {
            same_literal(&text)?;
        }
    }

    #[test]
    fn strings_mean_the_same(inner in "([a-z]|\\\\[abfnrtvxz'\"\\\\]|\\\\[0-9]{1,3}|\\\\\n|\\\\\r\n|\\\\\n\r|é){0,8}") {
        let text = format!("return '{inner}'");
        prop_assert_eq!(we_accept(&text), lua_accepts(&text).unwrap_or(we_accept(&text)), "{:?}", &text);
        if lua_accepts(&text) == Some(true) {
            same_literal(&text)?;
        }
    }

    #[test]
    fn long_strings_mean_the_same(inner in "[a-z\\[\\]=\n\r]{0,10}", level in 0usize..3) {
        let equals = "=".repeat(level);
        let text = format!("return [{equals}[{inner}]{equals}]");
        prop_assert_eq!(we_accept(&text), lua_accepts(&text).unwrap_or(we_accept(&text)), "{:?}", &text);
        if lua_accepts(&text) == Some(true) {
            same_literal(&text)?;
        }
    }
}

/// All orders of what numerals and dots are made of.
#[test]
fn dots_numerals_and_nul_are_judged_alike() {
    let letters = ['.', '\0', '1', 'e', '-', 'x', ' '];
    let mut texts = vec![String::new()];
    for _ in 0..4 {
        let longer = texts
            .iter()
            .flat_map(|text| letters.map(|letter| format!("{text}{letter}")));
        texts = longer.collect();
        for text in texts.iter().flat_map(|inner| {
            [
                format!("return a{inner}b"),
                format!("return {inner}"),
                format!("return 1{inner}'c'"),
            ]
        }) {
            assert_eq!(Some(we_accept(&text)), lua_accepts(&text), "{text:?}");
        }
    }
}

/// `return <literal>` gives in Lua what stands in our tree.
fn same_literal(text: &str) -> Result<(), TestCaseError> {
    let (chunk, _) = parse(&Source::new("test.lua", text));
    let [statement] = chunk.body.statements.as_slice() else {
        return Ok(());
    };
    let StatementKind::Return(values) = &statement.kind else {
        return Ok(());
    };
    match values.first().map(|value| &value.kind) {
        Some(ExprKind::Number(ours)) => {
            let theirs: f64 = Lua::new().load(text).eval().unwrap();
            prop_assert_eq!(ours.to_bits(), theirs.to_bits(), "{}", text);
        }
        Some(ExprKind::String(ours)) => {
            let lua = Lua::new();
            let theirs: mlua::LuaString = lua.load(text).eval().unwrap();
            prop_assert_eq!(&ours[..], &theirs.as_bytes()[..], "{:?}", text);
        }
        _ => {}
    }
    Ok(())
}
