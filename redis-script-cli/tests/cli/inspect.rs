//! `redis-script inspect`

use super::support::{DOUBTFUL, Folder};

#[test]
fn inspect_says_what_is_known() {
    let script = "-- KEYS[1] = the set\nif redis.call('EXPIRETIME', KEYS[1]) == -1 then return 0 end\nreturn redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])\n";
    let folder = Folder::with(&[("a.lua", script)]);
    let run = folder.run(&["inspect", "a.lua"]);
    let expected = "\
a.lua
  SHA1     005f091c2d0779240617279c8821eb759824aa1c
  KEYS     1
           [1] the set
  ARGV     2
  commands EXPIRETIME, ZADD
  effects  writes, by ZADD
  cost     at most 2 commands a call
           ZADD in line 3: O(log N)
  reply    integer
  Redis    7.0.15 to 8.10 (the newest known)
  Valkey   8.1.8 (the oldest known) to 9.1.2 (the newest known)
  findings none
  cluster  safe: it touches only the key in KEYS
";
    assert_eq!(run.out, expected);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn inspect_ends_with_a_verdict_for_clusters() {
    for (script, verdict) in [
        ("return redis.call('TIME')", "safe: it touches no keys"),
        (
            "return redis.call('GET', '{' .. KEYS[1] .. '}:x')",
            "safe: `'{' .. KEYS[1] .. '}:x'` in line 1 has the declared key as its hash tag, which must have no braces of its own",
        ),
        (
            "return redis.call('GET', KEYS[1] .. ':x')",
            "safe if the caller tags: `KEYS[1] .. ':x'` in line 1 is in the slot of the declared key only if that has a hash tag",
        ),
        (
            "return redis.call('MGET', KEYS[1], KEYS[2])",
            "safe if the caller tags: all KEYS of a call must have one hash tag, or be one key",
        ),
        (
            "return redis.call('GET', ARGV[1])",
            "not safe: `ARGV[1]` in line 1 is not in KEYS",
        ),
        (
            "return redis.call(ARGV[1], KEYS[1])",
            "not known: the keys of the call in line 1 are not known",
        ),
        (
            "#!lua flags=no-cluster\nreturn 1",
            "not safe: its flag `no-cluster` forbids it",
        ),
    ] {
        let folder = Folder::with(&[("a.lua", script)]);
        let run = folder.run(&["inspect", "a.lua"]);
        let last = run.out.lines().last().unwrap();
        assert_eq!(last, format!("  cluster  {verdict}"), "{script}");
    }
}

#[test]
fn inspect_shows_notes() {
    let script = "redis.call('SET', KEYS[1], 1)\nreturn redis.call('GET', KEYS[2])\n";
    let folder = Folder::with(&[("a.lua", script)]);
    let run = folder.run(&["inspect", "a.lua"]);
    let note = "
  note     no command of this script depends on the reply of another (transaction_suffices)
           EXEC replies with all replies; if a command fails, those after it are called all the same
  findings none
";
    assert!(run.out.contains(note), "{}", run.out);
    assert_eq!(run.code, 0);
}

#[test]
fn inspect_knows_the_servers() {
    let lines = |script: &str| {
        let folder = Folder::with(&[("a.lua", script)]);
        let run = folder.run(&["inspect", "a.lua"]);
        let servers = run
            .out
            .lines()
            .filter(|line| line.contains("Redis ") || line.contains("Valkey "));
        let words = servers.map(|line| {
            line.split_whitespace()
                .skip(1)
                .collect::<Vec<_>>()
                .join(" ")
        });
        words.collect::<Vec<_>>()
    };
    let nowhere = "no known version runs it";
    let old = "5.0.6 (the oldest known) to 8.10 (the newest known)";
    let valkey = "8.1.8 (the oldest known) to 9.1.2 (the newest known)";
    assert_eq!(lines("return redis.call('GET', KEYS[1])"), [old, valkey]);
    assert_eq!(
        lines("#!lua\nreturn 1"),
        ["7.0.15 to 8.10 (the newest known)", valkey]
    );
    assert_eq!(
        lines("return server.call('GET', KEYS[1])"),
        [nowhere, valkey]
    );
    assert_eq!(
        lines("return redis.call('SUNIONCARD', 1, KEYS[1])"),
        ["8.10 (the newest known)", nowhere]
    );
    assert_eq!(
        lines("return redis.call('SET', KEYS[1], 'x', 'NX', 'GET')"),
        ["7.0.15 to 8.10 (the newest known)", valkey]
    );
    assert_eq!(
        lines("return redis.call('HGTALL', KEYS[1])"),
        [nowhere, nowhere]
    );
    assert_eq!(
        lines("return getfenv(1) and 1"),
        [
            "5.0.6 (the oldest known) to 7.4.1, but not Redis 7.0.15",
            nowhere,
        ]
    );
}

#[test]
fn inspect_tells_readers_from_writers() {
    let effects = |script: &str| {
        let folder = Folder::with(&[("a.lua", script)]);
        let run = folder.run(&["inspect", "a.lua"]);
        let line = run
            .out
            .lines()
            .find_map(|line| line.strip_prefix("  effects  "));
        line.map(str::to_owned)
    };
    assert_eq!(
        effects("return redis.call('GET', KEYS[1])").as_deref(),
        Some("only reads: runs by EVALSHA_RO, on replicas, too")
    );
    assert_eq!(
        effects("#!lua\nreturn redis.call('GET', KEYS[1])").as_deref(),
        Some("only reads, but does not run by EVALSHA_RO")
    );
    let unknown = "may write: a command or a function is not known";
    assert_eq!(
        effects("return redis.call(ARGV[1], KEYS[1])").as_deref(),
        Some(unknown)
    );
    assert_eq!(effects("return = 1"), None);
    assert_eq!(effects("#!lua name=lib\nreturn 1"), None);
}

#[test]
fn what_cannot_be_read_is_a_failure() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["inspect", "gone.lua"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.starts_with("error: cannot read `gone.lua`"),
        "{run:?}"
    );
}

#[test]
fn inspect_counts_findings_by_the_settings() {
    let folder = Folder::with(&[
        ("redis-script.toml", "[lints]\nzero_is_true = \"deny\"\n"),
        ("a.lua", DOUBTFUL),
    ]);
    let run = folder.run(&["inspect", "a.lua"]);
    assert!(
        run.out
            .contains("1 error, 0 warnings: see `redis-script check a.lua`"),
        "{run:?}"
    );
    folder.write("redis-script.toml", b"[lint]\n");
    assert_eq!(folder.run(&["inspect", "a.lua"]).code, 2);
}

#[test]
fn inspect_tells_required_from_optional_entries() {
    let args = |script: &str| {
        let folder = Folder::with(&[("a.lua", script)]);
        let run = folder.run(&["inspect", "a.lua"]);
        let lines = run.out.lines().skip_while(|line| !line.contains("ARGV "));
        let lines: Vec<_> = lines
            .take_while(|line| !line.contains("commands "))
            .map(str::trim)
            .collect();
        lines.join(" ").replace("ARGV     ", "")
    };
    let set = "redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)";
    assert_eq!(args(set), "1 required, up to 2");
    let operation =
        "if ARGV[1] == 'set' then redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3]) end";
    assert_eq!(args(operation), "1 required, up to 3");
    let groups = "for i = 3, #ARGV, 3 do redis.call('HSET', ARGV[1], ARGV[2] .. ARGV[i], ARGV[i + 1] .. ARGV[i + 2]) end";
    assert_eq!(args(groups), "2 required, then groups of 3");
    assert_eq!(args("return {ARGV[1], unpack(ARGV, 2)}"), "1 or more");
    assert_eq!(
        args("return {ARGV[1], ARGV[2] or 'x', unpack(ARGV, 3)}"),
        "1 required, then any number"
    );
    let described = "-- ARGV[1] = x\n-- ARGV[2..] = field and value, in pairs\nreturn {ARGV[1], unpack(ARGV, 2)}";
    assert_eq!(args(described), "1 required, then groups of 2 [1] x");
    assert_eq!(
        args("-- ARGV[1..2] = both\nreturn ARGV[1] .. ARGV[2]"),
        "2 [1..2] both"
    );
}
