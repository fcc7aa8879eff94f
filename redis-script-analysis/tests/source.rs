//! What the source of this crate must be like: knowledge of commands stands in `redis/` alone.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use redis_script_analysis::redis::commands;

/// Literals that are names of commands and mean something else, and the files or folders where they do.
const EXCEPTIONS: [(&str, &str, &str); 15] = [
    ("domain/time_name.rs", "ttl", "the name of a duration"),
    ("context/times.rs", "ttl", "the name of an argument"),
    ("constants/reader.rs", "type", "what a word is not"),
    ("facts/reads.rs", "KEYS", "the global variable"),
    ("facts/header/read.rs", "keys", "a word of comments"),
    ("effect.rs", "EVALSHA_RO", "how the runtime sends scripts"),
    ("lua", "function", "Lua's keyword"),
    ("domain/types.rs", "function", "Lua's type"),
    ("interpret/conversion.rs", "function", "Lua's type"),
    ("interpret/heap.rs", "set", "a field of replies"),
    ("lints/undefined_global.rs", "time", "a member of `os`"),
    ("lints/unknown_member.rs", "move", "a member of `table`"),
    ("lints/unknown_member.rs", "type", "a member of `math`"),
    (
        "lints/unknown_member.rs",
        "time",
        "what is meant by `redis.time`",
    ),
    ("settings/project/reader.rs", "cluster", "a setting"),
];

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else {
            all.push(path);
        }
    }
}

/// The string literals of a file that stand in code, without its tests.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2))
}

#[test]
fn commands_are_named_in_their_table_alone() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&source, &mut paths);
    let (mut found, mut met) = (Vec::new(), BTreeSet::new());
    for path in paths {
        let path = path.strip_prefix(&source).unwrap().to_path_buf();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        if !is_rust || path.starts_with("redis") {
            continue;
        }
        let text = fs::read_to_string(source.join(&path)).unwrap();
        for literal in literals(&text) {
            let is_of_one_case =
                literal == literal.to_uppercase() || literal == literal.to_lowercase();
            let is_name = is_of_one_case && commands::find_name(literal).is_some();
            let exception = EXCEPTIONS
                .iter()
                .position(|(file, name, _)| path.starts_with(file) && *name == literal);
            if let (true, Some(exception)) = (is_name, exception) {
                met.insert(exception);
            } else if is_name {
                found.push(format!("{}: {literal:?}", path.display()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "make what is known of these commands a property of `redis/commands/properties.txt`:\n{}",
        found.join("\n")
    );
    assert_eq!(met.len(), EXCEPTIONS.len(), "{met:?}");
}

#[test]
fn literals_are_found() {
    let text =
        "let a = matches!(name, Some(\"GET\" | \"SET\"));\n// \"DEL\"\n#[cfg(test)]\n\"TTL\"";
    assert_eq!(literals(text).collect::<Vec<_>>(), ["GET", "SET"]);
}
