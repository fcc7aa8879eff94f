//! A queue whose jobs come back if a worker does not finish them.
//!
//! The scripts share files: `scripts/lib/clock.lua` and `scripts/lib/lease.lua`. The time of a lease is a constant of theirs, which
//! is set here. What one command does needs no script: jobs are added by LPUSH and finished by ZREM.

use std::time::Duration;

use redis::AsyncCommands as _;
use redis::aio::MultiplexedConnection;

/// How long a worker has a job before others may take it.
pub const LEASE: Duration = Duration::from_millis(400);

const LEASE_MS: u64 = LEASE.as_millis() as u64;

#[redis_script::commands]
trait Scripts {
    /// Takes a job for the time of a lease.
    #[redis_script("take.lua", keys = 2, consts(LEASE_MS = crate::LEASE_MS))]
    async fn take(&mut self, waiting: &str, leased: &str) -> redis_script::Result<Option<String>>;

    /// Extends the lease of a job; `false` if it has ended.
    #[redis_script("extend.lua", keys = 1, consts(LEASE_MS = crate::LEASE_MS))]
    async fn extend(&mut self, leased: &str, job: &str) -> redis_script::Result<bool>;
}

/// Jobs that wait, and jobs that workers have.
#[derive(Clone)]
pub struct Queue {
    con: MultiplexedConnection,
    waiting: String,
    leased: String,
}

impl Queue {
    /// The queue of a name. Its keys are in one slot of a cluster.
    #[must_use]
    pub fn new(con: MultiplexedConnection, name: &str) -> Self {
        Self {
            con,
            waiting: format!("{{{name}}}:waiting"),
            leased: format!("{{{name}}}:leased"),
        }
    }

    /// Adds a job.
    ///
    /// # Errors
    /// If the connection or the server fails.
    pub async fn add(&mut self, job: &str) -> redis_script::Result<()> {
        Ok(self.con.lpush(&self.waiting, job).await?)
    }

    /// Takes a job for the time of a [`LEASE`]; `None` if there is none.
    ///
    /// # Errors
    /// If the connection or the server fails.
    pub async fn take(&mut self) -> redis_script::Result<Option<String>> {
        Scripts::take(&mut self.con, &self.waiting, &self.leased).await
    }

    /// Begins a new lease of a job that this worker has; `false` if the old one has ended.
    ///
    /// # Errors
    /// If the connection or the server fails.
    pub async fn extend(&mut self, job: &str) -> redis_script::Result<bool> {
        Scripts::extend(&mut self.con, &self.leased, job).await
    }

    /// Removes a job that is done; `false` if somebody else has finished it.
    ///
    /// # Errors
    /// If the connection or the server fails.
    pub async fn finish(&mut self, job: &str) -> redis_script::Result<bool> {
        Ok(self.con.zrem(&self.leased, job).await?)
    }
}
