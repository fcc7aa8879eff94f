//! Structs that are read by redis-rs alone.
#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and its values are made for it"
)]

use std::fmt::Debug;

use redis::{FromRedisValue, Value};
use redis_script::FromReply;

#[derive(FromReply, Debug, PartialEq)]
struct Job {
    id: String,
    tries: u8,
}

#[derive(FromReply, Debug, PartialEq, Default)]
struct Loose {
    r#type: Option<String>,
    #[reply(rename = "ttl", default)]
    ttl_secs: i64,
    #[reply(default = seven)]
    weight: u8,
}

fn seven() -> u8 {
    7
}

#[derive(FromReply, Debug, PartialEq)]
#[reply(by_name, rename_all = "SCREAMING-KEBAB-CASE")]
struct Named {
    max_len: u32,
    owner: Option<String>,
}

#[derive(FromReply, Debug, PartialEq)]
#[reply(by_position)]
struct Positional {
    owner: Option<String>,
    tries: Option<String>,
}

#[derive(FromReply, Debug, PartialEq)]
struct Pair<T, const N: usize>(T, [u8; N])
where
    T: Debug;

#[derive(FromReply, Debug, PartialEq)]
struct Queue {
    name: String,
    jobs: Vec<Job>,
    head: Option<Job>,
}

#[derive(FromReply, Debug, PartialEq)]
struct Tree {
    value: i64,
    children: Vec<Tree>,
}

fn text(text: &str) -> Value {
    Value::BulkString(text.as_bytes().to_vec())
}

fn list<const N: usize>(items: [Value; N]) -> Value {
    Value::Array(items.into())
}

fn map<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Map(pairs.map(|(name, value)| (text(name), value)).into())
}

fn job(id: &str, tries: u8) -> Job {
    let id = id.to_owned();
    Job { id, tries }
}

#[track_caller]
fn reads<T: FromRedisValue + PartialEq + Debug>(reply: Value, expected: T) {
    assert_eq!(T::from_redis_value_ref(&reply).unwrap(), expected);
    assert_eq!(T::from_redis_value(reply).unwrap(), expected);
}

#[track_caller]
fn refuses<T: FromRedisValue + Debug>(reply: Value, expected: &str) {
    let error = T::from_redis_value(reply).unwrap_err().to_string();
    assert_eq!(error, format!("Incompatible type - {expected}"));
}

#[test]
fn by_position() {
    reads(list([text("a"), Value::Int(2)]), job("a", 2));
    reads(list([text("a"), text("2")]), job("a", 2));
    reads(Value::Set(vec![text("a"), Value::Int(2)]), job("a", 2));
    reads(list([text("id"), Value::Int(2)]), job("id", 2));
    refuses::<Job>(
        list([text("a")]),
        "an array of 1, which is not a `Job` of 2 fields",
    );
    refuses::<Job>(
        list([text("a"), Value::Int(2), Value::Int(3)]),
        "an array of 3, which is not a `Job` of 2 fields",
    );
    refuses::<Job>(
        list([text("a"), text("b"), text("c"), text("d")]),
        "an array of 4, which is not a `Job` of 2 fields",
    );
}

#[test]
fn by_name() {
    let tries = || Value::Int(2);
    reads(map([("tries", tries()), ("id", text("a"))]), job("a", 2));
    reads(
        map([("id", text("a")), ("x", Value::Nil), ("tries", tries())]),
        job("a", 2),
    );
    reads(
        list([text("tries"), tries(), text("id"), text("a")]),
        job("a", 2),
    );
    let pair = |name, value| list([text(name), value]);
    reads(
        list([pair("tries", tries()), pair("id", text("a"))]),
        job("a", 2),
    );
    reads(
        list([
            pair("tries", tries()),
            pair("id", text("a")),
            pair("x", tries()),
        ]),
        job("a", 2),
    );
    let twice = [
        text("id"),
        text("a"),
        text("tries"),
        tries(),
        text("id"),
        text("b"),
    ];
    reads(list(twice), job("b", 2));
    refuses::<Job>(
        map([("id", text("a"))]),
        "a reply without the field `tries` of `Job`",
    );
    refuses::<Job>(list([]), "a reply without the field `id` of `Job`");
    refuses::<Job>(
        list([text("id"), text("a"), text("b"), text("c")]),
        "a reply without the field `tries` of `Job`",
    );
}

#[test]
fn neither() {
    for (reply, shape) in [
        (Value::Nil, "nil"),
        (Value::Int(1), "an integer"),
        (text("a"), "a string"),
        (Value::Okay, "a status"),
    ] {
        refuses::<Job>(reply, &format!("{shape}, which is not a `Job`"));
    }
    refuses::<Positional>(map([]), "a map, which is not a `Positional`");
}

#[test]
fn what_may_be_missing() {
    let loose = |name: Option<&str>, ttl_secs, weight| Loose {
        r#type: name.map(str::to_owned),
        ttl_secs,
        weight,
    };
    reads(list([]), loose(None, 0, 7));
    reads(map([("ttl", Value::Int(5))]), loose(None, 5, 7));
    reads(
        list([Value::Nil, Value::Nil, Value::Nil]),
        loose(None, 0, 7),
    );
    reads(
        list([text("a"), Value::Int(-1), Value::Int(1)]),
        loose(Some("a"), -1, 1),
    );
    reads(list([text("type"), text("a")]), loose(Some("a"), 0, 7));
    reads(map([("ttl_secs", Value::Int(5))]), loose(None, 0, 7));
}

#[test]
fn a_list_that_could_be_either() {
    #[derive(FromReply, Debug, PartialEq)]
    struct Either {
        id: Option<String>,
        owner: Option<String>,
    }
    let either = |id: Option<&str>, owner: Option<&str>| Either {
        id: id.map(str::to_owned),
        owner: owner.map(str::to_owned),
    };
    reads(list([text("owner"), text("a")]), either(None, Some("a")));
    reads(
        list([text("a"), text("owner")]),
        either(Some("a"), Some("owner")),
    );
    let positional = |owner: &str, tries: &str| Positional {
        owner: Some(owner.to_owned()),
        tries: Some(tries.to_owned()),
    };
    reads(list([text("owner"), text("a")]), positional("owner", "a"));
    refuses::<Positional>(
        list([text("owner"), text("a"), text("tries"), text("b")]),
        "an array of 4, which is not a `Positional` of 2 fields",
    );
    let named = Named {
        max_len: 1,
        owner: None,
    };
    reads(list([text("MAX-LEN"), text("1")]), named);
    refuses::<Named>(
        list([text("1"), text("a")]),
        "a reply without the field `MAX-LEN` of `Named`",
    );
}

#[test]
fn fields_by_their_types() {
    refuses::<Job>(
        list([text("a"), Value::Int(300)]),
        "300, which does not fit into `u8`, for the field `tries` of `Job`",
    );
    refuses::<Job>(
        list([text("a"), Value::Double(1.5)]),
        "the floating point number 1.5, which `u8` would truncate, for the field `tries` of `Job`",
    );
    refuses::<Job>(
        map([("id", text("a")), ("tries", text("secret"))]),
        "a string, which is not a `u8`, for the field `tries` of `Job`",
    );
    refuses::<Vec<Job>>(
        list([list([Value::Nil, Value::Int(1)])]),
        "nil, which is not a `alloc::string::String`, for the field `id` of `Job`",
    );
}

#[test]
fn structs_in_structs() {
    let one = || list([text("a"), Value::Int(200)]);
    let queue = || Queue {
        name: "q".to_owned(),
        jobs: vec![job("a", 200)],
        head: None,
    };
    reads(list([text("q"), list([one()]), Value::Nil]), queue());
    reads(map([("name", text("q")), ("jobs", list([one()]))]), queue());
    refuses::<Queue>(
        list([
            text("q"),
            list([list([text("a"), Value::Int(300)])]),
            Value::Nil,
        ]),
        "300, which does not fit into `u8`, for the field `tries` of `Job`, for the field `jobs` of `Queue`",
    );
    let leaf = |value| list([Value::Int(value), list([])]);
    let tree = |value, children| Tree { value, children };
    let expected = tree(1, vec![tree(300, vec![]), tree(-2, vec![])]);
    reads(list([Value::Int(1), list([leaf(300), leaf(-2)])]), expected);
}

#[test]
fn tuple_structs_and_generics() {
    let pair = Pair(Some(job("a", 2)), [1, 2]);
    let reply = list([
        list([text("a"), Value::Int(2)]),
        list([Value::Int(1), Value::Int(2)]),
    ]);
    reads(reply, pair);
    refuses::<Pair<u8, 1>>(
        list([text("x"), list([Value::Int(1)])]),
        "a string, which is not a `u8`, for the field `0` of `Pair`",
    );
    reads(
        list([list([text("a"), Value::Int(2)]), Value::Int(3)]),
        (job("a", 2), 3_u8),
    );
}
