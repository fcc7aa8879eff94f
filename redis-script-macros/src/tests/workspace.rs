//! The settings of a workspace, as its members see them.

use std::fs;

use tempfile::TempDir;

use super::{errors_in, expand_in_workspace};

const GET: &str = "fn get(con: &mut redis::Connection, key: &str) -> redis_script::Result<String>;";
/// The header says too much, and an old server does not have the command.
const OLD: &str =
    "-- KEYS[1] = what to read\n-- KEYS[2] = no more\nreturn redis.call('GETDEL', KEYS[1])\n";

/// A workspace with the member `crates/user`.
fn workspace(root: Option<&str>, member: Option<&str>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let user = folder.path().join("crates/user");
    for (folder, file) in [(folder.path(), root), (&user, member)] {
        fs::create_dir_all(folder.join("scripts")).unwrap();
        fs::write(folder.join("scripts/get.lua"), OLD).unwrap();
        if let Some(text) = file {
            fs::write(folder.join("redis-script.toml"), text).unwrap();
        }
    }
    folder
}

/// The errors, and the lints that warn.
fn said(folder: &TempDir, script: &str) -> (Vec<String>, Vec<&'static str>) {
    let user = folder.path().join("crates/user");
    let expansion = expand_in_workspace(folder.path(), &user, &format!("{script:?}"), GET);
    let text = expansion.to_string();
    let lints = ["outdated_header"];
    let warns = |lint: &&&str| text.contains(&format!("macro_rules ! {lint}"));
    let errors = errors_in(&expansion);
    let first = errors
        .iter()
        .map(|error| error.lines().next().unwrap().to_owned());
    (
        first.collect(),
        lints.iter().filter(warns).copied().collect(),
    )
}

#[test]
fn levels_of_the_root_hold_for_members() {
    let allow = Some("lints.outdated_header = 'allow'");
    let warn = Some("lints.outdated_header = 'warn'");
    for (root, member, warns) in [
        (None, None, true),
        (allow, None, false),
        (allow, Some(""), false),
        (allow, warn, true),
        (warn, allow, false),
    ] {
        let folder = workspace(root, member);
        let (errors, lints) = said(&folder, "get.lua");
        assert_eq!(errors, [""; 0]);
        assert_eq!(
            lints.contains(&"outdated_header"),
            warns,
            "{root:?} {member:?}"
        );
    }
}

#[test]
fn target_and_scripts_of_the_root_hold_for_members_that_ask() {
    let root = Some(
        "target.servers = ['redis = 5.0']\nscripts.dir = 'scripts'\nlints.outdated_header = 'allow'",
    );
    for (member, refuses) in [
        (None, false),
        (Some(""), false),
        (Some("workspace = false"), false),
        (
            Some("workspace = true\ntarget.servers = ['redis >= 7.0']"),
            false,
        ),
        (Some("workspace = true"), true),
    ] {
        let folder = workspace(root, member);
        let (errors, _) = said(&folder, "get.lua");
        let is_refused = errors.iter().any(|error| error.contains("GETDEL"));
        assert_eq!(is_refused, refuses, "{member:?}: {errors:?}");
    }
}

#[test]
fn the_folder_of_scripts_of_the_root_is_relative_to_the_root() {
    let folder = workspace(Some("scripts.dir = 'lua'"), Some("workspace = true"));
    let lua = folder.path().join("lua");
    fs::create_dir_all(&lua).unwrap();
    fs::write(lua.join("shared.lua"), "return redis.call('GET', KEYS[1])").unwrap();
    assert_eq!(said(&folder, "shared.lua").0, [""; 0]);
    assert_eq!(
        said(&folder, "get.lua").0,
        ["there is no file `lua/get.lua`"]
    );
}

#[test]
fn a_missing_or_broken_file_of_the_root_is_an_error() {
    let folder = workspace(None, Some("workspace = true"));
    let missing =
        "`workspace = true`, but the root of the workspace has no other `redis-script.toml`";
    assert_eq!(said(&folder, "get.lua").0, [missing]);
    for (root, member) in [(Some("[nonsense]"), None), (Some("[nonsense]"), Some(""))] {
        let folder = workspace(root, member);
        assert_eq!(said(&folder, "get.lua").0, ["there is no table `nonsense`"]);
    }
    let folder = workspace(None, Some("[workspace]"));
    assert_eq!(said(&folder, "get.lua").0, ["`workspace` is not a table"]);
}
