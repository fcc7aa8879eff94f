//! Private servers, and connections that say what was sent.

mod cluster;
mod process;
mod recorder;
mod server;

pub(crate) use cluster::Cluster;
pub(crate) use recorder::Recorder;
pub(crate) use server::Server;
