//! Calls that the grammar allows, and calls that it does not.

use super::super::{Argument, Expected, Grammar};

fn argument(word: &str) -> Argument<'_> {
    match word {
        "?" => Argument::Any,
        "<i>" => Argument::Integer,
        "<f>" => Argument::Fraction,
        "<n>" => Argument::Number,
        word => Argument::Text(word.as_bytes()),
    }
}

/// The place of the refusal, and what is expected there.
fn refusal(grammar: &'static str, call: &str) -> Option<(usize, Vec<String>)> {
    let words: Vec<&str> = call.split_whitespace().collect();
    let open = words.last() == Some(&"...");
    let words = words.iter().filter(|word| **word != "...");
    let arguments: Vec<_> = words.map(|word| argument(word)).collect();
    let refusal = Grammar::of_line(grammar)?.refusal(&arguments, open)?;
    let expected = refusal.expected.iter().map(|expected| match expected {
        Expected::Word(word) => (*word).to_owned(),
        Expected::Value(name, _) => format!("<{name}>"),
    });
    Some((refusal.place, expected.collect()))
}

const SET: &str =
    "key:k value:s (& [ < 'NX | 'XX > ] [ 'GET ] [ < ( 'EX seconds:1.. ) | 'KEEPTTL > ] &)";

#[test]
fn options_come_in_any_order() {
    for call in [
        "k v",
        "k v nx",
        "k v EX 10 NX",
        "k v NX GET EX 10",
        "k v GET NX NX",
        "k ? ? ?",
        "k v EX ?",
        "k v EX <i>",
        "k v EX <n>",
        "k v ? 10",
        "k v EX ...",
        "k ...",
        "k v ...",
    ] {
        assert_eq!(refusal(SET, call), None, "{call}");
    }
    let at = |call| refusal(SET, call).map(|(place, _)| place);
    assert_eq!(at("k v EXX 10"), Some(2));
    assert_eq!(at("k v EX 0"), Some(3));
    assert_eq!(at("k v EX <f>"), Some(3));
    assert_eq!(at("k v EX"), Some(3));
    assert_eq!(at("k v <i>"), Some(2));
    assert_eq!(at("k v 10 ..."), Some(2));
    assert_eq!(at("k v ? word"), Some(3));
    assert_eq!(
        refusal(SET, "k v nx GET xx"),
        Some((4, ["NX", "GET", "EX", "KEEPTTL"].map(str::to_owned).into()))
    );
}

#[test]
fn lists_are_counted() {
    const UNION: &str = "numkeys:n { key:k } (& [ 'WEIGHTS {= weight:d =} ] [ 'WITHSCORES ] &)";
    for call in [
        "1 a",
        "2 a b WITHSCORES",
        "2 a b WEIGHTS 1 2",
        "? a b c",
        "? a WEIGHTS 1 2",
        "3 a ...",
        "<i> a",
    ] {
        assert_eq!(refusal(UNION, call), None, "{call}");
    }
    assert_eq!(refusal(UNION, "3 a b"), Some((3, vec!["<key>".into()])));
    assert_eq!(refusal(UNION, "0 a"), Some((0, vec!["<numkeys>".into()])));
    assert_eq!(refusal(UNION, "1 a b").map(|(place, _)| place), Some(2));
    assert_eq!(
        refusal(UNION, "2 a b WEIGHTS 1"),
        Some((5, vec!["<weight>".into()]))
    );
    assert_eq!(
        refusal(UNION, "99999999999 a"),
        Some((2, vec!["<key>".into()]))
    );
}

#[test]
fn pairs_are_complete() {
    const HSET: &str = "key:k { ( field:s value:s ) }";
    assert_eq!(refusal(HSET, "k f v g w"), None);
    assert_eq!(refusal(HSET, "k f v g"), Some((4, vec!["<value>".into()])));
    assert_eq!(refusal(HSET, "k f v g ..."), None);
    assert_eq!(refusal("key:k", "k v"), Some((1, Vec::new())));
}

#[test]
fn what_is_required_is_missed() {
    const SEARCH: &str = "key:k (& < ( 'M member:s ) | ( 'L at:d ) > [ 'ASC ] &)";
    assert_eq!(refusal(SEARCH, "k ASC M x"), None);
    assert_eq!(refusal(SEARCH, "k ASC").map(|(place, _)| place), Some(2));
    assert_eq!(refusal(SEARCH, "k ASC ? x"), None);
}

#[test]
fn long_calls_are_given_up_in_time() {
    const HARD: &str =
        "(& [ < 'A | 'B | { a:s } > ] [ < 'C | { { b:s } } > ] [ < 'D | { c:s } > ] &) 'E";
    let many = vec!["?"; 255].join(" ");
    assert_eq!(refusal(HARD, &many), None);
    assert_eq!(refusal(HARD, &(many + " ? ? ?")), None);
}
