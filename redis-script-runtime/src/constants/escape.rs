//! Values as Lua writes them: `ConstantValue::to_lua` of the analysis does the same for those that it knows.

use super::ConstantPart;

/// Writes bytes, or counts those for which there is no room.
pub(super) struct Writer<'bytes> {
    to: &'bytes mut [u8],
    length: usize,
}

impl<'bytes> Writer<'bytes> {
    pub(super) const fn new(to: &'bytes mut [u8]) -> Self {
        Self { to, length: 0 }
    }

    pub(super) const fn length(&self) -> usize {
        self.length
    }

    pub(super) const fn parts(&mut self, mut parts: &[ConstantPart]) {
        while let [part, rest @ ..] = parts {
            match *part {
                ConstantPart::Lua(text) => self.text(text),
                ConstantPart::Integer(value) => {
                    if value < 0 {
                        self.push(b'-');
                    }
                    self.digits(value.unsigned_abs());
                }
                ConstantPart::Number(value) => self.number(value),
                ConstantPart::String(value) => self.string(value),
                ConstantPart::Boolean(true) => self.text("true"),
                ConstantPart::Boolean(false) => self.text("false"),
            }
            parts = rest;
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the length was looked at")]
    const fn push(&mut self, byte: u8) {
        if self.length < self.to.len() {
            self.to[self.length] = byte;
        }
        self.length += 1;
    }

    const fn text(&mut self, text: &str) {
        let mut bytes = text.as_bytes();
        while let [byte, rest @ ..] = bytes {
            self.push(*byte);
            bytes = rest;
        }
    }

    /// A literal that no byte ends or escapes from. Three digits, so that a digit after an escape is not part of it.
    const fn string(&mut self, value: &str) {
        self.push(b'\'');
        let mut bytes = value.as_bytes();
        while let [byte, rest @ ..] = bytes {
            match *byte {
                b'\'' | b'\\' | 0..b' ' | 0x7f.. => {
                    self.push(b'\\');
                    self.push(b'0' + *byte / 100);
                    self.push(b'0' + *byte / 10 % 10);
                    self.push(b'0' + *byte % 10);
                }
                plain => self.push(plain),
            }
            bytes = rest;
        }
        self.push(b'\'');
    }

    /// A finite number: its digits if it is whole and not too large, and else a whole number times a power of two, which Lua
    /// computes exactly while it compiles the script.
    #[expect(
        clippy::cast_possible_wrap,
        reason = "eleven bits are no more than an `i64` has"
    )]
    const fn number(&mut self, value: f64) {
        let bits = value.to_bits();
        let (fraction, exponent) = (bits & ((1 << 52) - 1), bits >> 52 & 0x7ff);
        let (mut whole, mut power) = if exponent == 0 {
            (fraction, -1074)
        } else {
            (fraction | 1 << 52, exponent as i64 - 1075)
        };
        if whole == 0 {
            // Lua takes the constants 0 and -0 for one, so that -0 has to be computed.
            self.text(if bits == 0 { "0" } else { "-1/(1/0)" });
            return;
        }
        if value < 0.0 {
            self.push(b'-');
        }
        let zeros = whole.trailing_zeros();
        whole >>= zeros;
        power += zeros as i64;
        if 0 <= power && power <= whole.leading_zeros() as i64 {
            self.digits(whole << power);
            return;
        }
        self.digits(whole);
        self.text(if power < 0 { "*2^-" } else { "*2^" });
        self.digits(power.unsigned_abs());
    }

    const fn digits(&mut self, value: u64) {
        if value >= 10 {
            self.digits(value / 10);
        }
        self.push(b'0' + (value % 10) as u8);
    }
}
