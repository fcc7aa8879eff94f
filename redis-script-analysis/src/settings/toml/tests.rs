//! Against the `toml` crate: what is accepted here, it accepts too, and reads the same in it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Document, TableId, TomlItem, TomlNode, TomlValue};

fn table(document: &Document, id: TableId) -> toml::Table {
    let entries = document.entries(id).into_iter().map(|(key, _, node)| {
        let value = match node {
            TomlNode::Table(inner) => toml::Value::Table(table(document, *inner)),
            TomlNode::Value(found) => value(found),
        };
        (key.to_owned(), value)
    });
    entries.collect()
}

fn value(value: &TomlValue) -> toml::Value {
    match &value.item {
        TomlItem::String(text) => toml::Value::String(text.clone()),
        TomlItem::Boolean(is) => toml::Value::Boolean(*is),
        TomlItem::Integer(number) => match i64::try_from(*number) {
            Ok(number) => toml::Value::Integer(number),
            // TOML has no such integer, so that this equals nothing.
            Err(_) => toml::Value::String(number.to_string()),
        },
        TomlItem::Array(items) => toml::Value::Array(items.iter().map(self::value).collect()),
    }
}

/// Whether a text is accepted; if it is, not without the oracle.
fn accepts(text: &str) -> bool {
    let Ok(document) = Document::parse(text) else {
        return false;
    };
    let found = table(&document, Document::ROOT);
    let wanted = text.parse::<toml::Table>().map_err(|why| why.to_string());
    assert_eq!(Ok(found), wanted, "{text:?}");
    true
}

/// The error: line, marked text, message.
fn refused(text: &str) -> (String, String) {
    match Document::parse(text) {
        Ok(document) => (String::new(), format!("accepted: {document:?}")),
        Err((refusal, span)) => {
            assert!(refusal.help.is_some(), "{text:?} without a remedy");
            let marked = text.get(span.range()).unwrap_or_default();
            (marked.to_owned(), refusal.message)
        }
    }
}

#[test]
fn what_settings_need_is_read_as_toml_reads_it() {
    for text in [
        "",
        "# nothing\r\n",
        "\u{feff}a = true",
        "[target] # where\nservers = [ # several\n  \"redis >= 7.2\", # this\n  'valkey',\n]\ncluster=true\n",
        "lints.zero_index = \"allow\"\nlints . \"missing_entry\" = 'deny'\n[ scripts ]\n\tdir = \"a\"\t# b",
        "a = 1_000\nb = 0\nc = [9223372036854775807]",
        "[a.b]\nc = true\n[a]\nd = false\n[a.e]\nf = []",
        "[a]\nb.c = true\nb.d = false\n[a.b.e]\nf = [\n]\n",
        "[lints]\na = { level = \"allow\", reason = 'b' } # c\nd={}\ne = { f.g = true , f.h = [false] }\n",
        "a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600 é\"\nb = 'C:\\x'\n\"\" = \"\"\n3 = true\n\"a.b\" = true",
    ] {
        assert!(accepts(text), "{text:?}: {:?}", refused(text));
    }
}

#[test]
fn everything_else_is_refused_at_its_place() {
    for (text, marked, message) in [
        ("a = -1", "-", "numbers with a sign have no meaning here"),
        ("a = 01", "01", "`01` is not a whole number"),
        ("a = 1__0", "1__0", "`1__0` is not a whole number"),
        ("a = 0x10", "0x10", "`0x10` is not a whole number"),
        (
            "a = 9223372036854775808",
            "9223372036854775808",
            "`9223372036854775808` is not a whole number",
        ),
        ("a = [{}]", "{", "a table has no meaning here"),
        ("a = { b = {} }", "{", "a table has no meaning here"),
        (
            "a = { b = true, }",
            "}",
            "expected the name of a key or a table",
        ),
        ("a = { b = true", "", "expected `,` or `}` after the value"),
        (
            "a = { b = true\n}",
            "\n",
            "expected `,` or `}` after the value",
        ),
        ("a = { b = true, b = true }", "b", "`b` is given twice"),
        ("a = {}\na.b = true", "a", "`a` is given twice"),
        ("a = { b.c = true }\n[a.b.d]", "a", "`a` is given twice"),
        ("a = {}\n[a]", "a", "`a` is given twice"),
        ("[[a]]", "[", "arrays of tables have no meaning here"),
        ("a = [[]]", "[", "arrays in arrays have no meaning here"),
        (
            "a = \"\"\"x\"\"\"",
            "\"",
            "strings over several lines have no meaning here",
        ),
        (
            "a = '''x'''",
            "'",
            "strings over several lines have no meaning here",
        ),
        ("a = allow", "allow", "`allow` is not a value"),
        ("a = \n", "\n", "expected a value"),
        ("a", "", "expected `=` after the key"),
        ("a b = true", "b", "expected `=` after the key"),
        ("= true", "=", "expected the name of a key or a table"),
        ("a. = true", "=", "expected the name of a key or a table"),
        ("[a", "", "the name of a table ends in `]`"),
        ("[a] b = true", "b", "expected the end of the line"),
        ("a = true false", "f", "expected the end of the line"),
        (
            "a = [true true]",
            "t",
            "expected `,` or `]` after the value",
        ),
        ("a = [true", "", "expected `,` or `]` after the value"),
        ("a = \"b\n\"", "\n", "the string is not closed"),
        ("a = 'b", "", "the string is not closed"),
        ("a = \"\\q\"", "\\", "unknown escape sequence"),
        ("a = \"\\ud800\"", "\\", "unknown escape sequence"),
        ("a = \"\\u00\"", "\\", "unknown escape sequence"),
        (
            "a = \"\u{1}\"",
            "\u{1}",
            "the control character U+0001 is not allowed here",
        ),
        (
            "# \u{7f}",
            "\u{7f}",
            "the control character U+007F is not allowed here",
        ),
        ("a = true\nb = true\na = true", "a", "`a` is given twice"),
        ("a = true\na.b = true", "a", "`a` is given twice"),
        ("a = true\n[a]", "a", "`a` is given twice"),
        ("[a]\n[a]", "a", "`a` is given twice"),
        ("[a]\nb.c = true\n[a.b]", "b", "`b` is given twice"),
        ("[a.b]\n[a]\nb.c = true", "b", "`b` is given twice"),
        ("a.b = true\n[a]", "a", "`a` is given twice"),
    ] {
        let found = refused(text);
        assert_eq!(found, (marked.to_owned(), message.to_owned()), "{text:?}");
    }
}

#[test]
fn no_depth_is_too_deep() {
    for part in ["a.", "[", "[a.", "a=[", "\"\".", "'"] {
        let _ = Document::parse(&part.repeat(200_000));
        let _ = Document::parse(&format!("{}a = true", part.repeat(200_000)));
    }
}

const PIECES: &[&str] = &[
    "[",
    "]",
    "a",
    "b",
    "c",
    ".",
    "=",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "#",
    ",",
    "\"",
    "'",
    "\\",
    "\\u00e9",
    "\"a\"",
    "'b'",
    "true",
    "false",
    "{",
    "}",
    "{ a = true, b.c = 'x' }",
    "1",
    "-",
    "é",
    "\u{7f}",
    "[a]\n",
    "[a.b]\n",
    "a.b=true\n",
    "b=\"\"\n",
    "c=[true,'a']\n",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_as_toml_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        accepts(&pieces.concat());
    }

    #[test]
    fn any_lines_are_read_as_toml_or_refused(
        lines in prop::collection::vec("(\\[[ab](\\.[abc]){0,2}\\]|[abc](\\.[abc]){0,2} = (true|'x'|\\{\\}|\\{a.b = true\\}))\n", 0..8)
    ) {
        accepts(&lines.concat());
    }
}

#[test]
fn most_lines_that_toml_accepts_are_accepted() {
    let mut counts = BTreeMap::new();
    for first in ["[a]", "[a.b]", "a.b = true", "b = 'x'"] {
        for second in ["[a]", "[a.c]", "[b]", "a.c = true", "c = 'y'"] {
            let text = format!("{first}\n{second}\n");
            let valid = text.parse::<toml::Table>().is_ok();
            *counts.entry((valid, accepts(&text))).or_insert(0) += 1;
        }
    }
    assert_eq!(counts.get(&(true, false)), None, "{counts:?}");
    assert!(counts.contains_key(&(false, false)), "{counts:?}");
}
