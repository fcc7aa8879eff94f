//! What a limiter says.

use core::time::Duration;

use redis::{FromRedisValue, ParsingError, Value};

/// What a limiter says of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision {
    /// Whether the request may pass. If not, nothing was taken from the limit.
    pub allowed: bool,
    /// How much would pass now, after this request.
    pub remaining: u64,
    /// After which time the same request would pass if there is no other. `None` if it was allowed, and if it never will be since
    /// it asks for more than the limit.
    pub retry_after: Option<Duration>,
    /// After which time the whole limit is there again if there is no other request.
    pub reset_after: Duration,
}

/// Scripts reply with a string of three numbers: what remains, after how many milliseconds the request would pass (0 if it did, -1
/// if it never will), and after how many all is there again.
impl FromRedisValue for Decision {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let text: String = redis::from_redis_value(reply)?;
        parse(&text).ok_or_else(|| ParsingError::from("not the reply of a limiter"))
    }
}

fn parse(reply: &str) -> Option<Decision> {
    let (remaining, times) = reply.split_once(' ')?;
    let (retry, reset) = times.split_once(' ')?;
    let retry: i64 = retry.parse().ok()?;
    let retry_after = u64::try_from(retry).ok().filter(|millis| *millis > 0);
    Some(Decision {
        allowed: retry == 0,
        remaining: remaining.parse().ok()?,
        retry_after: retry_after.map(Duration::from_millis),
        reset_after: Duration::from_millis(reset.parse().ok()?),
    })
}

/// What several limiters say of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decisions {
    /// Whether the request may pass. If not, nothing was taken from any of the limits.
    pub allowed: bool,
    /// What each limiter says, in the order of the call: if the request may not pass, those that are not to blame say what they
    /// would have done.
    pub each: Vec<Decision>,
}

impl FromRedisValue for Decisions {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let each: Vec<Decision> = redis::from_redis_value(reply)?;
        let allowed = each.iter().all(|decision| decision.allowed);
        Ok(Self { allowed, each })
    }
}
