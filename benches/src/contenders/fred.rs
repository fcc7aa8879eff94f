//! fred's `Script`, which reloads.

use fred::clients::Client;
use fred::interfaces::ClientLike;
use fred::types::Builder;
use fred::types::config::{Config, TcpConfig};
use fred::types::scripts::Script;

use super::SCRIPT;
use crate::Outcome;
use crate::contender::{Contender, Request};
use crate::server::Place;

/// fred's client, which is multiplexed.
#[derive(Clone)]
pub struct Fred {
    client: Client,
    script: Script,
}

impl Contender for Fred {
    async fn connect(place: &Place) -> Outcome<Self> {
        let config = Config::from_url(&place.url())?;
        let client = Builder::from_config(config)
            .with_connection_config(|connection| {
                connection.tcp = TcpConfig {
                    nodelay: Some(true),
                    ..TcpConfig::default()
                };
            })
            .build()?;
        client.init().await?;
        let script = Script::from_lua(SCRIPT.source());
        Ok(Self { client, script })
    }

    async fn call(&mut self, request: &Request) -> Outcome<bool> {
        let args = vec![request.window_secs, request.limit, request.now_ms];
        Ok(self
            .script
            .evalsha_with_reload(&self.client, request.key, args)
            .await?)
    }
}
