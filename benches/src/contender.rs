//! What is compared.

use std::future::Future;
use std::str::FromStr;

use crate::Outcome;
pub use crate::contenders::{Direct, Exact, Fred, Named, RawSocket, RedisScript, Rustis, Typed};
use crate::server::Place;

/// A connection over which the script can be called.
pub trait Contender: Clone + Send + 'static {
    /// Connects as the client's documentation says, with `TCP_NODELAY`.
    fn connect(place: &Place) -> impl Future<Output = Outcome<Self>> + Send;

    /// Calls the script once: whether the request is within the limit.
    fn call(&mut self, request: &Request) -> impl Future<Output = Outcome<bool>> + Send;
}

/// The arguments of one call: one key and three numbers.
#[derive(Clone, Debug)]
pub struct Request {
    /// The key.
    pub key: &'static str,
    /// The length of a window in seconds.
    pub window_secs: u64,
    /// How many requests a window takes.
    pub limit: u64,
    /// The caller's clock in milliseconds.
    pub now_ms: u64,
}

impl Request {
    /// What is sent where time is measured: it is always within the limit.
    pub const UNLIMITED: Self = Self {
        key: "ratelimit:user:123",
        window_secs: 60,
        limit: 1_000_000_000,
        now_ms: 1_764_000_000_000,
    };
}

/// The contenders by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// This crate, over any connection.
    Typed,
    /// This crate, where the signature names the connection.
    Named,
    /// `redis::Script`.
    RedisScript,
    /// A `redis::Cmd` of exactly the right size, over any connection.
    Exact,
    /// The same over the connection's own method, which boxes no future.
    Direct,
    /// fred's `Script`.
    Fred,
    /// rustis' `evalsha`.
    Rustis,
    /// Encoded bytes on a socket: the limit.
    Raw,
}

impl Kind {
    /// All, as the tables list them.
    pub const ALL: [Self; 8] = [
        Self::Typed,
        Self::Exact,
        Self::Named,
        Self::Direct,
        Self::RedisScript,
        Self::Fred,
        Self::Rustis,
        Self::Raw,
    ];

    /// Those that bring the script to a server that does not know it.
    pub const LOADING: [Self; 4] = [Self::Typed, Self::Named, Self::RedisScript, Self::Fred];

    /// The name on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Named => "named",
            Self::RedisScript => "redis-script",
            Self::Exact => "exact",
            Self::Direct => "direct",
            Self::Fred => "fred",
            Self::Rustis => "rustis",
            Self::Raw => "raw",
        }
    }

    /// The name in the tables.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Typed => "redis-script, `impl ConnectionLike`",
            Self::Named => "redis-script, `MultiplexedConnection`",
            Self::RedisScript => "`redis::Script`",
            Self::Exact => "exact `Cmd` by hand, `impl ConnectionLike`",
            Self::Direct => "exact `Cmd` by hand, `MultiplexedConnection`",
            Self::Fred => "fred",
            Self::Rustis => "rustis",
            Self::Raw => "encoded bytes on a socket",
        }
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.id() == id);
        found.ok_or_else(|| format!("there is no contender `{id}`"))
    }
}

/// Calls a function that is generic over [`Load`](crate::load::Load) for a contender.
#[macro_export]
macro_rules! for_contender {
    ($kind:expr, $function:ident($($argument:expr),* $(,)?)) => {{
        use $crate::contender::{
            Direct, Exact, Fred, Kind, Named, RawSocket, RedisScript, Rustis, Typed,
        };
        use $crate::load::Tasks;
        match $kind {
            Kind::Typed => $function::<Tasks<Typed>>($($argument),*),
            Kind::Named => $function::<Tasks<Named>>($($argument),*),
            Kind::RedisScript => $function::<Tasks<RedisScript>>($($argument),*),
            Kind::Exact => $function::<Tasks<Exact>>($($argument),*),
            Kind::Direct => $function::<Tasks<Direct>>($($argument),*),
            Kind::Fred => $function::<Tasks<Fred>>($($argument),*),
            Kind::Rustis => $function::<Tasks<Rustis>>($($argument),*),
            Kind::Raw => $function::<RawSocket>($($argument),*),
        }
    }};
}
