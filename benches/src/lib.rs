//! redis-script beside other ways to call a script: what a call costs.
//!
//! All contenders send the same call of the same script, over connections that they make themselves, from one thread of
//! one runtime. `./dev bench` measures them and prints the tables.

#![allow(
    clippy::cast_precision_loss,
    reason = "what is counted here is far below 2^53"
)]

pub mod contender;
pub mod encode;
pub mod link;
pub mod load;
pub mod machine;
pub mod measure;
pub mod server;
pub mod table;
pub mod work;

mod contenders;

/// Whatever fails ends the measurement.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
