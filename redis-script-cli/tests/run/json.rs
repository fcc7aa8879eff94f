//! `--json`: one object per run.

use serde_json::{Value, json};

use super::support::Folder;

fn objects(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn an_object_has_all_that_is_known() {
    let script = "-- KEYS[1] = counter\n-- -> u8\nredis.log(redis.LOG_NOTICE, 'hello')\nreturn redis.call('INCR', KEYS[1])\n";
    let folder = Folder::with(&[("incr.lua", script)]);
    let run = folder.run(&[
        "run",
        "incr.lua",
        "--key",
        "counter=c",
        "--args",
        "x",
        "--diff",
        "--json",
        "--repeat",
        "2",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let [first, second] = <[Value; 2]>::try_from(objects(&run.out)).unwrap();
    assert_eq!(first["file"], "incr.lua");
    assert_eq!(first["sha1"].as_str().unwrap().len(), 40);
    assert!(first["server"].as_str().unwrap().contains(' '), "{first}");
    assert_eq!((&first["run"], &second["run"]), (&json!(1), &json!(2)));
    assert_eq!(
        (&first["keys"], &first["args"]),
        (&json!(["c"]), &json!(["x"]))
    );
    assert_eq!(first["diagnostics"][0]["line"], 1, "{first}");
    let command = &first["commands"][0];
    assert!(command["micros"].is_u64(), "{first}");
    assert_eq!(command["command"], json!(["INCR", "c"]));
    assert_eq!(
        (&command["file"], &command["line"]),
        (&json!("incr.lua"), &json!(4))
    );
    assert_eq!(command["reply"], 1);
    assert_eq!(
        first["log"],
        json!([{"level": "notice", "message": "hello"}])
    );
    assert_eq!(
        first["changes"],
        json!([{"database": 0, "key": "c", "what": "c", "before": null, "after": "\"1\""}])
    );
    assert_eq!(
        (&first["reply"], &first["error"]),
        (&json!(1), &Value::Null)
    );
    assert_eq!(second["as"], json!({"type": "u8", "value": "2"}));
    assert_eq!(first["notes"], json!([]));
}

#[test]
fn errors_have_a_place() {
    let folder = Folder::with(&[]);
    let run = folder.run(&[
        "eval",
        "\nreturn redis.call('GET')",
        "--json",
        "--as",
        "String",
    ]);
    assert_eq!(run.code, 1);
    let object = &objects(&run.out)[0];
    assert_eq!(
        (&object["error"]["file"], &object["error"]["line"]),
        (&json!("<text>"), &json!(2)),
        "{object}"
    );
    assert!(
        object["error"]["message"]
            .as_str()
            .unwrap()
            .contains("rong number of args"),
        "{object}"
    );
    assert_eq!(object["reply"], Value::Null);
    assert_eq!(object["diagnostics"][0]["lint"], "wrong_arity");
    assert!(
        object["as"]["error"]
            .as_str()
            .unwrap()
            .contains("failed at <text>:2"),
        "{object}"
    );
}

#[test]
fn replies_keep_what_they_are() {
    let folder = Folder::with(&[]);
    let reply = |text: &str, protocol: &[&str]| {
        let run = folder.run(&[&["eval", text, "--json"], protocol].concat());
        objects(&run.out)[0]["reply"].clone()
    };
    assert_eq!(
        reply(
            "return {1, 'a', false, {ok = 'fine'}, {err = 'BAD x'}, '\\255'}",
            &[]
        ),
        json!([1, "a", null, {"status": "fine"}, {"error": "BAD x"}, {"bytes": "\"\\xff\""}])
    );
    assert_eq!(
        reply("return {map = {a = 1}}", &["--resp3"]),
        json!({"map": [["a", 1]]})
    );
    assert_eq!(
        reply("return {set = {a = true}}", &["--resp3"]),
        json!({"set": ["a"]})
    );
    assert_eq!(
        reply("return {{double = 1.5}, {double = 1/0}}", &["--resp3"]),
        json!([1.5, {"double": "inf"}])
    );
    assert_eq!(
        reply("redis.setresp(3) return true", &["--resp3"]),
        json!(true)
    );
}
