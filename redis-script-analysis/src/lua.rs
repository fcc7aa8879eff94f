//! Lua 5.1 as Redis compiles it: tokens, syntax tree, scopes.

pub mod syntax;
pub mod visit;

pub(crate) mod lexer;
mod limited;
pub(crate) mod number;
mod parser;
pub(crate) mod pattern;
mod scope;
pub(crate) mod shebang;

pub(crate) use lexer::{comments, names};
pub use limited::{LimitedSyntax, LimitedSyntaxKind};
pub use parser::{parse, parse_as};
pub(crate) use parser::{parse_unlimited, parse_with};
pub use shebang::{ScriptKind, Shebang};
