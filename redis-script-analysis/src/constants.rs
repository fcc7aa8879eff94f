//! Constants that a script declares in comments, and that the Rust side may set.

mod declaration;
mod reader;
mod resolve;
mod sent;
mod value;

pub(crate) use self::declaration::{read, refuse};
pub use self::resolve::{ConstantLiteral, SetConstant, SetTo};
pub(crate) use self::resolve::{check_unread, resolve};
pub use self::sent::SentText;
pub use self::value::{ConstantType, ConstantValue};

use crate::text::Span;

/// The name under which problems with constants are reported; they cannot be silenced.
pub const CONSTANTS: &str = "constants";

/// A constant as the script declares it, with the value that it has.
#[derive(Clone)]
pub struct DeclaredConstant {
    /// Its name.
    pub name: Box<str>,
    /// Where the name stands in the declaration.
    pub span: Span,
    /// The declared type.
    pub kind: ConstantType,
    /// The value that is sent.
    pub setting: ConstantSetting,
    /// Its place in the list of those that the attribute sets, if that sets it.
    pub set_by: Option<usize>,
}

/// What is known of the value of a constant.
#[derive(Clone, PartialEq)]
pub enum ConstantSetting {
    /// It has none: the declaration has no value, and nobody sets it.
    Unset,
    /// It is written in the script or in the attribute.
    Known(ConstantValue),
    /// The compiler finds it.
    Expression,
}
