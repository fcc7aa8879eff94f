//! One file for each way to call the script.

mod exact;
mod fred;
mod raw;
mod redis_script;
mod rustis;
mod typed;

pub use exact::{Direct, Exact};
pub use fred::Fred;
pub use raw::RawSocket;
pub use redis_script::RedisScript;
pub use rustis::Rustis;
pub use typed::{Named, Typed};

pub(crate) use exact::exact_cmd;
pub(crate) use raw::encode as encode_raw;
pub(crate) use redis_script::invocation;
pub(crate) use rustis::command as rustis_command;
pub(crate) use typed::{SCRIPT, call};

use std::time::Duration;

use ::redis::aio::MultiplexedConnection;
use ::redis::io::tcp::TcpSettings;
use ::redis::{AsyncConnectionConfig, Client, IntoConnectionInfo};

use crate::Outcome;
use crate::server::Place;

/// No answer takes so long, even under an instrument that slows the client down fifty times. A timeout costs the same
/// whatever its length.
const PATIENCE: Duration = Duration::from_secs(60);

/// The connection of redis-rs that the contenders built on it share.
async fn connect_redis(place: &Place) -> Outcome<MultiplexedConnection> {
    // redis 1.8 leaves Nagle's algorithm on: a call behind one that is still unanswered would wait for the answer.
    let tcp = TcpSettings::default().set_nodelay(true);
    let info = place.url().into_connection_info()?.set_tcp_settings(tcp);
    let config = AsyncConnectionConfig::new()
        .set_response_timeout(Some(PATIENCE))
        .set_connection_timeout(Some(PATIENCE));
    let client = Client::open(info)?;
    Ok(client
        .get_multiplexed_async_connection_with_config(&config)
        .await?)
}
