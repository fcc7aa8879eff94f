//! Each contender gets the script's own replies: what is measured is the same work.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use allocation_counter::measure;
use redis_script_benches::Outcome;
use redis_script_benches::contender::{
    Contender, Direct, Exact, Fred, Kind, Named, RedisScript, Request, Rustis, Typed,
};
use redis_script_benches::encode::{ENCODING, encode};
use redis_script_benches::for_contender;
use redis_script_benches::load::Load;
use redis_script_benches::server::{Place, Server};
use redis_script_benches::work::{Calls, Work};

/// A window takes two requests.
async fn counts<C: Contender>(place: &Place, key: &'static str) {
    let mut con = C::connect(place).await.unwrap();
    let request = Request {
        key,
        limit: 2,
        ..Request::UNLIMITED
    };
    let mut replies = Vec::new();
    for _ in 0..3 {
        replies.push(con.call(&request).await.unwrap());
    }
    assert_eq!(replies, [true, true, false], "{key}");
}

#[tokio::test]
async fn all_get_the_scripts_replies() {
    let server = Server::start().unwrap();
    for (place, suffix) in [(server.tcp(), "tcp"), (server.unix(), "unix")] {
        let key = |kind: Kind| &*format!("{} {suffix}", kind.id()).leak();
        counts::<Typed>(&place, key(Kind::Typed)).await;
        counts::<Named>(&place, key(Kind::Named)).await;
        counts::<RedisScript>(&place, key(Kind::RedisScript)).await;
        counts::<Exact>(&place, key(Kind::Exact)).await;
        counts::<Direct>(&place, key(Kind::Direct)).await;
        counts::<Fred>(&place, key(Kind::Fred)).await;
        counts::<Rustis>(&place, key(Kind::Rustis)).await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn load<L: Load>(place: &Place, calls: usize) {
    let mut load = L::connect(place, 2).await.unwrap();
    load.run(calls).await.unwrap();
}

#[test]
fn all_can_be_kept_in_flight() {
    let server = Server::start().unwrap();
    for kind in Kind::ALL {
        for_contender!(kind, load(&server.tcp(), 10));
        for_contender!(kind, load(&server.unix(), 10));
    }
}

#[test]
fn some_bring_the_script_to_a_server_that_does_not_know_it() {
    let server = Server::start().unwrap();
    for kind in Kind::LOADING {
        server.forget().unwrap();
        for_contender!(kind, load(&server.tcp(), 10));
        assert!(server.traffic().unwrap().loads >= 1, "{}", kind.id());
    }
}

#[test]
fn all_encode_the_same_bytes() {
    let encoded = ENCODING.map(|kind| {
        let mut bytes = Vec::new();
        encode(kind, 1, |packed| bytes.extend_from_slice(packed)).unwrap();
        String::from_utf8(bytes).unwrap()
    });
    for bytes in &encoded {
        assert_eq!(bytes, &encoded[0]);
    }
    assert!(encoded[0].starts_with("*7\r\n$7\r\nEVALSHA\r\n$40\r\n"));
}

/// `redis::aio::ConnectionLike` boxes a future for each call.
#[test]
fn a_call_over_a_connection_that_the_signature_names_boxes_no_future() {
    let server = Server::start().unwrap();
    server.load().unwrap();
    let calls = 64;
    let [any, named] = [Kind::Typed, Kind::Named].map(|kind| allocations(&server, kind, calls));
    assert!(named + calls as u64 <= any, "{named} beside {any}");
}

fn allocations(server: &Server, kind: Kind, count: usize) -> u64 {
    let place = server.unix();
    let calls = Some(Calls {
        place,
        in_flight: 1,
    });
    let mut total = 0;
    let counting = &mut |run: &mut dyn FnMut() -> Outcome| {
        let mut done = Ok(());
        total = measure(|| done = run()).count_total;
        done
    };
    let work = Work { kind, count, calls };
    work.run(counting).unwrap();
    total
}
