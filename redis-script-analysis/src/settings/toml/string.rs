//! `"basic"` and `'literal'` strings.

use super::TomlError;
use super::reader::{TomlReader, is_control};
use crate::text::fill;

/// Reads the string that begins at the reader's place.
pub(super) fn read(reader: &mut TomlReader) -> Result<String, TomlError> {
    for quotes in &["\"\"\"", "'''"] {
        if reader.rest().starts_with(quotes) {
            let help = "write the string in single quotes on one line";
            return Err(reader.refuse("strings over several lines have no meaning here", help));
        }
    }
    let quote = reader.next().unwrap_or('"');
    let mut text = String::new();
    loop {
        match reader.peek() {
            None | Some('\n' | '\r') => {
                let help = fill!("close it with `{quote}` on the same line", quote);
                return Err(reader.refuse("the string is not closed", &help));
            }
            Some(c) if is_control(c) => return Err(reader.control_character()),
            Some('\\') if quote == '"' => text.push(escape(reader)?),
            Some(c) => {
                reader.next();
                if c == quote {
                    return Ok(text);
                }
                text.push(c);
            }
        }
    }
}

/// The character of an escape.
fn escape(reader: &mut TomlReader) -> Result<char, TomlError> {
    let digits = match reader.rest().as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 8,
        other => {
            let Some(meant) = simple(other) else {
                return Err(unknown(reader));
            };
            reader.next();
            reader.next();
            return Ok(meant);
        }
    };
    let code = reader.rest().get(2..2 + digits);
    let Some(meant) = code.and_then(code_point) else {
        return Err(unknown(reader));
    };
    for _ in 0..2 + digits {
        reader.next();
    }
    Ok(meant)
}

fn code_point(digits: &str) -> Option<char> {
    // Rust's parser takes a sign, too.
    if digits.starts_with('+') {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

fn simple(letter: Option<&u8>) -> Option<char> {
    Some(match letter? {
        b'b' => '\u{8}',
        b't' => '\t',
        b'n' => '\n',
        b'f' => '\u{c}',
        b'r' => '\r',
        b'"' => '"',
        b'\\' => '\\',
        _ => return None,
    })
}

fn unknown(reader: &TomlReader) -> TomlError {
    let help = "escapes are `\\\\`, `\\\"`, `\\b`, `\\t`, `\\n`, `\\f`, `\\r`, `\\u00e9` and `\\U0001f600`; in single quotes a \
                backslash is itself";
    reader.refuse("unknown escape sequence", help)
}
