//! Holds the front end and the lints against a folder of scripts from the world.
//!
//! `cargo run -p redis-script-analysis --example corpus -- FOLDER` reads each `.lua` below the folder. It lists the
//! scripts on which the front end and real Lua 5.1 disagree, then what the lints say about the others. A file
//! `index.tsv` in the folder (`sha1`, `kind`, `keys`, `args` among its columns) gives the numbers that callers pass;
//! where it has none, lints about counts stay silent. Of a `kind` other than `script` only the syntax is looked at. Exits
//! with 1 on any disagreement.

#![allow(clippy::print_stdout, reason = "this is what it is for")]

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use mlua::Lua;
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Contract, KeyCount, Param, Settings, Source, analyze, lua};

/// By SHA1.
type Counts = HashMap<String, Calls>;

/// What a script's callers pass.
#[derive(Clone, Copy)]
enum Calls {
    /// It is no script of its own.
    None,
    /// Not known, or not always the same.
    Unknown,
    /// So many KEYS and ARGV.
    Counted(usize, usize),
}

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: cargo run -p redis-script-analysis --example corpus -- FOLDER");
        return ExitCode::from(2);
    };
    match run(&folder) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}

fn run(folder: &Path) -> io::Result<usize> {
    let counts = read_counts(&folder.join("index.tsv"))?;
    let mut files = Vec::new();
    find_scripts(folder, &mut files)?;
    files.sort();
    let (mut read, mut disagreements, mut findings) = (0, 0, BTreeMap::<&str, usize>::new());
    for file in files {
        // What is not UTF-8 the macro refuses before it comes to the front end.
        let Ok(text) = String::from_utf8(fs::read(&file)?) else {
            continue;
        };
        read += 1;
        let source = Source::new(file.display().to_string(), text);
        if disagrees(&source) {
            disagreements += 1;
            continue;
        }
        let name = file
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        for lint in lint(
            &source,
            counts.get(&name).copied().unwrap_or(Calls::Unknown),
        ) {
            *findings.entry(lint).or_default() += 1;
        }
    }
    println!("{read} scripts, {disagreements} disagreements with Lua 5.1, findings: {findings:?}");
    Ok(disagreements)
}

fn find_scripts(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find_scripts(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "lua") {
            files.push(path);
        }
    }
    Ok(())
}

fn read_counts(index: &Path) -> io::Result<Counts> {
    if !index.exists() {
        return Ok(Counts::new());
    }
    let text = fs::read_to_string(index)?;
    let mut lines = text
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap_or_default();
    let column = |name: &str| head.iter().position(|column| *column == name);
    let cell = |line: &[&str], name: &str| {
        column(name).and_then(|at| line.get(at).map(|cell| (*cell).to_owned()))
    };
    let counts = lines.filter_map(|line| {
        let number = |name| cell(&line, name)?.parse().ok();
        let counts = number("keys").zip(number("args"));
        let counts = counts.map_or(Calls::Unknown, |(keys, args)| Calls::Counted(keys, args));
        let script = cell(&line, "kind").is_none_or(|kind| kind == "script");
        Some((
            cell(&line, "sha1")?,
            if script { counts } else { Calls::None },
        ))
    });
    Ok(counts.collect())
}

/// Both judge what follows the shebang line: real Lua knows none, and that of a function library is none of a script.
fn disagrees(source: &Source) -> bool {
    let text = match source.text().strip_prefix("#!") {
        Some(rest) => format!("--{rest}"),
        None => source.text().to_owned(),
    };
    let source = &Source::new(source.path(), text.clone());
    let (_, errors) = lua::parse(source);
    let lua = Lua::new().load(text).into_function();
    if errors.is_empty() == lua.is_ok() {
        return false;
    }
    match (errors.first(), lua.err()) {
        (Some(error), _) => println!("only we refuse:\n{}\n", render(error, source)),
        (None, Some(error)) => println!("only Lua refuses {}: {error}\n", source.path()),
        (None, None) => {}
    }
    true
}

/// What the lints say.
fn lint(source: &Source, calls: Calls) -> Vec<&'static str> {
    let (keys, params) = match calls {
        Calls::None => return Vec::new(),
        Calls::Unknown => (KeyCount::Unknown, 0),
        Calls::Counted(keys, args) => (KeyCount::Exactly(keys), keys + args),
    };
    let param = |at| Param {
        name: format!("p{at}"),
        slice: false,
        ..Param::default()
    };
    let contract = Contract {
        keys,
        params: (0..params).map(param).collect(),
        ..Contract::default()
    };
    let found = analyze(source, &contract, &Settings::default()).diagnostics;
    for finding in &found {
        println!(
            "{:?}[{}] {}\n",
            finding.severity,
            finding.lint,
            render(finding, source)
        );
    }
    found.iter().map(|finding| finding.lint).collect()
}
