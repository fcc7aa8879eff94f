//! What is said about a script, and how it looks.

pub mod diagnostic;
pub mod render;
mod view;
