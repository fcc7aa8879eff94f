//! The text that users write, whatever its language: where things stand in it, and why some of it is not accepted.

mod decode;
mod fill;
mod lines;
mod origin;
mod refusal;
mod search;
mod source;
mod span;
mod spelling;
mod words;

pub use self::decode::{decode, decode_part, normalize};
pub(crate) use self::fill::fill;
pub use self::fill::filled;
pub use self::origin::{FileId, IncludedFile, Origins, Segment};
pub use self::refusal::Refusal;
pub use self::search::{find, split_once};
pub use self::source::{FilePlace, Source};
pub use self::span::Span;
pub(crate) use self::spelling::Names;
pub use self::spelling::{is_misspelled, nearest};
pub(crate) use self::words::{is_word, words};
pub use crate::collections::lists::joined;
