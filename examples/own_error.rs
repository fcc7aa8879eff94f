//! A library's own error: a lease that only its holder may renew or give back.
//!
//! The error has `From<redis::RedisError>`, as crates that use redis-rs have anyway. Scripts need no other conversion, and the error
//! still names the script and its line.
//!
//! `REDIS_URL=redis://127.0.0.1 cargo run --example own_error`

use std::env;
use std::error::Error;
use std::fmt;

use redis::RedisError;
use redis::aio::ConnectionLike;
use redis_script::redis_script;

/// What can go wrong with a lease.
#[derive(Debug)]
pub enum LeaseError {
    /// Somebody else holds it.
    Taken,
    /// Redis could not be asked.
    Redis(RedisError),
}

impl From<RedisError> for LeaseError {
    fn from(error: RedisError) -> Self {
        Self::Redis(error)
    }
}

impl fmt::Display for LeaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken => f.write_str("somebody else holds the lease"),
            Self::Redis(error) => write!(f, "the lease is not known: {error}"),
        }
    }
}

impl Error for LeaseError {}

/// Takes the lease or renews it, for its holder alone.
#[redis_script(
    lua = "
        local holder = redis.call('GET', KEYS[1])
        if holder and holder ~= ARGV[1] then
            return 0
        end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
    ",
    keys = 1
)]
async fn hold(
    con: &mut impl ConnectionLike,
    lease: &str,
    holder: &str,
    ttl_ms: u64,
) -> Result<bool, LeaseError>;

/// Gives it back.
#[redis_script(
    lua = "
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then
            return 0
        end
        return redis.call('DEL', KEYS[1])
    ",
    keys = 1
)]
async fn give_back(
    con: &mut impl ConnectionLike,
    lease: &str,
    holder: &str,
) -> Result<bool, LeaseError>;

/// Takes or renews a lease.
///
/// # Errors
/// If somebody else holds it, or Redis cannot be asked.
pub async fn renew(
    con: &mut impl ConnectionLike,
    lease: &str,
    holder: &str,
) -> Result<(), LeaseError> {
    // `?` converts the error of the script and that of a plain command alike.
    if hold(con, lease, holder, 10_000).await? {
        return Ok(());
    }
    let _: u64 = redis::cmd("INCR")
        .arg(format!("{lease}:refused"))
        .query_async(con)
        .await?;
    Err(LeaseError::Taken)
}

/// Two workers and one lease.
///
/// # Errors
/// If Redis cannot be asked.
///
/// # Panics
/// If it replies something unexpected.
pub async fn run(con: &mut impl ConnectionLike) -> Result<(), Box<dyn Error>> {
    let lease = "lease:report";
    renew(con, lease, "ann").await?;
    renew(con, lease, "ann").await?;
    assert!(matches!(
        renew(con, lease, "bob").await,
        Err(LeaseError::Taken)
    ));
    assert!(!give_back(con, lease, "bob").await?);
    assert!(give_back(con, lease, "ann").await?);
    renew(con, lease, "bob").await?;

    // A key of another type: the error keeps what the server says, and says where the script failed. Servers before 7.0 have the
    // code `ERR` for all errors of a script, and put that of the command into the message.
    redis::cmd("SADD")
        .arg("lease:broken")
        .arg("x")
        .exec_async(con)
        .await?;
    let error = match renew(con, "lease:broken", "ann").await {
        Err(LeaseError::Redis(error)) => error,
        other => return Err(format!("expected an error of the server, not {other:?}").into()),
    };
    let text = error.to_string();
    assert!(
        text.contains("WRONGTYPE") && text.contains("hold"),
        "{error}"
    );
    println!("{}", LeaseError::from(error));
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("REDIS_URL").unwrap_or("redis://127.0.0.1".to_owned());
    let client = redis::Client::open(url)?;
    run(&mut client.get_multiplexed_async_connection().await?).await
}
