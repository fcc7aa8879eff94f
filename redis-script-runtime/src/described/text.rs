//! Text that is made while a constant is evaluated.

/// What is wrong with a reply.
pub(crate) type Message = ConstText<512>;

/// A text without an allocation, of so many bytes at most: a part that would be longer is left out.
pub(crate) struct ConstText<const CAPACITY: usize> {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl<const CAPACITY: usize> ConstText<CAPACITY> {
    pub(crate) const EMPTY: Self = Self {
        bytes: [0; CAPACITY],
        length: 0,
    };

    pub(crate) const fn with(mut self, text: &str) -> Self {
        let mut rest = text.as_bytes();
        if text.len() > CAPACITY - self.length {
            rest = &[];
        }
        while let [first, others @ ..] = rest {
            self.push(*first);
            rest = others;
        }
        self
    }

    /// A name in backticks.
    pub(crate) const fn with_code(self, name: &str) -> Self {
        self.with("`").with(name).with("`")
    }

    pub(crate) const fn with_number(self, number: usize) -> Self {
        let text = if number < 10 {
            self
        } else {
            self.with_number(number / 10)
        };
        let mut text = text;
        if text.length < CAPACITY {
            text.push(b'0' + (number % 10) as u8);
        }
        text
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "both callers have looked at the length"
    )]
    const fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    pub(crate) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}
