//! The reply, as redis-cli prints it and as a Rust type reads it.

use super::support::Folder;

#[test]
fn replies_are_those_of_redis_cli() {
    let folder = Folder::with(&[]);
    for (text, out) in [
        ("return", "(nil)\n"),
        ("return 3.7", "(integer) 3\n"),
        ("return 'a \"b\"\\n\\27'", "\"a \\\"b\\\"\\n\\x1b\"\n"),
        ("return redis.status_reply('FINE')", "FINE\n"),
        ("return {}", "(empty array)\n"),
        (
            "return {1, {'a', {}}, false}",
            "1) (integer) 1\n2) 1) \"a\"\n   2) (empty array)\n3) (nil)\n",
        ),
    ] {
        let run = folder.run(&["eval", text, "--quiet"]);
        assert_eq!((run.code, run.out), (0, format!("reply\n{out}")), "{text}");
    }
    for (text, out) in [
        (
            "return {map = {a = {1, 2}}}",
            "1# \"a\" => 1) (integer) 1\n   2) (integer) 2\n",
        ),
        ("return {set = {a = true}}", "1~ \"a\"\n"),
        ("return {double = 1.5}", "(double) 1.5\n"),
        ("redis.setresp(3) return false", "(false)\n"),
    ] {
        let run = folder.run(&["eval", text, "--quiet", "--resp3"]);
        assert_eq!((run.code, run.out), (0, format!("reply\n{out}")), "{text}");
    }
}

#[test]
fn a_rust_type_reads_the_reply_as_a_compiled_call_does() {
    let folder = Folder::with(&[]);
    for (text, ty, value) in [
        ("return 1", "bool", "true"),
        ("return 1", "()", "()"),
        ("return '7'", "u64", "7"),
        ("return false", "Option<u64>", "None"),
        (
            "return {'a', 1, 'b', 2}",
            "HashMap<String, u8>",
            "{\"a\": 1, \"b\": 2}",
        ),
        (
            "return {'a', 1, 'b', 2}",
            "Vec<(String, u8)>",
            "[(\"a\", 1), (\"b\", 2)]",
        ),
        (
            "return {{'a', 1}, {'b', 2}}",
            "Vec<(String, u8)>",
            "[(\"a\", 1), (\"b\", 2)]",
        ),
        (
            "return {1, 'x', {2, false}}",
            "redis_script::Result<(i64, String, Vec<Option<u8>>)>",
            "(1, \"x\", [Some(2), None])",
        ),
        ("return 'a\\0'", "Vec<u8>", "b\"a\\x00\""),
        ("return '1.5'", "f64", "1.5"),
        ("return {1, 2}", "[u8; 2]", "[1, 2]"),
        ("return {'b', 'a'}", "BTreeSet<String>", "{\"a\", \"b\"}"),
    ] {
        let run = folder.run(&["eval", text, "--as", ty, "--quiet"]);
        assert!(
            run.out.ends_with(&format!("\n{value}\n")),
            "{text} {ty} {run:?}"
        );
        assert_eq!(run.code, 0, "{text} {ty} {run:?}");
    }
    for (text, ty, why) in [
        (
            "return -1",
            "u32",
            "replied with -1, which does not fit into `u32`",
        ),
        (
            "return 'x'",
            "u64",
            "replied with a string, which is not a `u64`",
        ),
        (
            "return false",
            "String",
            "replied with nil, which is not a `alloc::string::String`",
        ),
        (
            "return {300, 'x'}",
            "(u8, String)",
            "replied with 300, which does not fit into `(u8, alloc::string::String)`",
        ),
        (
            "return {1, 2, 3}",
            "[u8; 2]",
            "replied with an array, which is not a `[u8; 2]`",
        ),
        (
            "return {1, 2}",
            "Option<(u8, u8, u8)>",
            "replied with an array, which is not a `core::option::Option<(u8, u8, u8)>`",
        ),
        ("return redis.error_reply('MY own')", "u8", "failed: MY own"),
        (
            "return {1, redis.error_reply('MY own')}",
            "Vec<u8>",
            "failed: MY own",
        ),
    ] {
        let run = folder.run(&["eval", text, "--as", ty, "--quiet"]);
        assert!(
            run.out
                .contains(&format!("error: script `<text>` (<text>) {why}")),
            "{text} {ty} {run:?}"
        );
        assert_eq!(run.code, 1, "{text} {ty} {run:?}");
    }
}

#[test]
fn the_header_names_the_type_unless_the_option_does() {
    let folder = Folder::with(&[("get.lua", "-- -> Option<u8>\nreturn 5\n")]);
    let header = folder.run(&["run", "get.lua"]);
    assert_eq!(
        header.out, "reply\n(integer) 5\nas Option<u8>\nSome(5)\n",
        "{header:?}"
    );
    let option = folder.run(&["run", "get.lua", "--as", "String"]);
    assert_eq!(
        option.out, "reply\n(integer) 5\nas String\n\"5\"\n",
        "{option:?}"
    );
}
