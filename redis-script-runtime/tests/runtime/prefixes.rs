//! A prefix goes before the keys, and nowhere else.

use redis::{Arg, Cmd};
use redis_script_runtime::__private::{One, encode, rest};
use redis_script_runtime::Call;

use crate::stub::Stub;
use crate::{SCRIPT, SHA1};

fn call(keys: &[&[u8]], args: &[&str]) -> Call<i64> {
    encode(
        &SCRIPT,
        &(rest::<One<_>, _>(keys), ()),
        &(rest::<One<_>, _>(args), ()),
    )
}

fn entries(cmd: &Cmd) -> Vec<Vec<u8>> {
    let simple = |arg: Arg<&[u8]>| match arg {
        Arg::Simple(bytes) => bytes.to_vec(),
        _ => panic!("a cursor"),
    };
    cmd.args_iter().skip(2).map(simple).collect()
}

#[test]
fn every_key_gets_it_and_no_argument() {
    let call = call(&[b"a", b"", b"\xff\0"], &["a", "7"]).with_key_prefix("app:");
    let cmd = call.to_cmd();
    assert_eq!(
        entries(&cmd),
        [
            b"3".as_slice(),
            b"app:a",
            b"app:",
            b"app:\xff\0",
            b"a",
            b"7"
        ]
    );
    assert_eq!(call.script().sha1(), SHA1);
}

#[test]
fn a_call_without_keys_stays_as_it_is() {
    let plain = call(&[], &["1", "b"]);
    let prefixed = plain.clone().with_key_prefix("app:");
    assert_eq!(
        prefixed.to_cmd().get_packed_command(),
        plain.to_cmd().get_packed_command()
    );
}

#[test]
fn a_second_prefix_goes_before_the_first() {
    let call = call(&[b"k"], &[])
        .with_key_prefix(b"b:")
        .with_key_prefix("a:");
    assert_eq!(entries(&call.to_cmd()), [b"1".as_slice(), b"a:b:k"]);
}

#[tokio::test]
async fn it_is_sent() {
    let call = call(&[b"k"], &["x"]).with_key_prefix("app:");
    let mut expected = redis::cmd("EVALSHA");
    expected.arg(SHA1).arg(1).arg("app:k").arg("x");
    let mut con = Stub::new(&[":5"]);
    assert_eq!(call.invoke_async(&mut con).await.unwrap(), 5);
    assert_eq!(con.sent, [expected.get_packed_command()]);
}
