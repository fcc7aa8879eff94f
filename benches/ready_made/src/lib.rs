//! Ready-made scripts beside those of popular packages: `./dev bench packages`.
//!
//! Each contender is a function of ours or of a package. It is called some hundred times, through a [`Recorder`] that notes what
//! it sends; then the same requests are sent again and again, and the server says how long they took.

#![allow(
    clippy::cast_precision_loss,
    reason = "what is counted here is far below 2^53"
)]

pub mod bursts;
pub mod contenders;
pub mod drawing;
pub mod habits;
pub mod install;
pub mod measure;
pub mod plot;
pub mod recorder;
pub mod replay;
pub mod report;
pub mod request;
pub mod stats;
pub mod step;
pub mod wire;

pub use contenders::Contender;
pub use recorder::Recorder;
pub use request::Request;
pub use step::Step;
