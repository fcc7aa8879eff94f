//! A slice may hold no more entries than the script takes.

use redis::RedisError;
use redis_script_runtime::__private::{One, encode, rest, with_max_entries};
use redis_script_runtime::{Call, ErrorKind, Script, pipe};

use crate::stub::Stub;
use crate::{SCRIPT, fresh};

fn limited(keys: Option<usize>, args: Option<usize>) -> &'static Script {
    Box::leak(Box::new(with_max_entries(
        *fresh(|definition| definition),
        keys,
        args,
    )))
}

fn call(script: &'static Script, keys: usize, args: usize) -> Call<i64> {
    let (keys, args) = (vec!["secret"; keys], vec!["secret"; args]);
    encode(
        script,
        &(rest::<One<_>, _>(&*keys), ()),
        &(rest::<One<_>, _>(&*args), ()),
    )
}

#[tokio::test]
async fn more_are_not_sent() {
    let mut con = Stub::new(&[]);
    let path = "script `counter` (scripts/counter.lua) was not sent: it takes at most";
    for (call, why) in [
        (
            call(limited(Some(2), None), 3, 5),
            "2 KEYS, and the call passes 3",
        ),
        (
            call(limited(Some(2), Some(1)), 2, 2),
            "1 ARGV, and the call passes 2",
        ),
        (
            call(limited(None, Some(0)), 9, 1),
            "0 ARGV, and the call passes 1",
        ),
    ] {
        let errors = [
            call.invoke_async(&mut con).await.unwrap_err(),
            call.invoke(&mut con).unwrap_err(),
            pipe().call(call.clone()).query(&mut con).unwrap_err(),
        ];
        for error in errors {
            assert_eq!(error.to_string(), format!("{path} {why}"));
            assert_eq!(
                (error.kind(), error.may_have_run()),
                (ErrorKind::NotSent, false)
            );
            assert!(!format!("{error:?}").contains("secret"));
            let error = RedisError::from(error);
            assert_eq!(error.kind(), redis::ErrorKind::Client);
            assert!(error.to_string().contains(why), "{error}");
        }
    }
    assert!(con.sent.is_empty());
}

#[test]
fn as_many_as_it_takes_are_sent() {
    for (script, keys, args) in [
        (limited(Some(2), Some(1)), 2, 1),
        (limited(Some(2), Some(1)), 0, 0),
        (limited(None, Some(1)), 20, 1),
        (&SCRIPT, 20, 20),
    ] {
        let mut con = Stub::new(&[":5"]);
        assert_eq!(call(script, keys, args).invoke(&mut con).unwrap(), 5);
    }
}
