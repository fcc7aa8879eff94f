//! The layer around an axum router, with a server of its own for each test.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use private_server::PrivateServer;
use rate_limit_layer::{OnFailure, Policy, RateLimitLayer};
use sfv::{BareItem, List, ListEntry, Parser};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tower::ServiceExt;

const HOUR: Duration = Duration::from_secs(3600);

struct Fixture {
    server: PrivateServer,
    app: Router,
    /// How many requests reached the handler.
    counter: Arc<AtomicUsize>,
}

impl Fixture {
    async fn new(quota: u32, window: Duration, on_failure: OnFailure) -> Self {
        let server = PrivateServer::start().unwrap();
        let client = redis::Client::open(server.url()).unwrap();
        let con = client.get_multiplexed_async_connection().await.unwrap();
        let policy = Policy::new("test", quota, window).unwrap();
        let layer =
            RateLimitLayer::new(con, policy, on_failure, api_key).patience(Duration::from_secs(20));
        let counter = Arc::new(AtomicUsize::new(0));
        let handler = {
            let counter = Arc::clone(&counter);
            async move || {
                counter.fetch_add(1, Ordering::Relaxed);
                "hello"
            }
        };
        let app = Router::new().route("/", get(handler)).layer(layer);
        Self {
            server,
            app,
            counter,
        }
    }

    async fn get(&self, key: &str) -> Response {
        let request = Request::get("/").header("x-api-key", key);
        let request = request.body(Body::empty()).unwrap();
        self.app.clone().oneshot(request).await.unwrap()
    }

    fn served(&self) -> usize {
        self.counter.load(Ordering::Relaxed)
    }
}

fn api_key(request: &Request) -> String {
    let key = request.headers().get("x-api-key");
    key.and_then(|key| key.to_str().ok()).unwrap().to_owned()
}

/// The name and the parameters of a field with one item, as a parser of structured fields reads them.
fn field(response: &Response, name: &str) -> (String, Vec<(String, i64)>) {
    let value = response.headers().get(name).unwrap();
    let list: List = Parser::new(value.as_bytes()).parse().unwrap();
    let [ListEntry::Item(item)] = list.as_slice() else {
        panic!("{list:?}");
    };
    let name = item.bare_item.as_string().unwrap();
    let number = |value: &BareItem| value.as_integer().unwrap().into();
    let parameters = item.params.iter();
    let parameters = parameters.map(|(key, value)| (key.to_string(), number(value)));
    (name.to_string(), parameters.collect())
}

fn parameters(of: [(&str, i64); 2]) -> Vec<(String, i64)> {
    of.map(|(key, number)| (key.to_owned(), number)).to_vec()
}

#[tokio::test]
async fn responses_tell_the_policy_and_what_is_left() {
    let fixture = Fixture::new(3, HOUR, OnFailure::Open).await;
    for (remaining, reset) in [(2, 1200), (1, 2400), (0, 3600)] {
        let response = fixture.get("ann").await;
        assert_eq!(response.status(), StatusCode::OK);
        let policy = field(&response, "ratelimit-policy");
        assert_eq!(policy, ("test".into(), parameters([("q", 3), ("w", 3600)])));
        let (name, state) = field(&response, "ratelimit");
        assert_eq!(name, "test");
        let [(r, left), (t, seconds)] = state.as_slice() else {
            panic!("{state:?}");
        };
        assert_eq!((r.as_str(), *left, t.as_str()), ("r", remaining, "t"));
        // Some of it may have passed.
        assert!((reset - 600..=reset).contains(seconds), "{seconds}");
        assert!(response.headers().get("retry-after").is_none());
    }
}

#[tokio::test]
async fn what_is_rejected_is_not_served_and_says_when_to_come_back() {
    let fixture = Fixture::new(2, Duration::from_secs(2), OnFailure::Open).await;
    let mut response = fixture.get("ann").await;
    while response.status() == StatusCode::OK {
        response = fixture.get("ann").await;
    }
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let served = fixture.served();
    let seconds = response.headers().get("retry-after").unwrap();
    let seconds = seconds.to_str().unwrap().parse().unwrap();
    assert_eq!(seconds, 1, "one passes in each second");
    sleep(Duration::from_secs(seconds)).await;
    assert_eq!(fixture.get("ann").await.status(), StatusCode::OK);
    assert_eq!(fixture.served(), served + 1);
}

#[tokio::test]
async fn clients_do_not_share_a_limit() {
    let fixture = Fixture::new(1, HOUR, OnFailure::Open).await;
    for (client, expected) in [
        ("ann", StatusCode::OK),
        ("bob", StatusCode::OK),
        ("ann", StatusCode::TOO_MANY_REQUESTS),
        ("bob", StatusCode::TOO_MANY_REQUESTS),
    ] {
        assert_eq!(fixture.get(client).await.status(), expected, "{client}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_get_no_more_than_the_quota() {
    let fixture = Arc::new(Fixture::new(10, HOUR, OnFailure::Closed).await);
    let mut requests = JoinSet::new();
    for _ in 0..64 {
        let fixture = Arc::clone(&fixture);
        requests.spawn(async move { fixture.get("ann").await.status() });
    }
    let statuses = requests.join_all().await;
    let passed = statuses.iter().filter(|&&status| status == StatusCode::OK);
    assert_eq!(passed.count(), 10);
    assert_eq!(fixture.served(), 10);
}

#[tokio::test]
async fn without_its_server_it_is_open_or_closed() {
    for (on_failure, status, served) in [
        (OnFailure::Open, StatusCode::OK, 2),
        (OnFailure::Closed, StatusCode::SERVICE_UNAVAILABLE, 1),
    ] {
        let Fixture {
            server,
            app,
            counter,
        } = Fixture::new(1, HOUR, on_failure).await;
        let request = || {
            let request = Request::get("/").header("x-api-key", "ann");
            request.body(Body::empty()).unwrap()
        };
        let response = app.clone().oneshot(request()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        drop(server);
        let response = app.oneshot(request()).await.unwrap();
        assert_eq!(response.status(), status);
        assert!(response.headers().get("ratelimit").is_none());
        assert_eq!(counter.load(Ordering::Relaxed), served);
    }
}

#[test]
fn a_policy_without_sense_is_refused() {
    for (quota, window) in [(0, HOUR), (1, Duration::ZERO), (1, Duration::from_nanos(5))] {
        assert!(Policy::new("test", quota, window).is_err());
    }
}
