//! From the bytes of a file to the text that is hashed, embedded and sent.

use super::refusal::Refusal;
use crate::text::fill;

/// The text of a script's file. `shown` is what messages call it, as in ``"`scripts/x.lua`"``.
///
/// # Errors
/// If it is not UTF-8, and as [`normalize`].
pub fn decode(bytes: &[u8], shown: &str) -> Result<String, Refusal> {
    normalize(utf8(bytes, shown)?, shown)
}

/// The text of a file that is a part of scripts, which may be empty.
///
/// # Errors
/// If it is not UTF-8, or begins with a byte order mark.
pub fn decode_part(bytes: &[u8], shown: &str) -> Result<String, Refusal> {
    with_lf(utf8(bytes, shown)?, shown)
}

fn utf8<'bytes>(bytes: &'bytes [u8], shown: &str) -> Result<&'bytes str, Refusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => Err(not_utf8(shown, bytes, error.valid_up_to())),
    }
}

/// The text as it is hashed, embedded and sent: line ends are LF, whatever the checkout made of them.
///
/// # Errors
/// If it begins with a byte order mark, or is empty.
pub fn normalize(text: &str, shown: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        let refusal = Refusal::new(fill!("{shown} is empty", shown));
        return Err(refusal.help("a script that does nothing is `return nil`"));
    }
    with_lf(text, shown)
}

fn with_lf(text: &str, shown: &str) -> Result<String, Refusal> {
    if text.starts_with('\u{feff}') {
        let message = fill!(
            "{shown} begins with a byte order mark, which Lua does not accept",
            shown
        );
        return Err(Refusal::new(message).help("save it as UTF-8 without BOM"));
    }
    // Most texts have none, and to look for one character takes a fraction of the time.
    if !text.contains('\r') {
        return Ok(text.to_owned());
    }
    let mut parts = text.split('\r');
    let mut normal = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if !part.starts_with('\n') {
            normal.push('\r');
        }
        normal.push_str(part);
    }
    Ok(normal)
}

fn not_utf8(shown: &str, bytes: &[u8], offset: usize) -> Refusal {
    let mut line = 1;
    for byte in bytes.get(..offset).unwrap_or_default() {
        line += u32::from(*byte == b'\n');
    }
    let byte = bytes.get(offset).copied().unwrap_or_default();
    Refusal::new(format!(
        "{shown} is not UTF-8: byte 0x{byte:02x} at offset {offset}, line {line}"
    ))
    .help(format!(
        "save it as UTF-8; in a Lua string, write this byte as `\\{byte:03}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn read(bytes: &[u8]) -> Result<String, String> {
        decode(bytes, "`x.lua`").map_err(|refused| refused.to_string())
    }

    #[test]
    fn line_ends_become_lf() {
        assert_eq!(
            read(b"local a\r\nreturn a\n"),
            Ok("local a\nreturn a\n".to_owned())
        );
        assert_eq!(read(b"return '\r'"), Ok("return '\r'".to_owned()));
    }

    #[test]
    fn what_lua_does_not_take_is_refused() {
        for (bytes, refused) in [
            (
                &b"return '\n\xff'"[..],
                "`x.lua` is not UTF-8: byte 0xff at offset 9, line 2\n  = help: save it as UTF-8; in a Lua string, write this byte as `\\255`",
            ),
            (
                b"\xef\xbb\xbfreturn 1",
                "`x.lua` begins with a byte order mark, which Lua does not accept\n  = help: save it as UTF-8 without BOM",
            ),
            (
                b" \n",
                "`x.lua` is empty\n  = help: a script that does nothing is `return nil`",
            ),
        ] {
            assert_eq!(read(bytes), Err(refused.to_owned()));
        }
    }
}
