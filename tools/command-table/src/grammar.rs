//! The documented arguments of a command as one line of EBNF.
//!
//! `'WORD` stands for itself, `name:i` for a value (`s` any text, `k` a key, `p` a pattern, `i` an integer, `0..1` one of
//! these, `d` a float, `n` the number of elements of the list behind it, `b` a bound of scores, `m` one of members, `e` the
//! ID of a new entry, `x` another ID of a stream or what stands for one, `y` one that is written out, `l` a unit in lower case, `c` a cursor, `u` an index of an array, `o` a place and `t` a type of BITFIELD), `( a b )` for a row, `< a | b >` for one of
//! several, `[ a ]` for what may be left out, `{ a }` for what may be repeated, `{= a =}` for as many as `n` said, and
//! `(& a b &)` for what may come in any order and more than once, but of `< a | b >` in it only one.

use serde_json::Value;

/// All arguments of a command. What is told by its first word comes in any order: so servers read it.
pub(crate) fn command(arguments: &[Value]) -> String {
    let mut texts: Vec<String> = Vec::new();
    for run in arguments.chunk_by(|one, next| is_free(one) && is_free(next)) {
        let text = row(run);
        let options = run.iter().any(is_optional) && run.iter().all(is_free);
        texts.push(if options || run.len() > 1 {
            format!("(& {text} &)")
        } else {
            text
        });
    }
    texts.join(" ")
}

/// A list of arguments.
fn row(arguments: &[Value]) -> String {
    let texts: Vec<String> = arguments.iter().map(argument).collect();
    texts.join(" ")
}

/// Whether its place is free: an option, or a value behind a word of its own.
fn is_free(argument: &Value) -> bool {
    is_told_by_word(argument) && (is_optional(argument) || !has_bare_word(argument))
}

fn is_told_by_word(argument: &Value) -> bool {
    if argument["token"].is_string() {
        return true;
    }
    match argument["type"].as_str() {
        Some("oneof") => inner(argument).iter().all(is_told_by_word),
        Some("block") => inner(argument)
            .first()
            .is_some_and(|first| !is_optional(first) && is_told_by_word(first)),
        _ => false,
    }
}

fn has_bare_word(argument: &Value) -> bool {
    match argument["type"].as_str() {
        Some("pure-token") => true,
        Some("oneof") => inner(argument).iter().any(has_bare_word),
        _ => false,
    }
}

fn is_optional(argument: &Value) -> bool {
    crate::record::words(&argument["flags"])
        .iter()
        .any(|flag| flag == "optional")
}

fn inner(argument: &Value) -> &[Value] {
    argument["arguments"].as_array().map_or(&[], Vec::as_slice)
}

fn argument(argument: &Value) -> String {
    let flags = crate::record::words(&argument["flags"]);
    let has = |flag: &str| flags.iter().any(|has| has == flag);
    let token = argument["token"].as_str().map(|token| format!("'{token}"));
    let mut text = without_token(argument);
    if has("multiple") && !has("multiple_token") {
        text = format!("{{ {text} }}");
    }
    if let Some(token) = token {
        let words = [&token, &text].map(String::as_str);
        text = words.join(" ").trim_end().into();
        if !text.is_empty() && text != token && !has("optional") && !has("multiple_token") {
            text = format!("( {text} )");
        }
    }
    if has("multiple") && has("multiple_token") {
        text = format!("{{ {text} }}");
    }
    if has("optional") {
        text = format!("[ {text} ]");
    }
    text
}

fn without_token(argument: &Value) -> String {
    let inner = inner(argument);
    let name = argument["name"].as_str().unwrap_or_default();
    let kind = match argument["type"].as_str() {
        Some("pure-token") => return String::new(),
        Some("oneof") => {
            let alternatives: Vec<String> = inner.iter().map(self::argument).collect();
            return format!("< {} >", alternatives.join(" | "));
        }
        Some("block") => return format!("( {} )", row(inner)),
        // As many as the list behind it.
        Some("integer") if matches!(name, "numkeys" | "numfields" | "numids" | "num-vertices") => {
            "n"
        }
        Some("integer" | "unix-time") => "i",
        Some("double") => "d",
        Some("key") => "k",
        Some("pattern") => "p",
        _ => "s",
    };
    format!("{name}:{kind}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

    #[test]
    fn documented_arguments_become_a_line() {
        let text =
            |json: &str| super::command(serde_json::from_str::<Vec<_>>(json).unwrap().as_slice());
        assert_eq!(
            text(
                r#"[{"name":"key","type":"key"},{"name":"c","type":"oneof","flags":["optional"],"arguments":[
                {"name":"nx","type":"pure-token","token":"NX"},{"name":"s","type":"integer","token":"EX"}]}]"#
            ),
            "key:k (& [ < 'NX | ( 'EX s:i ) > ] &)"
        );
        assert_eq!(
            text(
                r#"[{"name":"g","type":"pattern","token":"GET","flags":["optional","multiple","multiple_token"]},
                {"name":"w","type":"double","token":"WEIGHTS","flags":["optional","multiple"]}]"#
            ),
            "(& [ { 'GET g:p } ] [ 'WEIGHTS { w:d } ] &)"
        );
    }
}
