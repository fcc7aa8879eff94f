//! The manual: `docs/lints.md` is what the lints say, each page is whole, and its examples are true.
//!
//! `UPDATE_EXPECT=1` (or `./dev manual`) writes `docs/lints.md` anew.

use std::fs;
use std::path::Path;

use redis_script_analysis::contract::types::{ArgType, IntegerType, ReplyType};
use redis_script_analysis::lints::ByDefault;
use redis_script_analysis::manual::{self, Page};
use redis_script_analysis::redis::servers::KNOWN;
use redis_script_analysis::{
    Contract, Count, Counts, Diagnostic, KeyCount, Level, Param, Passes, Profile, Project,
    Settings, Source, analyze, analyze_alone,
};

use super::support::Folder;

#[test]
fn the_manual_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lints.md");
    let manual = Folder::with(&[]).run(&["explain", "--all"]).out;
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, &manual).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == manual,
        "docs/lints.md is out of date: run `./dev manual`"
    );
}

#[test]
fn the_configuration_is_described_as_it_is() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/configuration.md");
    let text = fs::read_to_string(file).unwrap();
    for profile in Profile::ALL {
        assert!(
            text.contains(&format!("| `{}` |", profile.name())),
            "{profile:?}"
        );
    }
    for server in KNOWN {
        assert!(text.contains(&server.release()), "{server}");
    }
    let toml = text
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let (_, wrong) = Project::read(&Source::new(Project::FILE, toml));
    assert_eq!(wrong, []);
}

#[test]
fn pages_have_all_sections() {
    for page in manual::pages() {
        let name = page.lint.name;
        let text = &page.text;
        assert!(
            page.summary().ends_with('.'),
            "{name}: the first paragraph is no sentence"
        );
        let places = [
            "# Why is this bad?\n",
            "# Example\n```lua\n",
            "\n```\nUse instead:",
        ]
        .map(|section| {
            text.find(section)
                .unwrap_or_else(|| panic!("{name} lacks {section:?}"))
        });
        assert!(
            places.is_sorted(),
            "{name}: the sections are in another order"
        );
        assert!(
            text.ends_with(['.', '`']),
            "{name}: the page ends in the middle"
        );
    }
}

#[test]
fn examples_are_found_and_their_cures_are_not() {
    let mut wrong = Vec::new();
    for page in manual::pages() {
        let name = page.lint.name;
        let (bad, cure) = page.text.split_once("Use instead:").unwrap();
        let bad = blocks(bad);
        assert_eq!(bad.len(), 1, "{name}: one example");
        if findings(&page, &bad[0], &bad[0]).is_empty() {
            wrong.push(format!("{name} does not find its example:\n{}", bad[0]));
        }
        for good in blocks(cure) {
            for found in findings(&page, &good, &bad[0]) {
                wrong.push(format!("{name} finds its cure: {}\n{good}", found.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The Lua in a part of a page.
fn blocks(text: &str) -> Vec<String> {
    let parts = text.split("```lua\n").skip(1);
    parts
        .map(|part| part.split("```").next().unwrap().to_owned())
        .collect()
}

/// What a lint says about an example. Comments at the top say how it is called; a cure without any is called alike.
fn findings(page: &Page, lua: &str, bad: &str) -> Vec<Diagnostic> {
    let lint = page.lint;
    let head = |lua: &str| -> Vec<String> {
        let below = lua.lines().skip_while(|line| line.starts_with("#!"));
        let lines = below.map_while(|line| line.strip_prefix("-- "));
        lines
            .filter(|line| says_how(line))
            .map(str::to_owned)
            .collect()
    };
    let said = match head(lua) {
        said if said.is_empty() => head(bad),
        said => said,
    };
    let mut settings = settings(&said);
    if matches!(lint.by_default, ByDefault::Note | ByDefault::Silent) {
        settings.levels.set(lint.name, Level::Warn, None).unwrap();
    }
    let source = Source::new("example.lua", lua);
    let analysis = match contract(&said) {
        Some(contract) => analyze(&source, &contract, &settings),
        None => analyze_alone(&source, counts(&said), &settings),
    };
    let mut found = analysis.diagnostics;
    let broken = found.iter().find(|found| found.lint == "syntax");
    assert_eq!(broken, None, "{}", lint.name);
    found.retain(|found| found.lint == lint.name);
    found
}

fn says_how(line: &str) -> bool {
    [
        "keys = ",
        "args = ",
        "fn ",
        "-> ",
        "#[redis_script(",
        "[target] ",
        "[limits] ",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}

/// `[target] cluster = true`
fn settings(said: &[String]) -> Settings {
    let set = |line: &String| {
        let (table, key) = line.strip_prefix('[')?.split_once("] ")?;
        Some(format!("[{table}]\n{key}"))
    };
    let Some(toml) = said.iter().find_map(set) else {
        return Settings::default();
    };
    let (project, wrong) = Project::read(&Source::new(Project::FILE, toml));
    assert_eq!(wrong, []);
    project.settings
}

/// `keys = 1, args = 2`
fn counts(said: &[String]) -> Counts {
    let mut counts = Counts::default();
    for (name, number) in said
        .iter()
        .flat_map(|line| line.split(", "))
        .filter_map(|said| said.split_once(" = "))
    {
        let count = Count::parse(number).ok();
        match name {
            "keys" => counts.keys = count,
            "args" => counts.args = count,
            _ => {}
        }
    }
    counts
}

/// `fn add(con, key: &str, amount: i64) -> i64`, or what of it is needed.
fn contract(said: &[String]) -> Option<Contract> {
    let line = said.iter().find(|line| line.starts_with("fn "));
    let attribute = said.iter().any(|line| line.contains("readonly"));
    let reply = said.iter().find_map(|line| Some(line.split_once("-> ")?.1));
    if line.is_none() && reply.is_none() && !attribute {
        return None;
    }
    let params = line.and_then(|line| Some(line.split_once('(')?.1.rsplit_once(')')?.0));
    let params = parts(params.unwrap_or_default());
    let params: Vec<Param> = params.iter().skip(1).map(|text| param(text)).collect();
    Some(Contract {
        keys: if line.is_some() {
            KeyCount::Inferred
        } else {
            KeyCount::Unknown
        },
        params,
        reply: reply.map(reply_type).unwrap_or_default(),
        readonly: attribute,
        ..Contract::default()
    })
}

/// What commas part, but for those in tuples.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for char in text.chars() {
        match char {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        match (char, parts.last_mut()) {
            (',', _) if depth == 0 => parts.push(String::new()),
            (char, Some(last)) => last.push(char),
            _ => {}
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

fn param(text: &str) -> Param {
    let (name, ty) = text.split_once(": ").unwrap_or((text, ""));
    let inside = |start: &str, end| ty.strip_prefix(start)?.strip_suffix(end);
    let (passes, element) = match (inside("&[", "]"), inside("Option<", ">")) {
        (Some(element), _) if ty != "&[u8]" => (Passes::Slice, element),
        (_, Some(element)) => (Passes::Optional, element),
        _ => (Passes::Once, ty),
    };
    let tuple = element
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let types = match tuple {
        Some(parts) => parts.split(',').map(|part| arg_type(part.trim())).collect(),
        None => vec![arg_type(element)],
    };
    Param {
        name: name.to_owned(),
        passes,
        types,
    }
}

fn arg_type(name: &str) -> ArgType {
    match name {
        "&str" | "String" => ArgType::Text,
        "&[u8]" => ArgType::Bytes,
        "bool" => ArgType::Bool,
        "f64" => ArgType::Float,
        ty => IntegerType::named(ty).map_or(ArgType::Unknown, ArgType::Integer),
    }
}

fn reply_type(text: &str) -> ReplyType {
    let inner = text
        .strip_prefix("redis_script::Result<")
        .and_then(|rest| rest.strip_suffix('>'));
    match inner.unwrap_or(text) {
        "bool" => ReplyType::Bool,
        "String" => ReplyType::Text,
        text => IntegerType::named(text).map_or(ReplyType::Unknown, ReplyType::Integer),
    }
}
