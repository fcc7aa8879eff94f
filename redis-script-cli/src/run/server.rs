//! The server that runs the script.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::net::{IpAddr, TcpListener, ToSocketAddrs as _};

use redis::{Client, Connection, ConnectionAddr, IntoConnectionInfo as _, ProtocolVersion, Value};

use super::private_server::PrivateServer;
use super::wire::Wire;
use crate::args::run::CallArgs;

/// A server that was found, and how it is spoken to.
pub(crate) struct Server {
    client: Client,
    /// It is not set if `--url` names a server.
    private: Option<PrivateServer>,
    /// Its name and version.
    pub(crate) version: String,
    /// For everything but the call.
    pub(crate) control: Connection,
}

impl Server {
    /// Starts the private server, or connects with the one that `--url` names.
    ///
    /// # Errors
    /// If that fails, or the user does not want the script to run there.
    pub(crate) fn find(args: &CallArgs) -> Result<Self, String> {
        let private = match args.url {
            Some(_) => None,
            None => Some(PrivateServer::start()?),
        };
        let url = match (&private, &args.url) {
            (Some(private), _) => private.url(),
            (None, url) => url.clone().unwrap_or_default(),
        };
        let client = open(&url, args.resp3)?;
        if private.is_none() && !args.yes {
            let address = client.get_connection_info().addr();
            if !is_on_this_machine(address) {
                ask(&address.to_string())?;
            }
        }
        let mut control = connect(&client)?;
        let version = version(&mut control);
        Ok(Self {
            client,
            private,
            version,
            control,
        })
    }

    pub(crate) fn private(&self) -> Option<&PrivateServer> {
        self.private.as_ref()
    }

    /// A new connection.
    pub(crate) fn connect(&self) -> Result<Connection, String> {
        connect(&self.client)
    }

    /// Connects for the debugger if it does no harm: if this machine, and nothing between, is at the other end. While the script is
    /// stopped, the server waits for each of our answers.
    ///
    /// # Errors
    /// Why it is not to be used.
    pub(crate) fn connect_debugger(&mut self) -> Result<Wire, String> {
        const ELSEWHERE: &str = "the server is not directly on this machine, so that it would wait for the network at each line";
        let info = self.client.get_connection_info();
        let mut wire = Wire::connect(info).map_err(|error| error.to_string())?;
        if self.private.is_some() {
            return Ok(wire);
        }
        if mixes_sessions(&self.version) {
            return Err(
                "with Valkey from 9.1 on, scripts of other clients break its session".to_owned(),
            );
        }
        let description = wire.ask(&[b"CLIENT", b"INFO"]);
        let description = match description.map_err(|error| error.to_string())? {
            Value::BulkString(text) => String::from_utf8_lossy(&text).into_owned(),
            Value::VerbatimString { text, .. } => text,
            _ => String::new(),
        };
        let mut parts = description.split(' ');
        let seen = parts.find_map(|part| part.strip_prefix("addr="));
        if seen.is_some_and(|seen| wire.is_seen_as(seen)) {
            Ok(wire)
        } else {
            Err(ELSEWHERE.to_owned())
        }
    }

    /// The database of `--url`.
    pub(crate) fn database(&self) -> i64 {
        self.client.get_connection_info().redis_settings().db()
    }

    /// Whether the server has the text of a script in its cache.
    pub(crate) fn has_cached(&mut self, sha1: &str) -> bool {
        let known = redis::cmd("SCRIPT")
            .arg("EXISTS")
            .arg(sha1)
            .query(&mut self.control);
        known.is_ok_and(|known: (bool,)| known.0)
    }

    /// Makes a private server as if nothing had run on it.
    ///
    /// # Errors
    /// If it has ended.
    pub(crate) fn empty_if_private(&mut self) -> Result<(), String> {
        if self.private.is_none() {
            return Ok(());
        }
        let emptied = redis::cmd("FLUSHALL").exec(&mut self.control);
        let emptied =
            emptied.and_then(|()| redis::cmd("SCRIPT").arg("FLUSH").exec(&mut self.control));
        emptied.map_err(|error| {
            format!(
                "cannot empty the private server: {error}{}",
                self.condition()
            )
        })
    }

    /// What to add to a message about a lost connection: whether the private server has ended.
    pub(crate) fn condition(&self) -> String {
        match &self.private {
            Some(private) if private.ends() => {
                format!("; the private server has ended{}", private.end_of_log())
            }
            _ => String::new(),
        }
    }
}

fn open(url: &str, resp3: bool) -> Result<Client, String> {
    let refused = |error: redis::RedisError| {
        let remedy = "write it as in `redis://localhost:6379/0`, `redis://user:password@host` or `redis+unix:///path/of/socket`";
        format!("`--url` names no server that can be reached: {error}; {remedy}")
    };
    if url.starts_with("rediss:") || url.starts_with("valkeys:") {
        return Err("`--url` asks for TLS, which this command does not speak: name a tunnel to the server, such as stunnel's, by `redis://`".to_owned());
    }
    let mut info = url.into_connection_info().map_err(refused)?;
    if resp3 {
        let settings = info.redis_settings().clone();
        info = info.set_redis_settings(settings.set_protocol(ProtocolVersion::RESP3));
    }
    Client::open(info).map_err(refused)
}

fn connect(client: &Client) -> Result<Connection, String> {
    client.get_connection().map_err(|error| {
        let address = client.get_connection_info().addr();
        format!("cannot connect with the server at `{address}`: {error}")
    })
}

/// Whether all addresses of a host are of this machine. The network is not asked who else has them.
fn is_on_this_machine(address: &ConnectionAddr) -> bool {
    match address {
        ConnectionAddr::Unix(_) => true,
        ConnectionAddr::Tcp(host, port) => match (host.as_str(), *port).to_socket_addrs() {
            Ok(mut addresses) => addresses.all(|address| is_own(address.ip())),
            // The error comes when the server is connected.
            Err(_) => true,
        },
        _ => false,
    }
}

/// Only a machine's own addresses can be bound.
fn is_own(ip: IpAddr) -> bool {
    ip.is_loopback() || TcpListener::bind((ip, 0)).is_ok()
}

fn ask(address: &str) -> Result<(), String> {
    let question = format!("`{address}` is not on this machine");
    if !io::stdin().is_terminal() {
        return Err(format!("{question}: add `--yes` to run the script there"));
    }
    let mut stderr = io::stderr();
    let _ = write!(stderr, "{question}. Run the script there? [y/N] ");
    let _ = stderr.flush();
    let mut answer = String::new();
    let _ = io::stdin().lock().read_line(&mut answer);
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(format!("the script did not run on `{address}`")),
    }
}

/// Whether a session of the debugger goes wrong if another client runs a script meanwhile, as it does from Valkey 9.1 on.
fn mixes_sessions(version: &str) -> bool {
    let Some(version) = version.strip_prefix("Valkey ") else {
        return false;
    };
    let mut parts = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    (parts.next(), parts.next()) >= (Some(9), Some(1))
}

/// `Redis 8.2.3`, `Valkey 9.1.2`; empty if the server does not say it.
fn version(con: &mut Connection) -> String {
    let info: String = redis::cmd("INFO")
        .arg("server")
        .query(con)
        .unwrap_or_default();
    let field = |name: &str| info.lines().find_map(|line| line.strip_prefix(name));
    match (field("valkey_version:"), field("redis_version:")) {
        (Some(version), _) => format!("Valkey {version}"),
        (None, Some(version)) => format!("Redis {version}"),
        (None, None) => String::new(),
    }
}
