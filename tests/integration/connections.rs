//! Every way to a server that the `redis` crate offers.

mod pools;
mod sentinel;
mod smol;
mod tls;
mod transports;
