//! Replies to types that implement `FromRedisValue` themselves.

use redis::{FromRedisValue, IntegerReplyOrNoOp, ParsingError, Value};

use crate::conversion::{accepts, read, refuses};

/// As a derive would write it: each field by its type.
#[derive(Debug, PartialEq)]
struct User {
    age: u8,
    active: bool,
    name: String,
}

impl FromRedisValue for User {
    fn from_redis_value(value: Value) -> Result<Self, ParsingError> {
        let (age, active, name) = redis::from_redis_value(value)?;
        Ok(Self { age, active, name })
    }
}

#[test]
fn fields_are_held_to_their_types() {
    let reply = |age: i64| format!("*3\r\n:{age}\r\n:-300\r\n$2\r\nAl");
    let user = |age| User {
        age,
        active: true,
        name: "Al".to_owned(),
    };
    accepts(&reply(200), user(200));
    accepts(&reply(30), user(30));
    refuses::<User>(&reply(300), "300");
    refuses::<Vec<User>>(&format!("*2\r\n{}\r\n{}", reply(200), reply(-1)), "-1");
    accepts(&format!("*1\r\n{}", reply(255)), vec![user(255)]);
}

/// Knows only integers, and casts none.
#[derive(Debug, PartialEq)]
enum Status {
    Missing,
    Count(i64),
}

impl FromRedisValue for Status {
    fn from_redis_value(value: Value) -> Result<Self, ParsingError> {
        match value {
            Value::Int(-2) => Ok(Self::Missing),
            Value::Int(count) => Ok(Self::Count(count)),
            _ => Err("no status".into()),
        }
    }
}

#[test]
fn types_that_insist_on_integers_get_them() {
    accepts(":-2", Status::Missing);
    accepts(":300", Status::Count(300));
    accepts(
        "*2\r\n:300\r\n:-2",
        vec![Status::Count(300), Status::Missing],
    );
    accepts(":-2", IntegerReplyOrNoOp::NotExists);
    let tuple = "*3\r\n:300\r\n:300\r\n:300";
    accepts(tuple, (Status::Count(300), 300_u16, true));
    refuses::<(Status, u8, bool)>(tuple, "300");
}

/// Reads numbers and words by different rules.
#[derive(Debug, PartialEq)]
enum Moment {
    Seconds(i64),
    Named(String),
}

impl FromRedisValue for Moment {
    fn from_redis_value(value: Value) -> Result<Self, ParsingError> {
        match value {
            Value::Int(seconds) => Ok(Self::Seconds(seconds)),
            Value::BulkString(name) if name.is_ascii() && name.first() > Some(&b'9') => Ok(
                Self::Named(redis::from_redis_value(Value::BulkString(name))?),
            ),
            _ => Err("no moment".into()),
        }
    }
}

#[test]
fn types_with_a_text_of_their_own() {
    accepts(":1700000000", Moment::Seconds(1_700_000_000));
    accepts("$4\r\nnoon", Moment::Named("noon".to_owned()));
    accepts(
        "*2\r\n:1700000000\r\n$4\r\nnoon",
        vec![
            Moment::Seconds(1_700_000_000),
            Moment::Named("noon".to_owned()),
        ],
    );
}

/// Means its first number otherwise than the others, of which there may be many.
#[derive(Debug, PartialEq)]
struct Page {
    more: u8,
    items: Vec<Status>,
}

impl FromRedisValue for Page {
    fn from_redis_value(value: Value) -> Result<Self, ParsingError> {
        let mut items = value.into_sequence().map_err(|_| "no page")?;
        let more = items.drain(..1).map(redis::from_redis_value).next();
        Ok(Self {
            more: more.ok_or("no page")??,
            items: redis::from_redis_value(Value::Array(items))?,
        })
    }
}

#[test]
fn types_that_mean_parts_of_a_reply_otherwise() {
    let reply = |more: i64| format!("*1001\r\n:{more}{}", "\r\n:300".repeat(1000));
    let items = (0..1000).map(|_| Status::Count(300)).collect();
    accepts(&reply(1), Page { more: 1, items });
    refuses::<Page>(&reply(256), "256");
    refuses::<Page>(&reply(300), "300");
}

/// A type that borrows is no `'static`, which the look-up by type must not ask for.
#[derive(Debug, PartialEq)]
struct Borrowed<'a>(u8, std::marker::PhantomData<&'a str>);

impl FromRedisValue for Borrowed<'_> {
    fn from_redis_value(value: Value) -> Result<Self, ParsingError> {
        Ok(Self(
            redis::from_redis_value(value)?,
            std::marker::PhantomData,
        ))
    }
}

#[test]
fn types_with_lifetimes() {
    fn reads<'a>(_: &'a str) {
        accepts::<Borrowed<'a>>(":200", Borrowed(200, std::marker::PhantomData));
        refuses::<Borrowed<'a>>(":300", "300");
    }
    reads("");
}

#[test]
fn what_a_type_says_of_a_value_is_not_repeated() {
    #[derive(Debug)]
    struct Chatty;
    impl FromRedisValue for Chatty {
        fn from_redis_value(value: Value) -> Result<Self, ParsingError> {
            Err(format!("not good: {value:?}").into())
        }
    }
    let error = read::<Chatty>("$6\r\nhidden").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hidden"));
}
