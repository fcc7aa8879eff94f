//! Scripts that no Rust function calls: what the numbers of their callers and their header say.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use redis_script_analysis::lua::{ScriptKind, parse_as};
use redis_script_analysis::{Count, Counts, Profile, Settings, Source, analyze_alone};

const EXACTLY: fn(usize) -> Option<Count> = |count| Some(Count::exactly(count));
const AT_LEAST: fn(usize) -> Option<Count> = |least| Some(Count::at_least(least));

/// Severity, lint and message of each finding about counts.
fn found(text: &str, keys: Option<Count>, args: Option<Count>) -> Vec<String> {
    let source = Source::new("x.lua", text);
    let analysis = analyze_alone(&source, Counts { keys, args }, &Settings::default());
    let about_counts = [
        "fixed_slice",
        "missing_entry",
        "outdated_header",
        "unused_parameter",
        "wrong_arity",
    ];
    let found = analysis.diagnostics.into_iter();
    found
        .filter(|found| about_counts.contains(&found.lint))
        .map(|found| format!("{:?} {}: {}", found.severity, found.lint, found.message))
        .collect()
}

const SET: &str = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])";

#[test]
fn without_numbers_nothing_is_said_about_them() {
    assert_eq!(found(SET, None, None), [""; 0]);
    let unpack = "return redis.call('DEL', unpack(KEYS))";
    assert_eq!(found(unpack, None, EXACTLY(0)), [""; 0]);
}

#[test]
fn each_number_counts_alone() {
    let no_keys = "Error missing_entry: the script reads `KEYS[1]`, but the call passes 0 keys";
    assert_eq!(found(SET, EXACTLY(0), None), [no_keys]);
    let one_arg = "Error missing_entry: the script reads `ARGV[2]`, but the call passes 1 argument";
    assert_eq!(found(SET, None, EXACTLY(1)), [one_arg]);
    assert_eq!(found(SET, EXACTLY(1), EXACTLY(2)), [""; 0]);
    let unread =
        "Warning unused_parameter: the script never reads `ARGV[3]`, which the call passes";
    assert_eq!(found(SET, None, EXACTLY(3)), [unread]);
}

#[test]
fn open_numbers_allow_for_more() {
    assert_eq!(found(SET, AT_LEAST(1), AT_LEAST(0)), [""; 0]);
    assert_eq!(found(SET, None, AT_LEAST(2)), [""; 0]);
}

#[test]
fn the_header_stands_for_a_number() {
    let header = format!("-- KEYS[1] = name\n-- ARGV[1] = value\n{SET}");
    let undescribed =
        "Warning missing_entry: the script reads `ARGV[2]`, but its header describes 1 argument";
    assert_eq!(found(&header, None, None), [undescribed]);
    // Who gives the number knows better; the header is held against it.
    let outdated =
        "Warning outdated_header: the header describes 1 entry of ARGV, but the call passes 2";
    assert_eq!(found(&header, None, EXACTLY(2)), [outdated]);
    let unread = format!("-- KEYS[1] = name\n-- KEYS[2] = log\n{SET}");
    let described =
        "Warning unused_parameter: the header describes `KEYS[2]`, which the script never reads";
    assert_eq!(found(&unread, None, None), [described]);
    let open = format!("-- ARGV[1] = value\n-- ARGV[n] = more\n{SET}");
    assert_eq!(found(&open, None, None), [""; 0]);
}

const SET_OR_DELETE: &str = "if ARGV[1] == 'set' then return redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3]) end \
                            return redis.call('DEL', KEYS[1])";

#[test]
fn what_an_argument_decides_is_a_warning() {
    let warning = |entry| {
        format!(
            "Warning missing_entry: the script reads `ARGV[{entry}]` only if `ARGV[1]` is `set`, but the call passes 1 argument"
        )
    };
    assert_eq!(
        found(SET_OR_DELETE, EXACTLY(1), EXACTLY(1)),
        [warning(2), warning(3)]
    );
    assert_eq!(found(SET_OR_DELETE, EXACTLY(1), EXACTLY(3)), [""; 0]);
    // `ARGV[1]` is nil, and never `set`.
    let first = "Error missing_entry: the script reads `ARGV[1]`, but the call passes 0 arguments";
    assert_eq!(found(SET_OR_DELETE, EXACTLY(1), EXACTLY(0)), [first]);
}

#[test]
fn ranges_allow_for_fewer() {
    let range = |text: &str| Some(Count::parse(text).unwrap());
    assert_eq!(found(SET_OR_DELETE, None, range("1..3")), [""; 0]);
    let unread = "Warning unused_parameter: the script never reads `ARGV[4]` to `ARGV[6]`, which the call passes";
    assert_eq!(found(SET_OR_DELETE, None, range("1..6")), [unread]);
    let unguarded =
        "Warning missing_entry: the script reads `ARGV[2]`, but the call passes 1 or 2 arguments";
    assert_eq!(found(SET, None, range("1..=2")), [unguarded]);
    let optional = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)";
    assert_eq!(found(optional, range("1..1"), range("1..2")), [""; 0]);
    let keys = "if KEYS[2] then redis.call('DEL', KEYS[2]) end return redis.call('GET', KEYS[1])";
    assert_eq!(found(keys, range("1..2"), EXACTLY(0)), [""; 0]);
    let odd = "return redis.call('HSET', KEYS[1], unpack(ARGV))";
    let few = "Error wrong_arity: HSET takes at least 3 arguments, and gets 1 or 2 arguments";
    assert_eq!(found(odd, None, range("0..1")), [few]);
}

#[test]
fn headers_say_what_is_optional() {
    let with = |header: &str, script: &str| found(&format!("{header}\n{script}"), None, None);
    let optional = "-- KEYS[1] = name\n-- ARGV[1] = value\n-- ARGV[2] = time to live (optional)";
    let unguarded =
        "Warning missing_entry: the script reads `ARGV[2]`, which is optional by its header";
    assert_eq!(with(optional, SET), [unguarded]);
    let guarded = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)";
    assert_eq!(with(optional, guarded), [""; 0]);
    for header in [
        "-- keys = 1, args = 1..3",
        "-- args = 1..=3",
        "-- ARGV[1] = x\n-- ARGV[2..3] = optional rest",
    ] {
        assert_eq!(with(header, SET_OR_DELETE), [""; 0], "{header}");
    }
    for header in [
        "-- ARGV[1] = x\n-- ARGV[2..], in pairs",
        "-- ARGV[1]\n-- ARGV[2...] = in groups of 3",
    ] {
        assert_eq!(with(header, SET_OR_DELETE), [""; 0], "{header}");
    }
    let undescribed = "Warning missing_entry: the script reads `ARGV[3]`, but its header describes 1 or 2 arguments";
    assert_eq!(with("-- args = 1..2", SET_OR_DELETE), [undescribed]);
    // It is a sentence, and no number.
    assert_eq!(
        with("-- keys = 1, args = what you like", SET_OR_DELETE),
        [""; 0]
    );
    let outdated = "Warning outdated_header: the header describes 2 or 3 entries of ARGV, but the call passes 1";
    let text =
        "-- ARGV[1..2] = x\n-- ARGV[3] = [optional]\nreturn redis.call('SET', KEYS[1], ARGV[1])";
    assert_eq!(found(text, None, EXACTLY(1)), [outdated]);
}

#[test]
fn neighbours_are_one_finding() {
    let unread = "Warning unused_parameter: the script never reads `ARGV[2]` to `ARGV[5]`, which the call passes";
    let script = "return redis.call('SET', KEYS[1], ARGV[1])";
    assert_eq!(found(script, None, EXACTLY(5)), [unread]);
    let apart = found("return ARGV[2]", None, EXACTLY(4));
    let unread = |names| {
        format!("Warning unused_parameter: the script never reads {names}, which the call passes")
    };
    assert_eq!(
        apart,
        [unread("`ARGV[1]`"), unread("`ARGV[3]` to `ARGV[4]`")]
    );
    let described = format!("-- ARGV[1]\n-- ARGV[2] = a\n-- ARGV[3] = b\n{script}");
    assert_eq!(found(&described, None, None).len(), 1);
    let together = format!("-- ARGV[1]\n-- ARGV[2..3] = a\n{script}");
    assert_eq!(found(&together, None, None).len(), 1);
}

#[test]
fn numbers_are_read_or_refused_with_a_remedy() {
    let count = |least, most| {
        Ok(Count {
            most,
            ..Count::at_least(least)
        })
    };
    assert_eq!(Count::parse("2"), count(2, Some(2)));
    assert_eq!(Count::parse("2.."), count(2, None));
    assert_eq!(Count::parse("1..3"), Count::parse("1..=3"));
    assert_eq!(Count::parse("1..3"), count(1, Some(3)));
    let empty = Count::parse("3..1").unwrap_err();
    assert!(empty.contains("`1..3`"), "{empty}");
    for wrong in [
        "", "two", "-1", "..", "1..x", "1...3", "1..=", "70000", "1 .. 3",
    ] {
        let why = Count::parse(wrong).unwrap_err();
        assert!(why.contains("`1..3` for one to three"), "{wrong}: {why}");
    }
}

#[test]
fn a_number_that_no_call_reaches_is_no_number() {
    let header = format!("-- KEYS[4000000000] = name\n{SET}");
    assert_eq!(found(&header, None, None), [""; 0]);
}

#[test]
fn libraries_are_told_by_their_first_line() {
    let kind = |text: &str| ScriptKind::of(&Source::new("x.lua", text));
    assert_eq!(kind("#!lua name=mylib\nreturn 1"), ScriptKind::Library);
    assert_eq!(kind("#!lua flags=no-writes\nreturn 1"), ScriptKind::Script);
    assert_eq!(kind("-- #!lua name=mylib\nreturn 1"), ScriptKind::Script);
}

#[test]
fn the_first_line_of_a_library_is_checked() {
    let wrong = |line: &str| {
        let source = Source::new("x.lua", format!("{line}\nlocal x = 1\n"));
        let (_, found) = parse_as(&source, ScriptKind::Library, &[]);
        let notes = found.into_iter().flat_map(|found| found.notes);
        notes.collect::<Vec<_>>().join("; ")
    };
    for (line, answer) in [
        ("#!lua name=mylib", ""),
        ("#!LUA name=my_lib2", ""),
        ("#!lua name=\"mylib\"", ""),
        (
            "#!lua name=\"mylib",
            "Redis answers `ERR Invalid library metadata`",
        ),
        (
            "#!js name=mylib",
            "Redis answers `ERR Engine 'js' not found`",
        ),
        (
            "#!lua name=my-lib",
            "Redis answers `ERR Library names can only contain letters, numbers, or underscores(_) and must be at least one character long`",
        ),
        (
            "#!lua name=a name=b",
            "Redis answers `ERR Invalid metadata value, name argument was given multiple times`",
        ),
        (
            "#!lua name=a flags=no-writes",
            "Redis answers `ERR Invalid metadata value given: flags=no-writes`",
        ),
    ] {
        assert_eq!(wrong(line), answer, "{line}");
    }
}

#[test]
fn dragonfly_reads_flags_in_the_first_line() {
    let hardcoded = |first: &str, profile| {
        let source = Source::new(
            "x.lua",
            format!("{first}\nreturn redis.call('INCR', 'n')\n"),
        );
        let mut settings = Settings::default();
        settings.target.profile = profile;
        let found = analyze_alone(&source, Counts::default(), &settings).diagnostics;
        found.iter().any(|found| found.lint == "undeclared_key")
    };
    let allowing = "--!df flags=disable-atomicity,allow-undeclared-keys";
    assert!(!hardcoded(allowing, Some(Profile::Dragonfly)));
    assert!(hardcoded(
        "--!df flags=disable-atomicity",
        Some(Profile::Dragonfly)
    ));
    assert!(hardcoded(allowing, None));
}

#[test]
fn upstash_has_a_flag_of_its_own() {
    let found = |profile| {
        let text = "#!lua flags=allow-key-locking\nreturn redis.call('INCR', 'n')\n";
        let mut settings = Settings::default();
        settings.target.profile = profile;
        let source = Source::new("x.lua", text);
        let found = analyze_alone(&source, Counts::default(), &settings).diagnostics;
        let said = found
            .iter()
            .map(|found| format!("{:?} {}", found.severity, found.lint));
        said.collect::<Vec<_>>()
    };
    assert_eq!(found(None), ["Error syntax"]);
    assert_eq!(found(Some(Profile::Upstash)), ["Error undeclared_key"]);
}
