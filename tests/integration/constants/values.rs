//! Values as the compiler writes them, read by the server's own Lua.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use redis::Connection;
use redis_script::__private::{ConstantPart, constants_length, script_sha1, script_text};

use crate::support::Server;

/// Longer than any text here.
const ROOM: usize = 2048;

/// A text with values, as the generated code makes it.
fn text(before: &str, parts: &[ConstantPart]) -> String {
    let text: [u8; ROOM] = script_text(before, parts);
    let length = before.len() + constants_length(parts);
    String::from_utf8(text[..length].to_vec()).unwrap()
}

fn eval<T: redis::FromRedisValue>(con: &mut Connection, script: &str) -> T {
    let reply = redis::cmd("EVAL").arg(script).arg(0).query(con);
    reply.unwrap_or_else(|error| panic!("{error} of {script:?}"))
}

fn runner() -> TestRunner {
    TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })
}

#[test]
fn numbers_are_the_same_to_the_last_bit() {
    let server = Server::start();
    let con = RefCell::new(server.connect_sync());
    let check = |number: f64| {
        let script = text(
            "local function main(x) return struct.pack('>d', x) end return main(",
            &[
                ConstantPart::number("x", number as i128, number),
                ConstantPart::Lua(")"),
            ],
        );
        let read: Vec<u8> = eval(&mut con.borrow_mut(), &script);
        assert_eq!(read, number.to_be_bytes(), "{number:e} in {script}");
    };
    for special in [
        0.0,
        -0.0,
        0.1,
        -0.5,
        1e300,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        5e-324,
    ] {
        check(special);
    }
    for power in -1074..1024 {
        check(2.0_f64.powi(power));
    }
    let any = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::NEGATIVE;
    let checked = runner().run(&any, |number| {
        check(number);
        Ok(())
    });
    checked.unwrap();
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "up to 2^53 nothing is lost")]
fn integers_are_exact() {
    let server = Server::start();
    let mut con = server.connect_sync();
    for integer in [0, 1, -1, 500, 1 << 53, -(1 << 53), (1 << 53) - 1] {
        let part = ConstantPart::integer("x", integer, integer as f64);
        let script = text(
            "return string.format('%.0f', ",
            &[part, ConstantPart::Lua(")")],
        );
        assert_eq!(
            eval::<String>(&mut con, &script),
            integer.to_string(),
            "{script}"
        );
    }
}

#[test]
fn no_string_becomes_lua() {
    let server = Server::start();
    let con = RefCell::new(server.connect_sync());
    let dangerous = prop::collection::vec(
        prop_oneof![
            Just("'".to_owned()),
            Just("\\".to_owned()),
            Just("]]".to_owned()),
            "[\"\\r\\n\\x00\\x1a\\x7f0-9é😀]",
            any::<char>().prop_map(String::from),
        ],
        0..40,
    );
    let checked = runner().run(&dangerous, |pieces| {
        let value = pieces.concat();
        let leaked: &'static str = Box::leak(value.clone().into_boxed_str());
        let script = text("return ", &[ConstantPart::String(leaked)]);
        prop_assert!(!script.contains(['\n', '\r', '\0']));
        prop_assert_eq!(eval::<String>(&mut con.borrow_mut(), &script), value);
        Ok(())
    });
    checked.unwrap();
}

/// The state after the first blocks is compared in the macro's tests.
#[test]
fn a_text_of_any_length_has_the_sha1_of_the_server() {
    const START: [u32; 5] = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    let server = Server::start();
    let mut con = server.connect_sync();
    for length in 0..200 {
        let text = format!("return '{}'", "x".repeat(length));
        let ours = String::from_utf8(script_sha1(START, 0, text.as_bytes()).to_vec()).unwrap();
        let mut load = redis::cmd("SCRIPT");
        let theirs: String = load.arg("LOAD").arg(&text).query(&mut con).unwrap();
        assert_eq!(ours, theirs, "{length}");
    }
}
