//! What programs read.

use serde_json::{Value, json};

use super::support::{CLEAN, DOUBTFUL, Folder, TYPO};

#[test]
fn json_is_one_object_a_line() {
    let folder = Folder::with(&[("a.lua", CLEAN), ("b.lua", TYPO)]);
    let run = folder.run(&["check", "--format", "json", "."]);
    assert_eq!(run.code, 1);
    let (first, second) = run.out.split_once('\n').unwrap();
    assert_eq!(
        first,
        "{\"file\":\"a.lua\",\"sha1\":\"22fecc92fe3a3daf6cfc295de18c6bb705e6945c\",\"keys\":{\"count\":1,\"variadic\":false,\"required\":1,\"group\":null},\
         \"args\":{\"count\":2,\"variadic\":false,\"required\":2,\"group\":null},\"read_only\":false,\"commands\":[\"ZADD\"],\
         \"reply\":\"integer\",\"cost\":{\"commands\":\"1\",\"bounded_by\":\"constant\",\"steps\":[{\"command\":\"ZADD\",\"line\":1,\
         \"cost\":\"O(log N)\",\"bounded_by\":\"constant\"}]},\
         \"cluster\":{\"verdict\":\"safe\",\"why\":\"it touches only the key in KEYS\"},\"diagnostics\":[],\
         \"notes\":[{\"lint\":\"single_command\",\"severity\":\"note\",\"file\":\"a.lua\",\
         \"line\":1,\"column\":8,\"end_line\":1,\"end_column\":53,\"message\":\"this script only calls `ZADD`\",\
         \"help\":\"send the command itself\",\"included\":null}]}"
    );
    let second: Value = serde_json::from_str(second).unwrap();
    let found = json!([{
        "lint": "unknown_command", "severity": "error", "file": "b.lua",
        "line": 1, "column": 19, "end_line": 1, "end_column": 27,
        "message": "none of the known servers (up to Redis 8.10 and Valkey 9.1.2) has a command HGTALL",
        "help": "did you mean `HGETALL`?", "included": null,
        "replacement": [{
            "file": "b.lua", "line": 1, "column": 20, "end_line": 1, "end_column": 26, "text": "HGETALL",
        }],
        "applicability": "unsafe",
    }]);
    assert_eq!(second["diagnostics"], found);
    assert_eq!(second["commands"], json!(["HGTALL"]));
}

#[test]
fn json_says_what_a_script_does() {
    let line = |script: &str| -> Value {
        let folder = Folder::with(&[("a.lua", script)]);
        let run = folder.run(&["check", "--format", "json", "a.lua"]);
        serde_json::from_str(&run.out).unwrap()
    };
    let variadic = line("return redis.call('MGET', KEYS[2], unpack(KEYS, 3))\n");
    let keys = json!({"count": 2, "variadic": true, "required": 2, "group": null});
    assert_eq!(variadic["keys"], keys);
    let groups = "if ARGV[1] then for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end end\n";
    let args = json!({"count": 1, "variadic": true, "required": 0, "group": 2});
    assert_eq!(line(groups)["args"], args);
    assert_eq!(variadic["read_only"], json!(true));
    for (script, reply) in [
        ("return redis.call('GET', KEYS[1])", "bulk|nil"),
        ("return redis.call('SET', KEYS[1], 1)", "status"),
        ("return {1, 'a'}", "tuple of (integer, bulk)"),
        ("return redis.call('SMEMBERS', KEYS[1])", "array of bulk"),
        (
            "return redis.call('HGETALL', KEYS[1])",
            "map of bulk to bulk",
        ),
        ("return redis.error_reply('NO no')", "error"),
        ("if KEYS[1] == 'x' then return 1 end", "integer|nil"),
        ("return true", "boolean"),
        ("local x = 1", "nil"),
        ("return ARGV[1] == 'a' and 'x' or 1", "integer|bulk"),
        (
            "return ARGV[1] == 'a' and KEYS or 1",
            "integer|array of bulk",
        ),
        ("return cjson.decode(ARGV[1])", "any"),
        ("return redis.call(ARGV[1])", "any"),
        ("return = 1", "any"),
    ] {
        assert_eq!(line(script)["reply"], json!(reply), "{script}");
    }
    let broken = line("return = 1");
    assert_eq!(
        (&broken["read_only"], &broken["commands"]),
        (&json!(false), &json!([]))
    );
    let sub = line("return redis.call('object', 'encoding', KEYS[1])");
    assert_eq!(sub["commands"], json!(["OBJECT ENCODING"]));
}

fn sarif(folder: &Folder, args: &[&str]) -> Value {
    let run = folder.run(&[&["check", "--format", "sarif"], args].concat());
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn sarif_names_rules_and_places() {
    let folder = Folder::with(&[("my scripts/é.lua", TYPO), ("b.lua", DOUBTFUL)]);
    let log = sarif(&folder, &["."]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "{log:#}");
    for result in results {
        let rule = rules.iter().find(|rule| rule["id"] == result["ruleId"]);
        let rule = rule.unwrap();
        assert!(
            rule["help"]["markdown"]
                .as_str()
                .unwrap()
                .contains("# Example")
        );
        assert!(rule["shortDescription"]["text"].as_str().unwrap().len() > 10);
    }
    let typo = &results[1];
    assert_eq!(typo["level"], "error");
    assert_eq!(
        typo["message"]["text"],
        "none of the known servers (up to Redis 8.10 and Valkey 9.1.2) has a command HGTALL\n\
         note: Redis raises `Unknown Redis command called from script` when this runs\n\
         help: did you mean `HGETALL`?"
    );
    let place = &typo["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"],
        json!({"uri": "my%20scripts/%C3%A9.lua", "uriBaseId": "%SRCROOT%"})
    );
    let region = json!({"startLine": 1, "startColumn": 19, "endLine": 1, "endColumn": 27});
    assert_eq!(place["region"], region);
    assert_eq!(results[0]["level"], "warning");
}

#[test]
fn sarif_paths_are_relative_below_the_current_folder_alone() {
    let (here, there) = (
        Folder::with(&[("a.lua", TYPO)]),
        Folder::with(&[("b.lua", TYPO)]),
    );
    let whole = here.path().canonicalize().unwrap().join("a.lua");
    let other = there.path().join("b.lua");
    let log = sarif(&here, &[whole.to_str().unwrap(), other.to_str().unwrap()]);
    let uri = |at: usize| {
        let place = &log["runs"][0]["results"][at]["locations"][0]["physicalLocation"];
        place["artifactLocation"]["uri"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(uri(0), "a.lua");
    assert_eq!(uri(1), format!("file://{}", other.display()));
}

#[test]
fn sarif_tells_of_what_could_not_be_checked() {
    let folder = Folder::with(&[("a.lua", CLEAN), ("empty.lua", "")]);
    let log = sarif(&folder, &["."]);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let why = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert!(
        why.as_str().unwrap().starts_with("`empty.lua` is empty"),
        "{log:#}"
    );
}

#[test]
fn json_has_the_cost_as_a_tree() {
    let script = "local function put(x) redis.call('SADD', KEYS[1], x) end\n\
                  for i = 2, #ARGV do put(ARGV[i]) end\n\
                  if ARGV[1] == 'a' then return redis.call('LRANGE', KEYS[2], 0, 9) end\n\
                  while redis.call('LPOP', KEYS[2]) do end\n";
    let folder = Folder::with(&[("a.lua", script)]);
    let run = folder.run(&["check", "--format", "json", "a.lua"]);
    let line: Value = serde_json::from_str(&run.out).unwrap();
    let command = |name, line, cost, by| json!({"command": name, "line": line, "cost": cost, "bounded_by": by});
    let expected = json!({
        "commands": "max(1 + (#ARGV - 1), (#ARGV - 1) + (rounds in line 4))",
        "bounded_by": "nothing",
        "steps": [
            {"rounds": "(#ARGV - 1)", "line": 2, "steps": [{"function": [command("SADD", 1, "O(1)", "constant")]}]},
            {"branches": [[command("LRANGE", 3, "O(10)", "constant")], []]},
            {"rounds": "(rounds in line 4)", "line": 4, "steps": [command("LPOP", 4, "O(1)", "constant")]},
        ],
    });
    assert_eq!(line["cost"], expected);
}
