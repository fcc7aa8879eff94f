//! The crate's settings, the attribute's and the script's own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{errors_in, expand_in};

const GET: &str = "fn get(con: &mut redis::Connection, key: &str) -> redis_script::Result<String>;";
/// One warning by itself, `outdated_header`.
const OLD: &str =
    "-- KEYS[1] = what to read\n-- KEYS[2] = no more\nreturn redis.call('GET', KEYS[1])\n";

fn user_crate(toml: &str, script: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("redis-script.toml"), toml).unwrap();
    for folder in ["scripts", "lua/redis"] {
        fs::create_dir_all(root.path().join(folder)).unwrap();
    }
    fs::write(root.path().join("scripts/get.lua"), script).unwrap();
    root
}

/// What is said about the header.
#[derive(Debug, PartialEq)]
enum Said {
    Nothing,
    Warning,
    Error,
}

fn said(root: &Path, attribute: &str) -> Said {
    let expansion = expand_in(root, attribute, GET);
    let errors = errors_in(&expansion);
    if errors
        .iter()
        .any(|error| error.starts_with("the header describes"))
    {
        return Said::Error;
    }
    assert!(errors.is_empty(), "{errors:?}");
    if expansion
        .to_string()
        .contains("macro_rules ! outdated_header")
    {
        return Said::Warning;
    }
    Said::Nothing
}

#[test]
fn the_nearest_of_all_places_wins() {
    let (plain, allow) = ("\"get.lua\"", "\"get.lua\", allow(outdated_header)");
    let warn = "\"get.lua\", warn(outdated_header)";
    let deny = "\"get.lua\", deny(outdated_header)";
    let in_lua = format!("-- redis-script: deny(outdated_header)\n{OLD}");
    for (level, attribute, script, expected) in [
        (None, plain, OLD, Said::Warning),
        (Some("allow"), plain, OLD, Said::Nothing),
        (Some("deny"), plain, OLD, Said::Error),
        (Some("deny"), allow, OLD, Said::Nothing),
        (Some("deny"), warn, OLD, Said::Warning),
        (Some("allow"), deny, OLD, Said::Error),
        (Some("allow"), plain, &in_lua, Said::Error),
        (Some("allow"), warn, &in_lua, Said::Error),
    ] {
        let toml = level.map_or_else(String::new, |level| {
            format!("lints.outdated_header = '{level}'")
        });
        let root = user_crate(&toml, script);
        assert_eq!(
            said(root.path(), attribute),
            expected,
            "{toml} {attribute} {script}"
        );
    }
}

#[test]
fn a_broken_file_is_one_error_at_each_attribute() {
    let root = user_crate(
        "[lints]\nzero_indx = \"allow\"\nmissing_entry = \"of\"\n",
        OLD,
    );
    let errors = errors_in(&expand_in(root.path(), "\"get.lua\", keys = 1", GET));
    let expected = "there is no lint `zero_indx`
 --> redis-script.toml:2:1
  |
2 | zero_indx = \"allow\"
  | ^^^^^^^^^
  |
  = help: did you mean `zero_index`?

error: there is no level `of`
 --> redis-script.toml:3:17
  |
3 | missing_entry = \"of\"
  |                 ^^^^
  |
  = help: there are `allow`, `warn` and `deny`";
    assert_eq!(errors, [expected]);

    fs::write(root.path().join("redis-script.toml"), b"\xff").unwrap();
    let errors = errors_in(&expand_in(root.path(), "lua = \"return 1\"", GET));
    assert!(
        errors[0].starts_with("cannot read `redis-script.toml`: "),
        "{errors:?}"
    );
}

#[test]
fn scripts_are_in_the_folder_that_the_file_names() {
    let root = user_crate("[scripts]\ndir = \"lua/redis/\"", OLD);
    let error = |attribute: &str| errors_in(&expand_in(root.path(), attribute, GET)).join("\n");
    fs::write(
        root.path().join("lua/redis/put.lua"),
        "return redis.call('GET', KEYS[1])",
    )
    .unwrap();
    assert_eq!(error("\"put.lua\""), "");
    for (path, message) in [
        (
            "get.lua",
            "there is no file `lua/redis/get.lua`\n  = help: did you mean `\"put.lua\"`?",
        ),
        (
            "lua/redis/put.lua",
            "there is no file `lua/redis/lua/redis/put.lua`\n  = help: did you mean `\"put.lua\"`?",
        ),
        (
            "",
            "the path of the script is empty\n  = help: `\"x.lua\"` is `lua/redis/x.lua` in the crate's root, `\"./x.lua\"` is relative to the Rust file",
        ),
    ] {
        assert_eq!(error(&format!("\"{path}\"")), message);
    }
}

#[test]
fn the_compiler_watches_the_file() {
    let root = user_crate("", "return redis.call('GET', KEYS[1])");
    let file = root.path().join("redis-script.toml");
    let watched = |attribute: &str| {
        let expansion = expand_in(root.path(), attribute, GET).to_string();
        expansion.contains(&format!("include_str ! ({:?})", file.to_str().unwrap()))
    };
    for attribute in ["\"get.lua\"", "lua = \"return redis.call('GET', KEYS[1])\""] {
        assert!(watched(attribute), "{attribute}");
    }
    fs::remove_file(&file).unwrap();
    assert!(!watched("\"get.lua\""));
}

#[test]
fn a_misspelled_level_is_an_error() {
    let root = user_crate("", OLD);
    for (attribute, message) in [
        (
            "\"get.lua\", deny(zero_indx)",
            "there is no lint `zero_indx`\n  = help: did you mean `zero_index`?",
        ),
        (
            "\"get.lua\", warn(syntax)",
            "the level of `syntax` is fixed: no server runs what is not Lua\n  = help: fix the reported problem",
        ),
        (
            "\"get.lua\", dney(zero_index)",
            "there is no option `dney`\n  = help: did you mean `deny`?",
        ),
        (
            "\"get.lua\", warn = \"zero_index\"",
            "the option `warn` is written `warn(lint_name)`",
        ),
        ("\"get.lua\", deny()", "`deny` names no lint"),
    ] {
        let errors = errors_in(&expand_in(root.path(), attribute, GET));
        assert_eq!(errors, [message]);
    }
}

#[test]
fn slots_are_checked_where_a_cluster_is_the_target() {
    const TWO: &str =
        "fn two(con: &mut redis::Connection, a: &str, b: &str) -> redis_script::Result<()>;";
    const MANY: &str =
        "fn many(con: &mut redis::Connection, keys: &[&str]) -> redis_script::Result<()>;";
    let get = "\"get.lua\", allow(outdated_header)";
    let two = "lua = \"redis.call('RENAME', KEYS[1], KEYS[2])\", keys = 2";
    let many = "lua = \"for _, k in ipairs(KEYS) do redis.call('DEL', k) end\", keys = ..";
    for (toml, attribute, item, expected) in [
        ("target.cluster = true", get, GET, false),
        ("target.cluster = true", two, TWO, true),
        ("target.cluster = true", many, MANY, true),
        ("target.cluster = false", two, TWO, false),
        ("", two, TWO, false),
        ("", &format!("{two}, cluster"), TWO, true),
        (
            "target.cluster = false",
            &format!("{two}, cluster"),
            TWO,
            true,
        ),
    ] {
        let root = user_crate(toml, OLD);
        let expansion = expand_in(root.path(), attribute, item);
        assert_eq!(errors_in(&expansion), Vec::<String>::new());
        let text = expansion.to_string();
        let found = text.contains(&format!("one_slot : {expected}"));
        assert!(found, "{toml} {attribute}: {text}");
    }
}

#[test]
fn a_script_without_keys_writes_to_no_cluster() {
    const NOW: &str = "fn now(con: &mut redis::Connection) -> redis_script::Result<()>;";
    let root = user_crate("target.cluster = true", OLD);
    let errors = errors_in(&expand_in(
        root.path(),
        "lua = \"redis.call('INCR', 'visits')\", keys = 0",
        NOW,
    ));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].starts_with("this key is not in KEYS")
            && errors[0].contains("a call without KEYS goes to any node of a cluster"),
        "{errors:?}"
    );
    let reads = "lua = \"redis.call('TIME')\", keys = 0";
    assert!(errors_in(&expand_in(root.path(), reads, NOW)).is_empty());
}

const PUSH: &str = "fn push(con: &mut redis::Connection, list: &str, limit: u32, items: &[&str]) -> redis_script::Result<i64>;";
const IN_A_LOOP: &str = "for i = 2, math.min(#ARGV, tonumber(ARGV[1])) do redis.call('RPUSH', KEYS[1], ARGV[i]) end\n\
                         return redis.call('LLEN', KEYS[1])\n";

#[test]
fn limits_are_checked_and_bound_slices() {
    let root = user_crate("[limits]\ncommands = 50\n", IN_A_LOOP);
    let expand = |toml: &str| {
        fs::write(root.path().join("redis-script.toml"), toml).unwrap();
        expand_in(root.path(), "\"get.lua\", keys = 1", PUSH)
    };
    let errors = errors_in(&expand("[limits]\ncommands = 50\n"));
    assert!(
        errors[0].starts_with("nothing bounds how many commands"),
        "{errors:?}"
    );
    let bounded = expand("[limits]\ncommands = 50\nentries = 49\n");
    assert_eq!(errors_in(&bounded), [""; 0]);
    let text = bounded.to_string();
    assert!(text.contains("Some (50usize)"), "{text}");
    assert!(
        text.contains("A call issues at most `1 + items.len()` commands."),
        "{text}"
    );
    let errors = errors_in(&expand("[limits]\ncommands = 50\nentries = 50\n"));
    assert!(
        errors[0].starts_with("a call may issue 51 commands"),
        "{errors:?}"
    );
}
