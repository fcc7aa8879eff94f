//! The header fields: `Retry-After`, and `RateLimit-Policy` and `RateLimit` of the IETF's draft
//! draft-ietf-httpapi-ratelimit-headers.

use std::time::Duration;

use axum::http::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use redis_script::scripts::rate_limit::Decision;
use sfv::{KeyRef, ListSerializer, StringRef, key_ref};

use crate::Policy;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STATE: HeaderName = HeaderName::from_static("ratelimit");

/// Tells the client what the policy is, and what is left of its quota.
pub(crate) fn tell(headers: &mut HeaderMap, policy: &Policy, decision: &Decision) {
    let quota = [
        (key_ref("q"), policy.quota.into()),
        (key_ref("w"), seconds(policy.window)),
    ];
    let state = [
        (key_ref("r"), decision.remaining),
        (key_ref("t"), seconds(decision.reset_after)),
    ];
    for (name, parameters) in [(POLICY, quota), (STATE, state)] {
        if let Some(value) = item(policy.name, parameters) {
            headers.insert(name, value);
        }
    }
    if let Some(time) = decision.retry_after {
        headers.insert(RETRY_AFTER, seconds(time).into());
    }
}

/// The fields count whole seconds. After so many, the time is over.
fn seconds(time: Duration) -> u64 {
    time.as_millis()
        .div_ceil(1000)
        .try_into()
        .unwrap_or(u64::MAX)
}

/// A list of one string with parameters. `None` if the name cannot be written, or a number is too large.
fn item(name: &str, parameters: [(&KeyRef, u64); 2]) -> Option<HeaderValue> {
    let mut list = ListSerializer::new();
    let mut item = list.bare_item(StringRef::from_str(name).ok()?);
    for (key, number) in parameters {
        item = item.parameter(key, sfv::Integer::try_from(number).ok()?);
    }
    HeaderValue::try_from(list.finish()?).ok()
}
