//! What the source must be like: knowledge of commands stands in `redis/` alone, and templates of messages have as many gaps as values.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
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

/// The Rust files of a folder, each with its path there.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths = Vec::new();
    files(&source, &mut paths);
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path.strip_prefix(&source).unwrap().to_path_buf(), text)
    };
    paths.into_iter().map(read).collect()
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
    let (mut found, mut met) = (Vec::new(), BTreeSet::new());
    for (path, text) in sources("src") {
        if path.starts_with("redis") {
            continue;
        }
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

/// What stands in the gaps of a template. A brace of its text is written twice.
fn gaps(template: &str) -> Vec<String> {
    let template = template.replace("{{", "").replace("}}", "");
    let gaps = template.split('{').skip(1);
    let gaps = gaps.map(|gap| gap.split('}').next().unwrap_or_default().to_owned());
    gaps.collect()
}

/// The values of a `fill!` and the gaps of its template.
fn arguments(tokens: TokenStream) -> (Vec<String>, Vec<String>) {
    let mut arguments = vec![TokenStream::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                arguments.push(TokenStream::new());
            }
            token => arguments.last_mut().unwrap().extend([token]),
        }
    }
    let mut written = arguments.iter().map(ToString::to_string);
    let gaps = gaps(&written.next().unwrap());
    (written.filter(|value| !value.is_empty()).collect(), gaps)
}

/// The number of uses of `fill!` whose values are right, and the others.
fn templates(tokens: TokenStream, wrong: &mut Vec<String>) -> usize {
    let (mut count, mut before) = (0, [String::new(), String::new()]);
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            count += templates(group.stream(), wrong);
            if before == ["fill", "!"] {
                let (values, gaps) = arguments(group.stream());
                let pairs = || gaps.iter().zip(&values);
                let is_right = pairs().all(|(gap, value)| gap.is_empty() || gap == value);
                if gaps.len() == values.len() && is_right {
                    count += 1;
                } else {
                    wrong.push(group.to_string());
                }
            }
        }
        before = [before[1].clone(), token.to_string()];
    }
    count
}

/// The compiler does not compare them, as it does for `format!`.
#[test]
fn templates_have_the_values_of_their_gaps() {
    let (mut count, mut wrong) = (0, Vec::new());
    for folder in ["src", "../redis-script-macros/src"] {
        for (_, text) in sources(folder) {
            count += templates(text.parse().unwrap(), &mut wrong);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 600, "only {count} were found");
}

#[test]
fn wrong_values_are_found() {
    let right = r#"fill!("{name} {{x}} {}", name, a.b(c, d))"#;
    let swapped = r#"fill!("{name} {count}", count, name)"#;
    let missing = r#"help(fill!("{name} {}", name,))"#;
    let mut wrong = Vec::new();
    for text in [right, swapped, missing] {
        templates(text.parse().unwrap(), &mut wrong);
    }
    let expected = [
        r#"("{name} {count}" , count , name)"#,
        r#"("{name} {}" , name ,)"#,
    ];
    assert_eq!(wrong, expected);
}
