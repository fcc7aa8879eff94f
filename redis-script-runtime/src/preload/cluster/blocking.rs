//! One primary after the other.

use core::borrow::Borrow;
use std::io;
use std::net::{TcpStream, ToSocketAddrs as _};

use redis::cluster::ClusterConnection;
use redis::cluster_routing::RoutingInfo;

use super::{NODE_TIMEOUT, Primary, primaries, slots};
use crate::Script;
use crate::preload::{PreloadError, PreloadFailure, distinct, record_reply};
use crate::script_commands::load_command;

/// Loads scripts on one primary after the other, before their first calls.
///
/// A primary to whose port no TCP connection can be made within 5 s is skipped, and the error names it. If one accepts connections
/// and does not reply, the timeouts and the retries of the connection apply. Replicas get a script at the first call that they
/// serve.
///
/// # Errors
/// If a primary does not get a script: see [`PreloadError`].
pub fn preload<I>(con: &mut ClusterConnection, scripts: I) -> Result<(), PreloadError>
where
    I: IntoIterator<Item: Borrow<Script>>,
{
    let scripts = distinct(scripts);
    if scripts.is_empty() {
        return Ok(());
    }
    let (cmd, routing) = slots();
    let primaries =
        primaries(con.route_command(&cmd, routing)).map_err(PreloadError::connection)?;
    let mut failures = Vec::new();
    for primary in primaries {
        load(con, &primary, &scripts, &mut failures);
    }
    PreloadError::unless_empty(failures)
}

fn load(
    con: &mut ClusterConnection,
    primary: &Primary,
    scripts: &[Script],
    failures: &mut Vec<PreloadFailure>,
) {
    let node = primary.name();
    // The connection would try for minutes to reach it.
    if let Err(error) = reach(primary) {
        failures.push(PreloadFailure::new(Some(&node), None, error.into()));
        return;
    }
    for script in scripts {
        let routing = RoutingInfo::SingleNode(primary.route());
        let reply = con.route_command(&load_command(script), routing);
        record_reply(Some(&node), *script, reply, failures);
    }
}

fn reach(primary: &Primary) -> io::Result<()> {
    if primary.host.is_empty() {
        // The node that was asked; its name is not known.
        return Ok(());
    }
    let addresses = (primary.host.as_str(), primary.port).to_socket_addrs()?;
    let mut reached = Err(io::ErrorKind::NotFound.into());
    for address in addresses {
        reached = TcpStream::connect_timeout(&address, NODE_TIMEOUT).map(drop);
        if reached.is_ok() {
            break;
        }
    }
    reached
}
