//! Private servers, and connections that say what was sent.

mod clock;
mod cluster;
mod process;
mod recorder;
mod sentinel;
mod server;
mod stats;
mod tls;
mod waiting;

pub(crate) use clock::ClockedServer;
pub(crate) use cluster::{Cluster, Node, slot_of};
pub(crate) use process::wait_until;
pub(crate) use recorder::Recorder;
pub(crate) use sentinel::Sentinel;
pub(crate) use server::Server;
pub(crate) use stats::command_stat;
pub(crate) use tls::TlsRelay;
pub(crate) use waiting::wait_until_async;
