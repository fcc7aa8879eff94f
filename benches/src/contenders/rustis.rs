//! rustis' `evalsha`. It has no scripts that reload.

use std::str::FromStr;

use rustis::client::{Client, Config};
use rustis::commands::ScriptingCommands;
use rustis::resp::{Command, cmd};

use super::SCRIPT;
use crate::Outcome;
use crate::contender::{Contender, Request};
use crate::server::Place;

/// rustis' client, which is multiplexed and sets `TCP_NODELAY` by itself.
#[derive(Clone)]
pub struct Rustis(Client);

impl Contender for Rustis {
    async fn connect(place: &Place) -> Outcome<Self> {
        let config = Config::from_str(&place.url())?;
        Ok(Self(Client::connect(config).await?))
    }

    async fn call(&mut self, request: &Request) -> Outcome<bool> {
        Ok(self
            .0
            .evalsha(SCRIPT.sha1(), request.key, args(request))
            .await?)
    }
}

fn args(request: &Request) -> [u64; 3] {
    [request.window_secs, request.limit, request.now_ms]
}

/// What `evalsha` encodes.
#[inline]
pub(crate) fn command(request: &Request) -> Command {
    cmd("EVALSHA")
        .arg(SCRIPT.sha1())
        .key_with_count(request.key)
        .arg(args(request))
        .into()
}
