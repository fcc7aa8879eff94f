//! Imports run one way: ARCHITECTURE.md lists the modules of this crate, and each imports only from those above it there.
//!
//! All `crate::` and `super::` paths count, wherever they stand: in `use`, in code, in macros and in unit tests.

mod imports;
mod map;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use imports::Import;
use map::Map;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[test]
fn imports_run_one_way() -> Result<()> {
    let map = the_map()?;
    let mut wrong = Vec::new();
    let mut count = 0;
    for (file, text) in sources()? {
        let imports = imports::of(&file, &text)?;
        count += imports.len();
        wrong.extend(imports.iter().filter_map(|import| refuse(import, &map)));
    }
    assert!(count > 500, "only {count} imports were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// Of the tree, they know the names of operators.
#[test]
fn lints_never_walk_the_tree() -> Result<()> {
    for (file, text) in sources()? {
        for import in imports::of(&file, &text)? {
            let path = import.path.join("::");
            let of_tree = path.starts_with("lua::syntax") || path.starts_with("lua::visit");
            let is_lint = ["lints", "lint", "context"].contains(&import.importer());
            // The names of operators and the numbers of expressions are no tree.
            let is_known = [
                "lua::syntax::BinaryOperator",
                "lua::syntax::UnaryOperator",
                "lua::syntax::ExprId",
                "lua::syntax::ExprRange",
            ];
            assert!(
                !is_lint || !of_tree || is_known.contains(&path.as_str()),
                "src/{file}:{}: `{path}`: ask `interpret` instead, and read the answer in `Facts`",
                import.line
            );
        }
    }
    Ok(())
}

#[test]
fn the_map_has_every_module() -> Result<()> {
    let files = sources()?.into_iter().map(|(file, _)| file);
    let wrong = the_map()?.differences(files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// What is wrong with an import.
fn refuse(import: &Import, map: &Map) -> Option<String> {
    let (own, path) = (import.importer(), import.path.join("::"));
    let to = import.path.first().map_or("", String::as_str);
    let place = |module: &str| map.place(module);
    let why = match (place(own), place(to)) {
        _ if own == to => return None,
        (Some(own), Some(to)) if to < own => return None,
        (Some(_), Some(_)) => {
            format!("ARCHITECTURE.md lists `{own}` before `{to}`, so it imports nothing from there")
        }
        (None, _) => format!("ARCHITECTURE.md does not list `{own}`"),
        (_, None) => "name the module that defines it, not the root of the crate".to_owned(),
    };
    Some(format!(
        "src/{}:{}: `{path}`: {why}",
        import.file, import.line
    ))
}

fn the_map() -> Result<Map> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ARCHITECTURE.md");
    Ok(Map::read(&fs::read_to_string(document)?)?)
}

/// The files of this crate by their paths below `src`, with `/`, and their texts.
fn sources() -> Result<Vec<(String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((name(&path, &root)?, fs::read_to_string(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn name(path: &Path, root: &PathBuf) -> Result<String> {
    let parts = path
        .strip_prefix(root)?
        .iter()
        .map(|part| part.to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// A crate of three modules.
const PLANTED: &str = "\
## The crate redis-script-analysis

```
low/      what others stand on
  one     a part of it
middle    in between
lints/    one file each
```
";

fn refused(file: &str, text: &str) -> Result<Vec<String>> {
    let map = Map::read(PLANTED)?;
    let imports = imports::of(file, text)?;
    Ok(imports
        .iter()
        .filter_map(|import| refuse(import, &map))
        .collect())
}

#[test]
fn imports_that_run_down_are_right() -> Result<()> {
    let text = "
        //! As [`crate::lints`] says.
        use super::{Lint, other::Other};
        use crate::low::{self, one::{One, Two as Three}};
        pub(crate) const TEXT: &str = \"crate::lints::all()\";
        pub(in crate::middle) fn of(one: crate::low::one::One) -> self::inner::Inner { crate::middle::helper(one) }
        #[cfg(test)]
        mod tests { use super::*; use super::super::Middle; }
    ";
    assert_eq!(refused("middle/part.rs", text)?, [""; 0]);
    assert_eq!(
        refused("lints/zero_index.rs", "use crate::{low::One, middle::Two};")?,
        [""; 0]
    );
    Ok(())
}

#[test]
fn imports_that_run_up_are_found() -> Result<()> {
    let up = |line: u32, path: &str| {
        format!(
            "src/low/one.rs:{line}: `{path}`: ARCHITECTURE.md lists `low` before `{}`, so it imports nothing from there",
            path.split("::").next().unwrap_or_default()
        )
    };
    for (text, expected) in [
        ("use crate::middle::Two;", up(1, "middle::Two")),
        ("\nuse crate::{low::One, middle};", up(2, "middle")),
        (
            "use crate::{low::{One}, lints::{\n    all}};",
            up(2, "lints::all"),
        ),
        ("use {crate::lints::*, std::fmt};", up(1, "lints")),
        (
            "fn of() { if let Some(x) = crate::middle::two::<u8>() {} }",
            up(1, "middle::two"),
        ),
        ("use super::super::middle::Two;", up(1, "middle::Two")),
        (
            "mod tests { use super::super::super::middle::Two; }",
            up(1, "middle::Two"),
        ),
        (
            "macro_rules! two { () => { $crate::middle::Two } }",
            up(1, "middle::Two"),
        ),
        (
            "fn of() { println!(\"{}\", crate::middle::TWO); }",
            up(1, "middle::TWO"),
        ),
    ] {
        assert_eq!(refused("low/one.rs", text)?, [expected], "{text}");
    }
    Ok(())
}

#[test]
fn imports_of_the_root_and_of_unlisted_modules_are_found() -> Result<()> {
    assert_eq!(
        refused("lints.rs", "use crate::Analysis;")?,
        ["src/lints.rs:1: `Analysis`: name the module that defines it, not the root of the crate"]
    );
    assert_eq!(refused("lints.rs", "use super::*;")?.len(), 1);
    assert_eq!(
        refused("new.rs", "use crate::low::One;")?,
        ["src/new.rs:1: `low::One`: ARCHITECTURE.md does not list `new`"]
    );
    Ok(())
}

#[test]
fn the_map_and_the_files_are_compared() -> Result<()> {
    let files = |files: &[&str]| files.iter().map(ToString::to_string).collect::<Vec<_>>();
    let map = Map::read(PLANTED)?;
    let all = [
        "lib.rs",
        "low.rs",
        "low/one.rs",
        "low/one/deeper.rs",
        "middle.rs",
        "lints.rs",
        "lints/zero_index.rs",
    ];
    assert_eq!(map.differences(files(&all)), [""; 0]);
    let more = ["lib.rs", "low.rs", "low/two.rs", "new/part.rs", "lints.rs"];
    assert_eq!(
        map.differences(files(&more)),
        [
            "ARCHITECTURE.md does not list the module `low::two`",
            "ARCHITECTURE.md does not list the module `new`",
            "ARCHITECTURE.md does not list the module `new::part`",
            "ARCHITECTURE.md lists the module `low::one`, which does not exist",
            "ARCHITECTURE.md lists the module `middle`, which does not exist",
        ]
    );
    assert!(Map::read("# Nothing").is_err());
    Ok(())
}
