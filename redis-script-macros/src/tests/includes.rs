//! Scripts that include files.

use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;

use super::{errors_in, expand_commands_in, expand_in, origin};
use crate::expand;
use crate::script_file::Origin;

const READ: &str = "local function read(key)\n  return call('GET', key)\nend\n";
const WRONG: &str = "local function read(key)\n  return call('GETT', key)\nend\n";
const DOUBTFUL: &str =
    "local function read(key)\n  local idle = 1\n  return call('GET', key)\nend\n";

/// A crate with two scripts that include a file.
fn with_lib(lib: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "scripts/lib/read.lua", lib);
    for script in ["scripts/a.lua", "scripts/b.lua"] {
        let text = "local call = redis.call\n--- @include \"lib/read\"\nreturn read(KEYS[1])\n";
        write(root.path(), script, text);
    }
    root
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn get(name: &str) -> String {
    format!(
        "fn {name}(con: &mut redis::Connection, key: &str) -> redis_script::Result<Option<String>>;"
    )
}

fn errors(root: &Path, script: &str, item: &str) -> Vec<String> {
    errors_in(&expand_in(root, &format!("{script:?}, keys = 1"), item))
}

/// Whether an expansion warns of a local that nothing reads.
fn warns(expansion: &TokenStream) -> bool {
    expansion.to_string().contains("unused_local")
}

#[test]
fn included_files_are_tracked_and_give_their_lines() {
    let root = with_lib(READ);
    let text = expand_in(root.path(), "\"a.lua\", keys = 1", &get("a")).to_string();
    for file in ["scripts/a.lua", "scripts/lib/read.lua"] {
        let file = root.path().join(file);
        assert!(
            text.contains(&format!("include_str ! ({:?})", file.to_str().unwrap())),
            "{text}"
        );
    }
    let origins = "[(1u32 , \"scripts/a.lua\" , 1u32) , (2u32 , \"scripts/lib/read.lua\" , 1u32) , (5u32 , \"scripts/a.lua\" , 3u32)]";
    assert!(text.contains(origins), "{text}");
    let plain = expand_in(
        root.path(),
        "lua = \"return redis.call('GET', KEYS[1])\", keys = 1",
        &get("a"),
    );
    assert!(!plain.to_string().contains("with_origins"));
}

#[test]
fn inline_scripts_include_from_the_folder_of_scripts() {
    let root = with_lib(READ);
    let attribute = "lua = \"local call = redis.call\\n--- @include 'lib/read'\\nreturn read(KEYS[1])\", keys = 1";
    let expansion = expand_in(root.path(), attribute, &get("a"));
    assert!(errors_in(&expansion).is_empty(), "{expansion}");
    let text = expansion.to_string();
    assert!(
        text.contains(
            "[(1u32 , \"src/main.rs\" , 1u32) , (2u32 , \"scripts/lib/read.lua\" , 1u32)"
        ),
        "{text}"
    );
}

#[test]
fn each_error_of_an_include_is_told_once() {
    let root = with_lib(WRONG);
    let first = errors(root.path(), "a.lua", &get("a"));
    let [first] = first.as_slice() else {
        panic!("{first:?}")
    };
    assert!(first.contains("--> scripts/lib/read.lua:2:15"), "{first}");
    assert!(first.contains("included by `scripts/a.lua:2`"), "{first}");
    let second = "an error of this script is reported for `a`, which includes the file, too: see `scripts/lib/read.lua:2`";
    assert_eq!(errors(root.path(), "b.lua", &get("b")), [second]);
    // As editors do.
    assert_eq!(errors(root.path(), "a.lua", &get("a")), [first.as_str()]);
    let commands = "trait Commands { #[redis_script(\"b.lua\", keys = 1)] fn c(&mut self, key: &str) -> redis_script::Result<Option<String>>; }";
    assert_eq!(
        errors_in(&expand_commands_in(root.path(), "", commands)),
        [second]
    );
}

#[test]
fn each_warning_of_an_include_is_told_once() {
    let root = with_lib(DOUBTFUL);
    let expand =
        |script: &str, item: &str| expand_in(root.path(), &format!("{script:?}, keys = 1"), item);
    // Those that may not be heard tell nothing for others.
    assert!(warns(&expand(
        "a.lua",
        &format!("#[cfg(feature = \"x\")] {}", get("unheard"))
    )));
    assert!(warns(&expand(
        "a.lua",
        &format!("#[allow(deprecated)] {}", get("silent"))
    )));
    assert!(!warns(&expand_in(
        root.path(),
        "\"a.lua\", keys = 1, allow(unused_local)",
        &get("allowed")
    )));
    assert!(warns(&expand("a.lua", &get("a"))));
    assert!(!warns(&expand("b.lua", &get("b"))));
    assert!(warns(&expand("a.lua", &get("a"))));
}

/// An editor shows each function alone, and does not say where it is.
#[test]
fn editors_are_told_of_each_function() {
    let root = with_lib(WRONG);
    let origin = Origin {
        local_file: &|_| None,
        ..origin(root.path())
    };
    for name in ["a", "b"] {
        let attribute = "\"a.lua\", keys = 1".parse().unwrap();
        let expansion = expand::function(attribute, get(name).parse().unwrap(), &origin);
        let errors = errors_in(&expansion);
        assert!(
            errors.len() == 1 && errors[0].contains("GETT"),
            "{errors:?}"
        );
    }
}

#[test]
fn a_script_that_is_not_whole_is_not_checked_further() {
    let root = with_lib(READ);
    write(
        root.path(),
        "scripts/a.lua",
        "--- @include \"lib/raed\"\nreturn read(KEYS[1])\n",
    );
    let found = errors(root.path(), "a.lua", &get("a"));
    let [found] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert!(
        found.starts_with("there is no file `scripts/lib/raed.lua`"),
        "{found}"
    );
    assert!(found.contains("did you mean `\"lib/read\"`?"), "{found}");
}

#[test]
fn the_settings_name_what_is_outside() {
    let root = with_lib(
        "--- @include \"../../shared/call\"\nlocal function read(key)\n  return shared('GET', key)\nend\n",
    );
    write(
        root.path(),
        "shared/call.lua",
        "local shared = redis.call\n",
    );
    let found = errors(root.path(), "a.lua", &get("a"));
    let [found] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert!(
        found.starts_with("`shared/call.lua` is outside of the folder of the scripts, `scripts`"),
        "{found}"
    );
    write(
        root.path(),
        "redis-script.toml",
        "[scripts]\ninclude = [\"shared\"]\n[lints]\nunused_local = \"allow\"\n",
    );
    assert_eq!(errors(root.path(), "a.lua", &get("a")), [""; 0]);
}
