//! What the compiler must know: calls and their futures go from thread to thread, whatever `T` is.

use std::rc::Rc;

use redis::{FromRedisValue, ParsingError, Value};
use redis_script_runtime::__private::{encode, entry};
use redis_script_runtime::{Call, Error, Result};

use crate::call;
use crate::stub::Stub;

/// Neither Send nor Sync.
struct Local(Rc<str>);

impl FromRedisValue for Local {
    fn from_redis_value(value: Value) -> std::result::Result<Self, ParsingError> {
        redis::from_redis_value::<String>(value).map(|text| Self(text.into()))
    }
}

fn is_send<T: Send>(value: T) -> T {
    value
}

fn is_send_and_sync<T: Send + Sync + Unpin + 'static>() {}

#[tokio::test]
async fn calls_are_send_whatever_they_return() {
    is_send_and_sync::<Call<Local>>();
    is_send_and_sync::<Error>();
    let call = call::<Local>();
    let mut con = Stub::new(&["+text"]);
    let local = is_send(call.invoke_async(&mut con)).await.unwrap();
    assert_eq!(&*local.0, "text");
}

async fn over_any(con: &mut (dyn redis::aio::ConnectionLike + Send)) -> Result<i64> {
    is_send(call().invoke_async(con)).await
}

fn over_any_sync(con: &mut dyn redis::ConnectionLike) -> Result<i64> {
    call().invoke(con)
}

#[tokio::test]
async fn connections_may_be_trait_objects() {
    let spawned = tokio::spawn(async { over_any(&mut Stub::new(&[":5"])).await });
    assert_eq!(spawned.await.unwrap().unwrap(), 5);
    assert_eq!(over_any_sync(&mut Stub::new(&[":5"])).unwrap(), 5);
}

/// A call is made where its arguments are, and sent elsewhere.
#[tokio::test]
async fn calls_outlive_their_arguments() {
    let call = {
        let key = String::from("key");
        encode::<i64>(&crate::SCRIPT, &(entry(&key.as_str()), ()), &())
    };
    let sent = tokio::spawn(async move { call.invoke_async(&mut Stub::new(&[":5"])).await });
    assert_eq!(sent.await.unwrap().unwrap(), 5);
}
