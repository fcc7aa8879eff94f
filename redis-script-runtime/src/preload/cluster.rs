//! Loads scripts on every primary of a cluster.

#[cfg(feature = "cluster-async")]
pub(crate) mod asynchronous;
#[cfg(feature = "cluster")]
pub(crate) mod blocking;
#[cfg(feature = "cluster-async")]
mod deadline;

use core::time::Duration;

use redis::cluster_routing::{Route, RoutingInfo, SingleNodeRoutingInfo, SlotAddr};
use redis::{Cmd, RedisError, RedisResult, Value};

use crate::invoke::flatten;

/// How long a node may take.
const NODE_TIMEOUT: Duration = Duration::from_secs(5);

/// A node that serves slots.
struct Primary {
    host: String,
    port: u16,
    /// One of its slots.
    slot: u16,
}

impl Primary {
    fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// By its address, which the connection knows from the same reply. With a slot, redis-rs would send to another node if it
    /// cannot reach this one.
    fn route(&self) -> SingleNodeRoutingInfo {
        if self.host.is_empty() {
            SingleNodeRoutingInfo::SpecificNode(Route::new(self.slot, SlotAddr::Master))
        } else {
            SingleNodeRoutingInfo::ByAddress {
                host: self.host.clone(),
                port: self.port,
            }
        }
    }
}

/// `CLUSTER SLOTS`, which all versions have.
fn slots() -> (Cmd, RoutingInfo) {
    let mut slots = redis::cmd("CLUSTER");
    slots.arg("SLOTS");
    (
        slots,
        RoutingInfo::SingleNode(SingleNodeRoutingInfo::Random),
    )
}

/// Each primary once.
fn primaries(slots: RedisResult<Value>) -> RedisResult<Vec<Primary>> {
    let read = |value| redis::from_redis_value::<Vec<Vec<Value>>>(value).map_err(RedisError::from);
    let ranges = flatten(slots).and_then(read)?;
    let mut primaries: Vec<Primary> = Vec::new();
    for primary in ranges.into_iter().filter_map(primary) {
        if primaries.iter().all(|known| known.name() != primary.name()) {
            primaries.push(primary);
        }
    }
    Ok(primaries)
}

/// `[first slot, last slot, [host, port, ...], replicas ...]`
fn primary(range: Vec<Value>) -> Option<Primary> {
    let mut range = range.into_iter();
    let slot = redis::from_redis_value(range.next()?).ok()?;
    let node: Vec<Value> = redis::from_redis_value(range.nth(1)?).ok()?;
    let mut node = node.into_iter();
    // Without a host, it is the node that was asked.
    let host: Option<String> = redis::from_redis_value(node.next()?).ok()?;
    let port = redis::from_redis_value(node.next()?).ok()?;
    Some(Primary {
        host: host.unwrap_or_default(),
        port,
        slot,
    })
}
