//! Constants of scripts whose values only the compiler knows: it makes the text that is sent, and the SHA1 of that, while it
//! evaluates constants.
//!
//! The attribute macro has hashed the text up to the last whole block before the values, so that one to three blocks are left.

mod escape;
mod sha1;

pub use self::sha1::script_sha1;

use self::escape::Writer;
use crate::described::text::Message;

/// For each type that a script may declare: a trait of the Rust types of such a constant, and a type that gives its value. It gives
/// some value of another type, too, which compiles and is not constant: the compiler has an error already then.
macro_rules! declare {
    ($bound:ident, $value:ident, $otherwise:ty; $($type:ty),*) => {
        /// A type that a constant of the declared type may have.
        pub trait $bound: Copy {}
        $(impl $bound for $type {})*

        /// A value of any type.
        #[derive(Clone, Copy, Debug)]
        pub struct $value<T>(pub T);

        impl<T: $bound> $value<T> {
            /// The value.
            #[must_use]
            pub const fn get(self) -> T {
                self.0
            }
        }

        impl<T> OtherConstant<$otherwise> for $value<T> {}
    };
}

/// What gives a value of another type than a constant may have.
pub trait OtherConstant<T>: Sized {
    /// A value of a type that it may have.
    ///
    /// # Panics
    /// Always.
    #[expect(clippy::panic, reason = "no crate compiles that would call it")]
    fn get(self) -> T {
        panic!("a constant of another type")
    }
}

declare!(IntegerConstant, IntegerValue, u8; u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);
declare!(NumberConstant, NumberValue, u8; u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);
declare!(StringConstant, StringValue, &'static str; &'static str);
declare!(BooleanConstant, BooleanValue, bool; bool);

/// A part of the text from the first value on.
#[derive(Clone, Copy, Debug)]
pub enum ConstantPart {
    /// What the macro has written already.
    Lua(&'static str),
    /// The value of an integer.
    Integer(i64),
    /// The value of a number.
    Number(f64),
    /// The value of a string.
    String(&'static str),
    /// The value of a boolean.
    Boolean(bool),
}

/// 2^53
const EXACT: i128 = 1 << 53;

impl ConstantPart {
    /// An integer of any type, as an `i128` and rounded: one of the two is out of range if it is.
    ///
    /// # Panics
    /// If it is beyond 2^53. The place of the panic is that of the caller.
    #[must_use]
    #[track_caller]
    pub const fn integer(name: &str, value: i128, rounded: f64) -> Self {
        if value > EXACT || value < -EXACT || is_large(rounded) {
            refuse(
                name,
                " is beyond 2^53, up to which Lua's numbers are exact: declare it as a string, or pass it as ARGV",
            );
        }
        Self::Integer(value as i64)
    }

    /// A number of any type, without its fraction as an `i128`, and as an `f64`.
    ///
    /// # Panics
    /// If it is not finite, or an integer that an `f64` does not hold exactly. The place of the panic is that of the caller.
    #[must_use]
    #[track_caller]
    pub const fn number(name: &str, value: i128, rounded: f64) -> Self {
        if !rounded.is_finite() {
            refuse(name, " is not finite: Lua has no literal for it");
        }
        if rounded as i128 != value {
            refuse(
                name,
                " is not exact as a number of Lua: write it as an `f64`",
            );
        }
        Self::Number(rounded)
    }

    /// A string.
    #[must_use]
    pub const fn string(value: &'static str) -> Self {
        Self::String(value)
    }

    /// A boolean.
    #[must_use]
    pub const fn boolean(value: bool) -> Self {
        Self::Boolean(value)
    }
}

#[track_caller]
#[expect(clippy::panic, reason = "this is how a constant reports an error")]
const fn refuse(name: &str, why: &str) {
    let message = Message::EMPTY.with("the constant ").with_code(name);
    panic!("{}", message.with(why).as_str());
}

#[expect(clippy::cast_precision_loss, reason = "2^53 is exact")]
const fn is_large(number: f64) -> bool {
    number > EXACT as f64 || number < -(EXACT as f64)
}

/// How long the parts are.
#[must_use]
pub const fn constants_length(parts: &[ConstantPart]) -> usize {
    let mut counter = Writer::new(&mut []);
    counter.parts(parts);
    counter.length()
}

/// The text: what is before the first value, and the parts.
#[must_use]
pub const fn script_text<const LENGTH: usize>(
    before: &str,
    parts: &[ConstantPart],
) -> [u8; LENGTH] {
    let mut text = [0; LENGTH];
    let (start, end) = text.split_at_mut(before.len());
    start.copy_from_slice(before.as_bytes());
    Writer::new(end).parts(parts);
    text
}

/// Bytes of the functions above, as a string.
#[must_use]
pub const fn as_str(bytes: &'static [u8]) -> &'static str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        // All that is written is UTF-8.
        Err(_) => "",
    }
}
