//! The types of which a [`ScriptPipeline`](crate::ScriptPipeline) consists: to name its type, for example in a field.
//!
//! All traits are sealed: they say what the methods of a pipeline return, and are not for types of your own.

mod answer;
#[cfg(feature = "cluster")]
pub(crate) mod cluster;
mod layout;
mod outcome;
mod part;
mod raw;
mod reply_policy;
pub(crate) mod script_pipeline;
mod sealed;
mod single_node;

pub use outcome::{AddPart, Each, Outcome, Parts, Watched};
pub use part::{Initial, Part, Repeated, Single};
pub use raw::RawPipeline;
