//! Rate limiters: 100 requests of one subject that pass, and 100 that are rejected, at a limit of 100 per hour.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use redis::Value;
use redis_script::redis_script;
use redis_script::scripts::rate_limit::{
    Decision, Decisions, FixedWindow, Gcra, Permits, SlidingCounter, SlidingLog, acquire_permits,
    fixed_window, gcra, gcra_all, sliding_counter, sliding_log,
};

use super::caller::LIMIT;
use super::{Caller, Contender, Family, Kind};
use redis_script_benches::Outcome;

pub(super) const FAMILY: Family = Family {
    name: "rate_limit",
    about: "\
100 requests of one subject that pass (*admitted*), and 100 that do not (*rejected*), at a limit of 100 per hour. Our own functions
reply what is left, when to try again and when the limit is whole again; most of the others reply less. Scripts of
@upstash/ratelimit are measured without their first line, a flag of Upstash's own server that others refuse. The GCRA of
throttled-py works as that of go-redis/redis_rate, which is in neither of the registries.
",
    kinds: &[
        Kind {
            title: "GCRA, token bucket",
            contenders: &[
                Contender::ours("gcra", gcra_calls, passes),
                Contender::ours(
                    "gcra, one is not whole milliseconds",
                    fraction_calls,
                    passes,
                ),
                Contender::ours("gcra_all, two limits", all_calls, all_pass),
                Contender::pypi("throttled-py", "gcra", "throttled-gcra", is_zero),
                Contender::npm("redis-gcra", "limit", "redis-gcra", is_zero),
                Contender::npm(
                    "@upstash/ratelimit",
                    "tokenBucket",
                    "upstash-token-bucket",
                    is_left,
                ),
                Contender::pypi(
                    "throttled-py",
                    "token_bucket",
                    "throttled-token-bucket",
                    is_null,
                ),
                Contender::pypi(
                    "throttled-py",
                    "leaking_bucket",
                    "throttled-leaking-bucket",
                    is_null,
                ),
            ],
        },
        Kind {
            title: "Sliding window counter",
            contenders: &[
                Contender::ours("sliding_counter", counter_calls, passes),
                Contender::npm(
                    "@upstash/ratelimit",
                    "slidingWindow",
                    "upstash-sliding-window",
                    is_left,
                ),
                Contender::pypi(
                    "limits",
                    "SlidingWindowCounterRateLimiter",
                    "limits-sliding",
                    is_one,
                ),
                Contender::pypi(
                    "throttled-py",
                    "sliding_window",
                    "throttled-sliding-window",
                    is_null,
                ),
            ],
        },
        Kind {
            title: "Fixed window",
            contenders: &[
                Contender::ours("fixed_window", fixed_calls, passes),
                Contender::npm(
                    "@upstash/ratelimit",
                    "fixedWindow",
                    "upstash-fixed-window",
                    is_within,
                ),
                Contender::pypi(
                    "limits",
                    "FixedWindowRateLimiter",
                    "limits-fixed",
                    is_within,
                ),
                Contender::npm(
                    "rate-limit-redis",
                    "RedisStore",
                    "rate-limit-redis",
                    is_within,
                ),
                Contender::npm(
                    "rate-limiter-flexible",
                    "RateLimiterRedis",
                    "rate-limiter-flexible",
                    is_within,
                ),
            ],
        },
        Kind {
            title: "Sliding window log",
            contenders: &[
                Contender::ours("sliding_log", log_calls, passes),
                Contender::ours("rate_limit.lua", script_calls, is_one),
                Contender::pypi("limits", "MovingWindowRateLimiter", "limits-moving", is_one),
                Contender::pypi(
                    "pyrate-limiter",
                    "RedisBucket",
                    "pyrate-limiter",
                    is_negative,
                ),
            ],
        },
        Kind {
            title: "Limit of what is done at the same time",
            contenders: &[
                Contender::ours("acquire_permits", permit_calls, passes),
                Contender::npm("redis-semaphore", "Semaphore", "redis-semaphore", is_one),
            ],
        },
    ],
};

const HOUR: Duration = Duration::from_secs(60 * 60);
const BURST: u64 = LIMIT as u64;

fn gcra_calls(caller: &mut Caller) -> Outcome {
    let limit = Gcra::new(BURST - 1, BURST, HOUR)?;
    caller.limiter(|con, key| Ok(gcra(con, key, limit, 1)?.allowed))
}

/// 101 per hour.
fn fraction_calls(caller: &mut Caller) -> Outcome {
    let limit = Gcra::new(BURST - 1, BURST + 1, HOUR)?;
    caller.limiter(|con, key| Ok(gcra(con, key, limit, 1)?.allowed))
}

fn all_calls(caller: &mut Caller) -> Outcome {
    let hour = Gcra::new(BURST - 1, BURST, HOUR)?;
    let day = Gcra::new(BURST * 10 - 1, BURST * 10, HOUR * 24)?;
    caller.limiter(|con, key| {
        let limits = [
            (format!("{{{key}}}:hour"), hour),
            (format!("{{{key}}}:day"), day),
        ];
        Ok(gcra_all(con, &limits, 1)?.allowed)
    })
}

fn counter_calls(caller: &mut Caller) -> Outcome {
    let limit = SlidingCounter::new(BURST, HOUR)?;
    caller.limiter(|con, key| Ok(sliding_counter(con, key, limit, 1)?.allowed))
}

fn fixed_calls(caller: &mut Caller) -> Outcome {
    let limit = FixedWindow::new(BURST, HOUR)?;
    caller.limiter(|con, key| Ok(fixed_window(con, key, limit, 1)?.allowed))
}

fn log_calls(caller: &mut Caller) -> Outcome {
    let limit = SlidingLog::new(BURST, HOUR)?;
    caller.limiter(|con, key| Ok(sliding_log(con, key, limit, 1)?.allowed))
}

fn script_calls(caller: &mut Caller) -> Outcome {
    caller.limiter(|con, key| {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        rate_limit(con, key, HOUR.as_secs(), BURST, now.as_millis() as u64)
    })
}

/// Each request by a holder of its own.
fn permit_calls(caller: &mut Caller) -> Outcome {
    let limit = Permits::new(BURST, HOUR)?;
    let holders = std::cell::Cell::new(0);
    caller.limiter(|con, key| {
        holders.set(holders.get() + 1);
        let holder = format!("{:08x}-5346-4d35-815d-49d45a8871e2", holders.get());
        Ok(acquire_permits(con, key, limit, 1, holder)?.allowed)
    })
}

/// The script that takes its caller's time.
#[redis_script("../../../../scripts/rate_limit.lua", keys = 1)]
fn rate_limit(
    con: &mut impl redis::ConnectionLike,
    key: &str,
    window_secs: u64,
    limit: u64,
    now_ms: u64,
) -> redis_script::Result<bool>;

/// The reply, or its first part.
fn first(reply: &Value) -> Option<i64> {
    match reply {
        Value::Array(parts) => first(parts.first()?),
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

/// Replies that say whether it passed.
fn is_one(reply: &Value) -> bool {
    first(reply) == Some(1)
}

/// Our own, which say after what time it passes.
fn passes(reply: &Value) -> bool {
    redis::from_redis_value::<Decision>(reply.clone()).is_ok_and(|said| said.allowed)
}

fn all_pass(reply: &Value) -> bool {
    redis::from_redis_value::<Decisions>(reply.clone()).is_ok_and(|said| said.allowed)
}

/// Replies that say whether it was rejected.
fn is_zero(reply: &Value) -> bool {
    first(reply) == Some(0)
}

/// Replies whose first part says whether it was rejected, and is null if not.
fn is_null(reply: &Value) -> bool {
    matches!(reply, Value::Array(parts) if parts.first() == Some(&Value::Nil))
}

/// Replies that say which limit rejected it.
fn is_negative(reply: &Value) -> bool {
    first(reply).is_some_and(|number| number < 0)
}

/// Replies that say how many requests are left.
fn is_left(reply: &Value) -> bool {
    first(reply).is_some_and(|left| left >= 0)
}

/// Replies that count all requests.
fn is_within(reply: &Value) -> bool {
    first(reply).is_some_and(|count| count <= LIMIT.into())
}
