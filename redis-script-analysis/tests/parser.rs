//! The front end against texts: `parser/ok/*.lua` parse, `parser/err/*.lua` give what stands in the `.stderr` beside
//! each. `UPDATE_EXPECT=1` rewrites. Real Lua 5.1 must agree on every one, and what Redis checks besides is named.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use mlua::Lua;
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Source, lua};

fn fixtures(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/parser")
        .join(kind);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "lua"));
    files.sort();
    assert!(!files.is_empty());
    files
}

fn source(file: &Path) -> Source {
    Source::new(
        file.file_name().unwrap().to_str().unwrap(),
        fs::read_to_string(file).unwrap(),
    )
}

fn errors(source: &Source) -> String {
    let (_, errors) = lua::parse(source);
    errors
        .iter()
        .map(|error| render(error, source) + "\n")
        .collect::<Vec<_>>()
        .join("\n")
}

/// Lua knows nothing of the shebang line, which Redis takes off.
fn lua_accepts(source: &Source) -> bool {
    let text = source.text();
    let text = if text.starts_with("#!") {
        text.split_once('\n').map_or("", |(_, rest)| rest)
    } else {
        text
    };
    match Lua::new().load(text).into_function() {
        Ok(_) => true,
        // Vanilla Lua alone refuses `[[` inside of `[[...]]`.
        Err(error) => error.to_string().contains("nesting of [[...]]"),
    }
}

#[test]
fn good_texts_parse() {
    for file in fixtures("ok") {
        let source = source(&file);
        assert_eq!(errors(&source), "", "{}", file.display());
        assert!(lua_accepts(&source), "{}", file.display());
    }
}

#[test]
fn bad_texts_give_what_is_expected() {
    let mut wrong = Vec::new();
    for file in fixtures("err") {
        let source = source(&file);
        let found = errors(&source);
        assert_ne!(found, "", "{}", file.display());
        assert!(
            !lua_accepts(&source) || source.text().starts_with("#!"),
            "{}",
            file.display()
        );
        let expected = file.with_extension("stderr");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if wanted != found {
            wrong.push(format!(
                "{}: expected\n{wanted}\nfound\n{found}",
                file.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
