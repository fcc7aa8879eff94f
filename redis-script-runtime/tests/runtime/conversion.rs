//! Replies to types of std: nothing wraps, nothing is truncated.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;
use std::sync::Arc;

use redis::{FromRedisValue, Value};
use redis_script_runtime::{ErrorKind, Result};

use crate::call;
use crate::stub::{Stub, parse};

pub(crate) fn read<T: FromRedisValue>(reply: &str) -> Result<T> {
    call().invoke(&mut Stub::new(&[reply]))
}

#[track_caller]
pub(crate) fn accepts<T: FromRedisValue + PartialEq + Debug>(reply: &str, expected: T) {
    assert_eq!(read::<T>(reply).unwrap(), expected, "{reply}");
}

/// The reply is refused for a number that redis-rs alone would have cast.
#[track_caller]
pub(crate) fn refuses<T: FromRedisValue + Debug>(reply: &str, number: &str) {
    T::from_redis_value(parse(reply)).expect("redis-rs takes it");
    let error = read::<T>(reply).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Reply);
    let text = error.to_string();
    assert!(
        text.starts_with("script `counter` (scripts/counter.lua) replied with "),
        "{text}"
    );
    assert!(text.contains(number), "{text}");
    let target = std::any::type_name::<T>();
    assert!(text.contains(&format!("`{target}`")), "{text}");
}

#[test]
fn integers_that_fit() {
    accepts(":0", 0_u8);
    accepts(":255", 255_u8);
    accepts(":-128", -128_i8);
    accepts(":65535", u16::MAX);
    accepts(":-32768", i16::MIN);
    accepts(":4294967295", u32::MAX);
    accepts(":-2147483648", i32::MIN);
    accepts(":9223372036854775807", i64::MAX);
    accepts(":-9223372036854775808", i64::MIN);
    accepts(":9223372036854775807", i64::MAX.unsigned_abs());
    accepts(":9223372036854775807", isize::MAX);
    accepts(":9223372036854775807", isize::MAX.unsigned_abs());
    accepts(":-9223372036854775808", i128::from(i64::MIN));
    accepts(":9223372036854775807", u128::from(i64::MAX.unsigned_abs()));
}

#[test]
fn integers_that_do_not_fit() {
    refuses::<u8>(":256", "256");
    refuses::<u8>(":-1", "-1");
    refuses::<i8>(":128", "128");
    refuses::<i8>(":-129", "-129");
    refuses::<u16>(":65536", "65536");
    refuses::<i16>(":32768", "32768");
    refuses::<u32>(":-1", "-1");
    refuses::<u32>(":4294967296", "4294967296");
    refuses::<i32>(":2147483648", "2147483648");
    refuses::<u64>(":-1", "-1");
    refuses::<usize>(":-1", "-1");
    refuses::<u128>(":-1", "-1");
}

#[test]
fn doubles_are_no_integers() {
    refuses::<i64>(",3.7", "3.7");
    refuses::<i64>(",3", "3.0");
    refuses::<u8>(",-0.5", "-0.5");
    refuses::<i128>(",1e300", "1e300");
    refuses::<u64>(",inf", "inf");
    refuses::<isize>(",nan", "NaN");
    refuses::<(i64, String)>("*2\r\n,3\r\n+x", "3.0");
}

#[test]
fn what_is_no_integer_keeps_its_meaning() {
    accepts(":300", true);
    accepts(":-300", true);
    accepts(":0", false);
    accepts(":300", 300.0);
    accepts(":300", 300.0_f32);
    accepts(",3.7", 3.7);
    accepts(",3.5", 3.5_f32);
    accepts(":-300", "-300".to_owned());
    accepts(",3", "3".to_owned());
    accepts(":-300", ());
    accepts(",3.7", ());
    accepts(":-300", Value::Int(-300));
    accepts(",3.7", Value::Double(3.7));
    accepts("#t", true);
    accepts("_", None::<u8>);
    accepts("$3\r\n300", 300_u16);
    accepts("+OK", "OK".to_owned());
}

#[test]
fn wrappers_hold_what_they_wrap_to_it() {
    accepts(":300", Some(300_u16));
    refuses::<Option<u8>>(":300", "300");
    refuses::<Option<i64>>(",3.7", "3.7");
    accepts(":-300", Some(true));
    refuses::<Box<u8>>(":300", "300");
    refuses::<Arc<u8>>(":300", "300");
    refuses::<Option<Option<u8>>>(":-1", "-1");
    accepts(":-300", Some(Some(true)));
}

#[test]
fn arrays_at_any_depth() {
    accepts("*2\r\n:1\r\n:-300", vec![1_i64, -300]);
    refuses::<Vec<u8>>("*2\r\n:1\r\n:300", "300");
    refuses::<Vec<u32>>("*2\r\n:70000\r\n:-2", "-2");
    refuses::<Vec<Option<u8>>>("*3\r\n:1\r\n_\r\n:300", "300");
    refuses::<Vec<Vec<Vec<u16>>>>("*1\r\n*1\r\n*2\r\n:300\r\n:65536", "65536");
    refuses::<[u8; 2]>("*2\r\n:1\r\n:300", "300");
    refuses::<Option<Vec<i8>>>("*1\r\n:200", "200");
    accepts("*2\r\n:-300\r\n:0", vec![true, false]);
    accepts(
        "*2\r\n*1\r\n:300\r\n*1\r\n,3.7",
        vec![vec![300.0], vec![3.7]],
    );
    accepts("$3\r\nabc", b"abc".to_vec());
    refuses::<Vec<Vec<u8>>>("*2\r\n$3\r\nabc\r\n*1\r\n:256", "256");
    refuses::<BTreeSet<u8>>("~2\r\n:1\r\n:300", "300");
    accepts("~2\r\n:-1\r\n:300", BTreeSet::from([-1_i32, 300]));
}

#[test]
fn tuples_by_their_parts() {
    accepts("*2\r\n:300\r\n:300", (300_u16, 300_i64));
    accepts("*3\r\n:-300\r\n:300\r\n,3.7", (true, 300_u32, 3.7));
    refuses::<(bool, u8)>("*2\r\n:300\r\n:300", "300");
    refuses::<(u8, bool)>("*2\r\n:300\r\n:300", "300");
    refuses::<(bool, i64, String)>("*3\r\n:-300\r\n,3.7\r\n:-300", "3.7");
    refuses::<((u8, String), bool)>("*2\r\n*2\r\n:300\r\n+a\r\n:-300", "300");
    refuses::<Vec<(String, u8)>>("*4\r\n+a\r\n:1\r\n+b\r\n:300", "300");
    refuses::<Vec<(bool, u8)>>("*4\r\n:300\r\n:1\r\n:300\r\n:300", "300");
}

#[test]
fn maps_by_their_keys_and_values() {
    let map = "%2\r\n$1\r\na\r\n:300\r\n$1\r\nb\r\n:1";
    let flat = "*4\r\n$1\r\na\r\n:300\r\n$1\r\nb\r\n:1";
    for reply in [map, flat] {
        let expected = [("a".to_owned(), 300_u16), ("b".to_owned(), 1)];
        accepts(reply, HashMap::from(expected));
        refuses::<HashMap<String, u8>>(reply, "300");
    }
    refuses::<BTreeMap<u8, bool>>("%1\r\n:300\r\n:300", "300");
    accepts("%1\r\n:300\r\n:300", BTreeMap::from([(300_u16, true)]));
    refuses::<HashMap<String, i64>>("%1\r\n$1\r\na\r\n,3.7", "3.7");
    accepts(
        "%1\r\n,3.7\r\n:300",
        HashMap::from([("3.7".to_owned(), 300_i64)]),
    );
}

#[test]
fn attributes_are_looked_through() {
    let reply = |data: &str| format!("|1\r\n+popularity\r\n,0.3\r\n{data}");
    accepts(&reply(":300"), 300_u16);
    refuses::<u8>(&reply(":300"), "300");
    refuses::<(u8, bool)>(&reply("*2\r\n:300\r\n:300"), "300");
    accepts(&reply("*2\r\n:3\r\n:300"), (3_u8, true));
}

#[test]
fn many_numbers_take_few_conversions() {
    let array = |last: i64| {
        let numbers = "\r\n:200\r\n:249".repeat(10_000);
        format!("*20002{numbers}\r\n:-300\r\n:{last}")
    };
    let pairs: Vec<(u8, bool)> = read(&array(0).replace(":-300\r\n:0", ":5\r\n:-300")).unwrap();
    assert_eq!(pairs.len(), 10_001);
    refuses::<Vec<(Option<u8>, bool)>>(&array(0).replace(":-300\r\n:0", ":300\r\n:0"), "300");
}

#[test]
fn replies_of_another_shape_name_it() {
    let text = |error: redis_script_runtime::Error| error.to_string();
    assert_eq!(
        text(read::<u64>("*1\r\n:1").unwrap_err()),
        "script `counter` (scripts/counter.lua) replied with an array, which is not a `u64`"
    );
    assert_eq!(
        text(read::<Vec<i64>>(":-300").unwrap_err()),
        "script `counter` (scripts/counter.lua) replied with an integer, which is not a `alloc::vec::Vec<i64>`"
    );
    for (reply, shape) in [
        ("_", "nil"),
        ("$1\r\na", "a string"),
        ("+a", "a status"),
        ("%0", "a map"),
        ("~0", "a set"),
        ("#t", "a boolean"),
        ("=5\r\ntxt:a", "a verbatim string"),
        ("|1\r\n+a\r\n+b\r\n_", "nil"),
    ] {
        let error = text(read::<i32>(reply).unwrap_err());
        assert!(
            error.contains(&format!("with {shape}, ")),
            "{reply}: {error}"
        );
    }
    let error = text(read::<bool>(",3.7").unwrap_err());
    assert!(
        error.contains("with a floating point number, which is not a `bool`"),
        "{error}"
    );
}

#[test]
fn numbers_that_are_not_the_reason_are_not_blamed() {
    let error = read::<(u8, bool)>("*3\r\n:300\r\n:1\r\n:1").unwrap_err();
    assert!(error.to_string().contains("with an array, "), "{error}");
}
