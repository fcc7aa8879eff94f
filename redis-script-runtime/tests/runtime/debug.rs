//! What is printed of scripts, calls and errors: never arguments, never replies, never the text.

use crate::stub::Stub;
use crate::{SCRIPT, call};

#[test]
fn scripts_print_what_identifies_them() {
    let expected = r#"Script { name: "counter", path: "scripts/counter.lua", sha1: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c", .. }"#;
    assert_eq!(format!("{SCRIPT:?}"), expected);
    assert_eq!(
        format!("{:?}", call::<i64>()),
        format!("Call {{ script: {expected}, .. }}")
    );
}

#[test]
fn errors_print_no_arguments_and_no_replies() {
    let mut con = Stub::new(&["$5\r\nhello"]);
    let error = call::<i64>().invoke(&mut con).unwrap_err();
    for printed in [
        format!("{error}"),
        format!("{error:?}"),
        redis::RedisError::from(error).to_string(),
    ] {
        assert!(printed.contains("counter"), "{printed}");
        assert!(!printed.contains("secret"), "{printed}");
        assert!(!printed.contains("hello"), "{printed}");
    }
}
