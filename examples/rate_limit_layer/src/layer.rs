//! The layer and its service.

use std::fmt::Display;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use redis::aio::ConnectionLike;
use redis_script::scripts::rate_limit::{Decision, gcra_async};
use tokio::time::timeout;
use tower::{Layer, Service};

use crate::fields;
use crate::{OnFailure, Policy};

/// How long a request waits for the Redis server, unless told otherwise.
const PATIENCE: Duration = Duration::from_millis(250);

/// Limits requests by a [`Policy`], each client by itself.
///
/// Responses say what is left, by the fields `RateLimit-Policy` and `RateLimit`. What is rejected gets 429 and `Retry-After`, and does
/// not reach the service inside.
#[derive(Clone, Debug)]
pub struct RateLimitLayer<C, K> {
    con: C,
    client: K,
    rules: Arc<Rules>,
}

#[derive(Clone, Debug)]
struct Rules {
    policy: Policy,
    on_failure: OnFailure,
    patience: Duration,
}

impl<C, K> RateLimitLayer<C, K> {
    /// `client` says who makes a request: requests with the same name share a limit. Take what a client cannot choose: an API key
    /// that was verified, a session, or the address of the peer. `X-Forwarded-For` is a client's own word unless your proxy sets it.
    ///
    /// `con` is cloned for each request: a `MultiplexedConnection`, or a `ConnectionManager`, which connects again.
    pub fn new(con: C, policy: Policy, on_failure: OnFailure, client: K) -> Self {
        let rules = Rules {
            policy,
            on_failure,
            patience: PATIENCE,
        };
        Self {
            con,
            client,
            rules: Arc::new(rules),
        }
    }

    /// How long a request waits for the Redis server before that counts as a failure: 250 ms unless told.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        Arc::make_mut(&mut self.rules).patience = patience;
        self
    }
}

impl<C: Clone, K: Clone, S> Layer<S> for RateLimitLayer<C, K> {
    type Service = RateLimit<C, K, S>;

    fn layer(&self, inner: S) -> Self::Service {
        RateLimit {
            limiter: self.clone(),
            inner,
        }
    }
}

/// The service that [`RateLimitLayer`] makes.
#[derive(Clone, Debug)]
pub struct RateLimit<C, K, S> {
    limiter: RateLimitLayer<C, K>,
    inner: S,
}

impl<C, K, S, N> Service<Request> for RateLimit<C, K, S>
where
    C: ConnectionLike + Clone + Send + 'static,
    K: Fn(&Request) -> N,
    N: Display,
    S: Service<Request, Response = Response> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // The service that is ready is this one, and not its clone.
        let clone = self.inner.clone();
        let mut inner = mem::replace(&mut self.inner, clone);
        let mut con = self.limiter.con.clone();
        let rules = Arc::clone(&self.limiter.rules);
        let client = (self.limiter.client)(&request);
        let key = format!("rate_limit:{}:{client}", rules.policy.name);
        Box::pin(async move {
            let Some(decision) = rules.decide(&mut con, key).await else {
                return match rules.on_failure {
                    OnFailure::Open => inner.call(request).await,
                    OnFailure::Closed => Ok(StatusCode::SERVICE_UNAVAILABLE.into_response()),
                };
            };
            let mut response = if decision.allowed {
                inner.call(request).await?
            } else {
                StatusCode::TOO_MANY_REQUESTS.into_response()
            };
            fields::tell(response.headers_mut(), &rules.policy, &decision);
            Ok(response)
        })
    }
}

impl Rules {
    /// `None` if the Redis server fails, or does not answer in time.
    async fn decide(&self, con: &mut impl ConnectionLike, key: String) -> Option<Decision> {
        let decision = gcra_async(con, key, self.policy.limit, 1);
        match timeout(self.patience, decision).await {
            Ok(Ok(decision)) => Some(decision),
            Ok(Err(error)) => {
                eprintln!("no rate limit: {error}");
                None
            }
            Err(_) => {
                eprintln!("no rate limit: no answer in {:?}", self.patience);
                None
            }
        }
    }
}
