//! Three masters, with and without replicas: calls find the node of their keys, whatever happens to it.

mod failover;
mod kill;
mod migration;
mod replicas;
mod restart;
mod retries;
mod routing;
mod slots;
