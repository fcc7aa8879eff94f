//! Three ways to test code that calls scripts: `cargo test --example testing`.
//!
//! - With a mock: redis-test's connection expects the very command that [`redis_script::Call::to_cmd`] gives, and answers
//!   what the test says. No server, and no Lua.
//! - With a fake: a trait of `#[commands]` can be implemented for a type that is no connection. No server, no Redis at all.
//! - With a private server, which the test starts and stops: the script itself is tested. It is the one that finds mistakes in
//!   the Lua, so the scripts' own tests are of this kind.

use redis_script::commands;

/// What protects the login.
#[commands]
pub trait Limits {
    /// Allows or rejects one request.
    #[redis_script("rate_limit.lua", keys = 1)]
    async fn rate_limit(
        &mut self,
        key: &str,
        window_secs: u64,
        max_requests: u64,
        now_ms: u64,
    ) -> redis_script::Result<bool>;
}

/// The code under test: what the application answers to a login.
///
/// # Errors
/// If the limit cannot be asked for.
pub async fn answer(
    limits: &mut impl Limits,
    user: &str,
    now_ms: u64,
) -> redis_script::Result<&'static str> {
    let key = format!("login:{user}");
    let allowed = limits.rate_limit(&key, 60, 2, now_ms).await?;
    Ok(if allowed { "welcome" } else { "too many" })
}

fn main() {
    println!("`cargo test --example testing` runs the tests");
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )]

    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use redis::Value;
    use redis::aio::MultiplexedConnection;
    use redis_test::{MockCmd, MockRedisConnection};
    use tempfile::TempDir;

    use super::*;

    #[tokio::test]
    async fn with_a_mock() {
        let expected = rate_limit::call("login:ann", 60, 2, 1_000).to_cmd();
        let mut con = MockRedisConnection::new([
            MockCmd::new(expected.clone(), Ok(Value::Int(1))),
            MockCmd::new(expected, Ok(Value::Int(0))),
        ]);
        assert_eq!(answer(&mut con, "ann", 1_000).await.unwrap(), "welcome");
        assert_eq!(answer(&mut con, "ann", 1_000).await.unwrap(), "too many");
    }

    /// Rejects whatever it is asked for.
    struct Closed;

    impl Limits for Closed {
        async fn rate_limit(
            &mut self,
            _key: &str,
            _window_secs: u64,
            _max_requests: u64,
            _now_ms: u64,
        ) -> redis_script::Result<bool> {
            Ok(false)
        }
    }

    #[tokio::test]
    async fn with_a_fake() {
        assert_eq!(answer(&mut Closed, "ann", 0).await.unwrap(), "too many");
    }

    #[tokio::test]
    async fn with_a_private_server() {
        let server = PrivateServer::start();
        let mut con = server.connect().await;
        for expected in ["welcome", "welcome", "too many"] {
            assert_eq!(answer(&mut con, "ann", 1_000).await.unwrap(), expected);
        }
        assert_eq!(answer(&mut con, "bob", 1_000).await.unwrap(), "welcome");
        assert_eq!(answer(&mut con, "ann", 62_000).await.unwrap(), "welcome");
    }

    /// On a unix socket in a folder of its own, so that tests run side by side; it ends with the value.
    struct PrivateServer {
        process: Child,
        dir: TempDir,
    }

    impl PrivateServer {
        fn start() -> Self {
            let dir = tempfile::tempdir().unwrap();
            let binary = std::env::var("REDIS_SERVER").unwrap_or("redis-server".to_owned());
            let process = Command::new(binary)
                .args(["--port", "0", "--save", "", "--unixsocket"])
                .arg(dir.path().join("socket"))
                .current_dir(dir.path())
                .stdout(Stdio::null())
                .spawn()
                .expect("a redis-server on PATH, or its path in REDIS_SERVER");
            Self { process, dir }
        }

        async fn connect(&self) -> MultiplexedConnection {
            let socket = self.dir.path().join("socket");
            let url = format!("redis+unix://{}", socket.display());
            let client = redis::Client::open(url).unwrap();
            let start = Instant::now();
            loop {
                match client.get_multiplexed_async_connection().await {
                    Ok(con) => return con,
                    Err(error) if start.elapsed() > Duration::from_secs(20) => panic!("{error}"),
                    Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
                }
            }
        }
    }

    impl Drop for PrivateServer {
        fn drop(&mut self) {
            // Both fail only if it has already ended.
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }
}
