//! What one server says about its commands.

use serde_json::{Map, Value, json};

use crate::Result;
use crate::reply;

/// One server's answers to COMMAND and, from Redis 7.0 on, COMMAND DOCS.
pub struct Dump {
    /// As in `redis-7.0.15`.
    pub(crate) server: String,
    /// By name in lower case, each an object of arity, flags, keys and, where documented, arguments.
    pub(crate) commands: Map<String, Value>,
}

impl Dump {
    /// Asks a running server.
    ///
    /// # Errors
    ///
    /// If it cannot be reached, or answers what no known server does.
    pub fn of_server(address: &str) -> Result<Self> {
        let mut connection = redis::Client::open(address)?.get_connection()?;
        let info: String = redis::cmd("INFO").arg("server").query(&mut connection)?;
        let mut commands = reply::commands(&redis::cmd("COMMAND").query(&mut connection)?);
        // Before 7.0 there are none, and the table borrows a later server's.
        if let Ok(docs) = redis::cmd("COMMAND").arg("DOCS").query(&mut connection) {
            reply::add_docs(&mut commands, &docs);
        }
        Ok(Self {
            server: server_name(&info).ok_or("INFO names no version")?,
            commands,
        })
    }

    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    ///
    /// If the text is no such dump.
    pub fn parse(text: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(text)?;
        let server = value["server"].as_str().ok_or("`server` is missing")?;
        let version = value["version"].as_str().ok_or("`version` is missing")?;
        let commands = value["commands"].as_object();
        Ok(Self {
            server: format!("{server}-{version}"),
            commands: commands.ok_or("`commands` is missing")?.clone(),
        })
    }

    /// One line of JSON, with members in alphabetic order.
    #[must_use]
    pub fn to_json(&self) -> String {
        let (server, version) = self.server.split_once('-').unwrap_or_default();
        json!({ "server": server, "version": version, "commands": self.commands }).to_string()
    }

    /// Whether the server has COMMAND DOCS.
    pub(crate) fn is_documented(&self) -> bool {
        self.commands
            .values()
            .any(|command| !command["since"].is_null())
    }
}

fn server_name(info: &str) -> Option<String> {
    let field = |name: &str| {
        let mut values = info
            .lines()
            .filter_map(|line| line.trim().strip_prefix(name));
        values.next()
    };
    // Valkey gives a version of Redis too.
    match field("valkey_version:") {
        Some(version) => Some(format!("valkey-{version}")),
        None => Some(format!("redis-{}", field("redis_version:")?)),
    }
}
