//! One primary after the other.

use std::io;
use std::net::{TcpStream, ToSocketAddrs as _};

use redis::cluster::ClusterConnection;
use redis::cluster_routing::RoutingInfo;

use super::{NODE_TIMEOUT, Primary, primaries, slots};
use crate::Script;
use crate::preload::{PreloadError, PreloadFailure, record_reply};
use crate::retry::load_command;

pub(in crate::preload) fn preload(
    con: &mut ClusterConnection,
    scripts: &[Script],
) -> Result<(), PreloadError> {
    let (cmd, routing) = slots();
    let mut failures = Vec::new();
    match primaries(con.route_command(&cmd, routing)) {
        Ok(primaries) => {
            for primary in primaries {
                load(con, &primary, scripts, &mut failures);
            }
        }
        Err(error) => failures.push(PreloadFailure::new(None, None, error)),
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
