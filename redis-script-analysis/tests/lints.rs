//! Each lint against its fixtures: `lints/<lint>/bad*.lua` gives what stands in the `.stderr` beside it, and
//! `lints/<lint>/good*.lua` gives nothing. `UPDATE_EXPECT=1` rewrites the `.stderr` files.
//!
//! The first line of a fixture says how it is called: `-- contract: keys=1 params=key,value,rest..`; `keys=1..` is
//! `keys = 1..`, `keys=?` no `keys` at all, and two dots behind a parameter make it a slice.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use redis_script_analysis::report::render::render;
use redis_script_analysis::{
    Contract, KeyCount, Param, Settings, Severity, Source, analyze, lints,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints")
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn every_lint_has_fixtures_and_a_module() {
    let lints: BTreeSet<String> = lints::names().map(str::to_owned).collect();
    assert_eq!(lints, names_in(&folder()), "fixture folders");
    let modules = names_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lints"));
    let modules: BTreeSet<String> = modules
        .iter()
        .map(|file| file.trim_end_matches(".rs").to_owned())
        .collect();
    assert_eq!(lints, modules, "modules");
    for lint in lints {
        let fixtures = names_in(&folder().join(&lint));
        for kind in ["bad", "good"] {
            let found = fixtures.iter().any(|file| {
                file.starts_with(kind) && Path::new(file).extension().is_some_and(|e| e == "lua")
            });
            assert!(found, "{lint} has no {kind}*.lua");
        }
    }
}

#[test]
fn lints_are_in_alphabetic_order() {
    assert!(lints::names().is_sorted());
}

#[test]
fn fixtures_give_what_is_expected() {
    let mut wrong = Vec::new();
    for lint in lints::names() {
        for file in names_in(&folder().join(lint))
            .iter()
            .filter(|file| file.contains(".lua"))
        {
            let found = check(&folder().join(lint).join(file), lint);
            let expected = folder().join(lint).join(file).with_extension("stderr");
            if std::env::var_os("UPDATE_EXPECT").is_some() && !found.is_empty() {
                fs::write(&expected, &found).unwrap();
            }
            let wanted = fs::read_to_string(&expected).unwrap_or_default();
            if file.starts_with("bad") == found.is_empty() || wanted != found {
                wrong.push(format!("{lint}/{file}: expected\n{wanted}\nfound\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All findings as text. The silenced lint must say nothing, and every finding of the fixture must be its own.
fn check(file: &Path, lint: &str) -> String {
    let text = fs::read_to_string(file).unwrap();
    let contract = contract(text.lines().next().unwrap());
    let source = Source::new(file.file_name().unwrap().to_str().unwrap(), text.clone());
    let analysis = analyze(&source, &contract, &Settings::default());
    let others: Vec<_> = analysis
        .diagnostics
        .iter()
        .filter(|found| found.lint != lint)
        .collect();
    assert!(others.is_empty(), "{}: {others:?}", file.display());
    let mut settings = Settings::default();
    settings.levels.allow(lint).unwrap();
    let silenced = analyze(&source, &contract, &settings).diagnostics;
    assert!(
        silenced.is_empty(),
        "{}: allow({lint}) leaves {silenced:?}",
        file.display()
    );
    let shown = analysis.diagnostics.iter().map(|found| {
        let severity = if found.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        format!(
            "{severity}[{}] {:?}: {}\n",
            found.lint,
            found.subject,
            render(found, &source)
        )
    });
    shown.collect::<Vec<_>>().join("\n")
}

fn contract(line: &str) -> Contract {
    let said = line.strip_prefix("-- contract:").unwrap();
    let mut contract = Contract {
        keys: KeyCount::Inferred,
        params: Vec::new(),
    };
    for word in said.split_whitespace() {
        match word.split_once('=').unwrap() {
            ("keys", "?") => {}
            ("keys", count) => match count.strip_suffix("..") {
                Some(least) => contract.keys = KeyCount::AtLeast(least.parse().unwrap()),
                None => contract.keys = KeyCount::Exactly(count.parse().unwrap()),
            },
            ("params", names) => contract.params = names.split(',').map(param).collect(),
            _ => panic!("{line}"),
        }
    }
    contract
}

fn param(name: &str) -> Param {
    Param {
        name: name.trim_end_matches("..").to_owned(),
        slice: name.ends_with(".."),
    }
}
