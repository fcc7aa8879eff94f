//! The path rule, and how messages name files.

use std::fs;
use std::path::{Path, PathBuf};

use super::errors_in;
use crate::expand::function;
use crate::script_file::Origin;

const GET: &str = "fn get(con: &mut redis::Connection, key: &str) -> redis_script::Result<String>;";

/// Whether a path finds its file from `crates/app/src/deep/main.rs` of a workspace, and under which name.
fn found(workspace: &Path, path: &str) -> Result<String, Vec<String>> {
    let origin = Origin {
        manifest_dir: Some(workspace.join("crates/app")),
        // The compiler runs in the workspace and names files relative to it.
        current_dir: workspace.to_owned(),
        local_file: &|_| Some(PathBuf::from("crates/app/src/deep/main.rs")),
    };
    let attribute = quote::quote!(#path, keys = 1);
    let expansion = function(attribute, GET.parse().unwrap(), &origin);
    let errors = errors_in(&expansion);
    if !errors.is_empty() {
        return Err(errors);
    }
    let text = expansion.to_string();
    let (_, arguments) = text.split_once("path : \"").unwrap();
    Ok(arguments.split('"').next().unwrap().to_owned())
}

fn workspace() -> tempfile::TempDir {
    let workspace = tempfile::tempdir().unwrap();
    for file in [
        "crates/app/scripts/a.lua",
        "crates/app/scripts/sub/b.lua",
        "crates/app/src/deep/c.lua",
        "crates/app/src/d.lua",
        "crates/other/e.lua",
        "crates/app/any.name",
    ] {
        let path = workspace.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "return redis.call('GET', KEYS[1])").unwrap();
    }
    workspace
}

#[test]
fn a_plain_path_is_in_scripts_and_a_dotted_one_beside_the_rust_file() {
    let workspace = workspace();
    let found = |path: &str| found(workspace.path(), path).unwrap();
    assert_eq!(found("a.lua"), "scripts/a.lua");
    assert_eq!(found("sub/b.lua"), "scripts/sub/b.lua");
    assert_eq!(found("sub/../a.lua"), "scripts/a.lua");
    assert_eq!(found("./c.lua"), "src/deep/c.lua");
    assert_eq!(found("../d.lua"), "src/d.lua");
    assert_eq!(found("../../any.name"), "any.name");
    // Outside of the crate: relative to the workspace.
    assert_eq!(found("../../../other/e.lua"), "crates/other/e.lua");
}

#[test]
fn nothing_else_is_searched() {
    let workspace = workspace();
    let error = |path: &str| found(workspace.path(), path).unwrap_err().join("\n");
    assert_eq!(
        error("c.lua"),
        "there is no file `scripts/c.lua`\n  = help: did you mean `\"a.lua\"`?"
    );
    assert_eq!(
        error("a"),
        "there is no file `scripts/a`\n  = help: did you mean `\"a.lua\"`?"
    );
    assert_eq!(
        error("./a.lua"),
        "there is no file `src/deep/a.lua`\n  = help: did you mean `\"./c.lua\"`?"
    );
    assert_eq!(
        error("scripts/a.lua"),
        "there is no file `scripts/scripts/a.lua`\n  = help: did you mean `\"a.lua\"`?"
    );
    assert_eq!(
        error("scripts/sub/b.lua"),
        "there is no file `scripts/scripts/sub/b.lua`\n  = help: did you mean `\"sub/b.lua\"`?"
    );
}

#[test]
fn without_cargo_only_paths_beside_the_rust_file_are_known() {
    let origin = Origin {
        manifest_dir: None,
        current_dir: PathBuf::from("/"),
        local_file: &|_| None,
    };
    let expansion = function("\"x.lua\"".parse().unwrap(), GET.parse().unwrap(), &origin);
    let errors = errors_in(&expansion);
    assert!(
        errors[0].contains("`CARGO_MANIFEST_DIR` is not set"),
        "{errors:?}"
    );
}
