//! Each command that a script called, and what it logged.

use super::support::{Folder, without_times};

#[test]
fn commands_have_their_lines_arguments_and_replies() {
    let script = "\
local key = KEYS[1]
redis.call('SET', key, 'x y\\r\\n\"q\"', 'EX', 10)
redis.call('RPUSH', 'l', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, string.rep('a', 300))
redis.call('HSET', 'h', 'f', 'v') redis.call('HGETALL', 'h')
local function exists(name) return redis.call('EXISTS', name) end
for at = 1, 2 do redis.call('STRLEN', exists(at)) end
redis.call('LRANGE', 'l', 0, 1)
redis.call('SET', 'b\\0in', '\\255\\1')
redis.call('GET', 'b\\0in')
return redis.call('TYPE', 'h')
";
    let folder = Folder::with(&[("all.lua", script)]);
    let run = folder.run(&["run", "all.lua", "--keys", "k", "--quiet"]);
    let long = "a".repeat(300);
    let expected = format!(
        "\
commands
  2: SET k \"x y\\r\\n\\\"q\\\"\" EX 10 -> OK
  3: RPUSH l 1 2 3 4 5 6 7 8 9 10 11 12 {long} -> 13
  4: HSET h f v -> 1
  4: HGETALL h -> [\"f\", \"v\"]
  5: EXISTS 1 -> 0
  6: STRLEN 0 -> 0
  5: EXISTS 2 -> 0
  6: STRLEN 0 -> 0
  7: LRANGE l 0 1 -> [\"1\", \"2\"]
  8: SET \"b\\x00in\" \"\\xff\\x01\" -> OK
  9: GET \"b\\x00in\" -> \"\\xff\\x01\"
  10: TYPE h -> hash
reply
hash
"
    );
    assert_eq!(without_times(&run.out), expected, "{run:?}");
    assert_eq!(run.out.matches(" µs)\n").count(), 12, "{run:?}");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn commands_that_are_refused_are_told_from_those_that_fail() {
    let script = "\
redis.call('SET', 'k', 'x')
redis.pcall('INCR', 'k')
redis.pcall('NOSUCH', 'a')
redis.pcall('GET', nil)
redis.pcall('NOSUCH', 'a')
redis.call('DEL', 'k')
return redis.error_reply('MY own')
";
    let folder = Folder::with(&[("all.lua", script)]);
    let run = folder.run(&["run", "all.lua", "--quiet", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let commands = json["commands"].as_array().unwrap();
    let lines: Vec<_> = commands
        .iter()
        .map(|command| command["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6], "{run:?}");
    let ran: Vec<_> = commands
        .iter()
        .map(|command| command["micros"].is_u64())
        .collect();
    assert_eq!(ran, [true, true, false, false, false, true], "{run:?}");
    assert_eq!(
        commands[1]["reply"]["error"],
        "ERR value is not an integer or out of range"
    );
    for refused in [2, 3, 4] {
        let command = &commands[refused];
        let is_refused = command["refused"].is_string() || command["reply"]["error"].is_string();
        assert!(is_refused, "{command}");
    }
    assert_eq!(commands[5]["command"], serde_json::json!(["DEL", "k"]));
}

#[test]
fn a_breakpoint_does_not_stop_the_run() {
    let folder = Folder::with(&[]);
    let run = folder.run(&[
        "eval",
        "redis.breakpoint()\nredis.call('SET', 'a', 1)\nredis.debug('here', 1)\nreturn 1",
        "--quiet",
    ]);
    let shown = without_times(&run.out);
    // Valkey 9.1 writes no quotes.
    let (before, after) = shown.split_once("  redis.debug: line 3: ").unwrap();
    assert_eq!(before, "commands\n  2: SET a 1 -> OK\nlog\n", "{run:?}");
    assert!(after.ends_with(", 1\nreply\n(integer) 1\n"), "{run:?}");
}

#[test]
fn the_log_is_that_of_the_script() {
    let folder = Folder::with(&[]);
    let script = "for _, level in ipairs({'LOG_DEBUG', 'LOG_VERBOSE', 'LOG_NOTICE', 'LOG_WARNING'}) do redis.log(redis[level], level) end
redis.log(redis.LOG_NOTICE, 'two\\nlines \\27[2J', 1)";
    let run = folder.run(&["eval", script, "--quiet"]);
    let expected = "\
log
  debug: LOG_DEBUG
  verbose: LOG_VERBOSE
  notice: LOG_NOTICE
  warning: LOG_WARNING
  notice: two
    lines \u{fffd}[2J 1
reply
(nil)
";
    assert_eq!(run.out, expected, "{run:?}");
}

#[test]
fn a_long_loop_runs_to_its_end() {
    let folder = Folder::with(&[]);
    let script = "for at = 1, 30000 do\n  if at > 29998 then redis.call('INCR', 'n') end\nend\nreturn redis.call('GET', 'n')";
    let run = folder.run(&["eval", script, "--quiet"]);
    assert!(run.out.contains("  INCR n"), "{run:?}");
    assert!(run.out.ends_with("reply\n\"2\"\n"), "{run:?}");
    assert!(
        run.err
            .contains("the replies of the last commands are not known"),
        "{run:?}"
    );
}
