//! Each lint against its fixtures: `lints/<lint>/bad*.lua` gives what stands in the `.stderr` beside it, and
//! `lints/<lint>/good*.lua` gives nothing. `UPDATE_EXPECT=1` rewrites the `.stderr` files.
//!
//! The first line of a fixture, or the second behind a shebang, says how it is called: `-- contract: keys=1 params=key,value,rest..`; `keys=1..` is
//! `keys = 1..`, `keys=1..=3` and `args=1..=3` likewise, `keys=?` no `keys` at all, and two dots behind a parameter make it a slice. The same line may say
//! `servers=redis>=7.2;valkey>=8.0`, `cluster=true`, `profile=tair` and `limits=commands:10;data;entries:5`, give a parameter's type as in `limit:u64`, and say
//! `reply=Option<i64>` and `readonly=true`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod contract_line;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use redis_script_analysis::lints::ByDefault;
use redis_script_analysis::redis::target::Target;
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Level, Settings, Severity, Source, analyze, lints};

use contract_line::{contract, limits, target};

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
    let lints: BTreeSet<String> = lints::names().into_iter().map(str::to_owned).collect();
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
fn findings_are_what_lints_say_by_default() {
    for lint in lints::all() {
        let files = names_in(&folder().join(lint.name)).into_iter();
        let stderr = files.filter(|file| file.ends_with(".stderr"));
        let found: String = stderr
            .map(|file| fs::read_to_string(folder().join(lint.name).join(file)).unwrap())
            .collect();
        let (error, warning) = ("error[", "warning[");
        let never: &[&str] = match lint.by_default {
            ByDefault::Error => &[warning],
            ByDefault::Warning | ByDefault::Note | ByDefault::Silent => &[error],
            ByDefault::Depends => &[],
        };
        let odd = never.iter().find(|severity| found.contains(**severity));
        assert_eq!(odd, None, "{}", lint.name);
    }
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

/// The findings of one lint as text. Other lints may find something too, but the script must parse, and the lint must be
/// silent where it is silenced.
fn check(file: &Path, lint: &str) -> String {
    let text = fs::read_to_string(file).unwrap();
    let mut lines = text.lines();
    let head = lines.find(|line| !line.starts_with("#!")).unwrap();
    let (contract, target) = (contract(head), target(head));
    let settings = |level| Settings {
        limits: limits(head),
        ..settings(lint, level, target)
    };
    let source = Source::new(file.file_name().unwrap().to_str().unwrap(), text.clone());
    let mut found = analyze(&source, &contract, &settings(None)).diagnostics;
    let broken = found.iter().find(|found| found.lint == "syntax");
    assert_eq!(broken, None, "{}", file.display());
    found.retain(|found| found.lint == lint);
    if found.is_empty() {
        // A lint of taste: silent unless it is asked for.
        found = analyze(&source, &contract, &settings(Some(Level::Warn))).diagnostics;
        found.retain(|found| found.lint == lint);
    }
    let silenced = analyze(&source, &contract, &settings(Some(Level::Allow))).diagnostics;
    let left = silenced.iter().find(|found| found.lint == lint);
    assert_eq!(left, None, "{}: allow({lint})", file.display());
    let shown = found.iter().map(|found| {
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

fn settings(lint: &str, level: Option<Level>, target: Target) -> Settings {
    let mut settings = Settings {
        target,
        ..Settings::default()
    };
    if let Some(level) = level {
        let reason = Some("the fixture asks for it");
        settings.levels.set(lint, level, reason).unwrap();
    }
    settings
}
