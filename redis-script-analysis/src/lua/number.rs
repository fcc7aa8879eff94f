//! Numerals: which characters belong to one (`read_numeral` in llex.c), and what it is worth (`strtod`).

use std::ffi::CStr;

/// The length of the numeral at the start of `text`, which begins with a digit or with `.` and a digit.
pub(super) fn length(text: &[u8]) -> usize {
    let mut end = 1;
    while let Some(b'0'..=b'9' | b'.') = text.get(end) {
        end += 1;
    }
    // `strchr` also finds the NUL at the end of its list: a NUL passes for an exponent, and for its sign.
    if let Some(b'e' | b'E' | 0) = text.get(end) {
        end += 1;
        if let Some(b'+' | b'-' | 0) = text.get(end) {
            end += 1;
        }
    }
    while let Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_') = text.get(end) {
        end += 1;
    }
    end
}

/// The value of a numeral; `None` if it is malformed. What follows a NUL does not count, as in C.
pub(crate) fn value(numeral: &[u8]) -> Option<f64> {
    let numeral = match CStr::from_bytes_until_nul(numeral) {
        Ok(text) => text.to_bytes(),
        Err(_) => numeral,
    };
    match numeral {
        [b'0', b'x' | b'X', digits @ ..] => hexadecimal(digits),
        // Rust reads decimals as `strtod` does, and also words such as `inf`, which do not begin with a digit.
        _ => std::str::from_utf8(numeral).ok()?.parse().ok(),
    }
}

/// The number that `tonumber` and arithmetic find in a string.
pub(crate) fn of_text(text: &[u8]) -> Option<f64> {
    let mut text = text;
    while let [b' ' | b'\t'..=b'\r', rest @ ..] | [rest @ .., b' ' | b'\t'..=b'\r'] = text {
        text = rest;
    }
    match text.strip_prefix(b"-") {
        Some(text) => Some(-value(text)?),
        None => value(text.strip_prefix(b"+").unwrap_or(text)),
    }
}

/// `ff`, or `ffp4` with a binary exponent.
fn hexadecimal(text: &[u8]) -> Option<f64> {
    let mut mantissa: u128 = 0;
    let mut shift: i32 = 0;
    let mut exponent = 0;
    let mut rest = text;
    while let [byte, more @ ..] = rest {
        if matches!(byte, b'p' | b'P') {
            exponent = decimal_exponent(more)?;
            break;
        }
        rest = more;
        let digit = u128::from(char::from(*byte).to_digit(16)?);
        if mantissa >> 120 == 0 {
            mantissa = mantissa << 4 | digit;
        } else {
            // Beyond what the mantissa of a double holds, digits only decide how it is rounded.
            mantissa |= u128::from(digit != 0);
            shift = shift.saturating_add(4);
        }
    }
    if rest.len() == text.len() {
        return None;
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "rounded to the nearest double, as strtod does"
    )]
    let mantissa = mantissa as f64;
    Some(scale(mantissa, shift.saturating_add(exponent)))
}

fn decimal_exponent(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() {
        return None;
    }
    let mut exponent: i32 = 0;
    for byte in digits {
        let b'0'..=b'9' = byte else { return None };
        let digit = i32::from(byte - b'0');
        exponent = exponent.saturating_mul(10).saturating_add(digit);
    }
    Some(exponent)
}

fn scale(mantissa: f64, exponent: i32) -> f64 {
    if mantissa == 0.0 {
        mantissa
    } else {
        mantissa * 2f64.powi(exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::{length, value};

    #[test]
    fn reads_what_strtod_reads() {
        let cases: [(&str, Option<f64>); 14] = [
            ("0", Some(0.0)),
            ("3.", Some(3.0)),
            (".5", Some(0.5)),
            ("1e3", Some(1000.0)),
            ("1E-2", Some(0.01)),
            ("0xff", Some(255.0)),
            ("0x1p4", Some(16.0)),
            ("0xffffffffff", Some(1_099_511_627_775.0)),
            ("0x", None),
            ("1e", None),
            ("1..2", None),
            ("10LL", None),
            ("1_000", None),
            ("1\u{0}junk", Some(1.0)),
        ];
        for (numeral, expected) in cases {
            assert_eq!(value(numeral.as_bytes()), expected, "{numeral:?}");
        }
    }

    #[test]
    fn ends_where_llex_ends() {
        let cases = [
            ("12+3", 2),
            ("1e+5-2", 4),
            ("0x1.8", 3),
            ("1..2", 4),
            ("3i)", 2),
            ("0xE+1", 3),
        ];
        for (text, expected) in cases {
            assert_eq!(length(text.as_bytes()), expected, "{text}");
        }
    }
}
