//! The documented arguments of a command as one line of EBNF.
//!
//! `'WORD` stands for itself, `name:i` for a value (`s` any text, `k` a key, `p` a pattern, `i` an integer, `d` a float),
//! `( a b )` for a row, `< a | b >` for one of several, `[ a ]` for what may be left out, `{ a }` for what may be repeated.

use serde_json::Value;

/// A list of arguments.
pub(crate) fn row(arguments: &[Value]) -> String {
    let texts: Vec<String> = arguments.iter().map(argument).collect();
    texts.join(" ")
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
    let inner = argument["arguments"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let name = argument["name"].as_str().unwrap_or_default();
    let kind = match argument["type"].as_str() {
        Some("pure-token") => return String::new(),
        Some("oneof") => {
            let alternatives: Vec<String> = inner.iter().map(self::argument).collect();
            return format!("< {} >", alternatives.join(" | "));
        }
        Some("block") => return format!("( {} )", row(inner)),
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
            |json: &str| super::row(serde_json::from_str::<Vec<_>>(json).unwrap().as_slice());
        assert_eq!(
            text(
                r#"[{"name":"key","type":"key"},{"name":"c","type":"oneof","flags":["optional"],"arguments":[
                {"name":"nx","type":"pure-token","token":"NX"},{"name":"s","type":"integer","token":"EX"}]}]"#
            ),
            "key:k [ < 'NX | ( 'EX s:i ) > ]"
        );
        assert_eq!(
            text(
                r#"[{"name":"g","type":"pattern","token":"GET","flags":["optional","multiple","multiple_token"]},
                {"name":"w","type":"double","token":"WEIGHTS","flags":["optional","multiple"]}]"#
            ),
            "[ { 'GET g:p } ] [ 'WEIGHTS { w:d } ]"
        );
    }
}
