//! What is said about a script, and how it looks.

pub mod diagnostic;
mod plural;
pub mod render;
mod view;

pub(crate) use self::plural::plural;
