//! Holds the front end and the lints against a folder of scripts from the world.
//!
//! `cargo run -p redis-script-analysis --example corpus -- [--summary] FOLDER` reads each `.lua` below the folder. It
//! lists the scripts on which the front end and real Lua 5.1 disagree, then what the lints say about the others, then
//! the figures; `--summary` leaves the findings out. A file `index.tsv` in the folder (see `index.rs`) names the scripts
//! that stand alone and gives the numbers that their callers pass. Exits with 1 on any disagreement.

#![allow(clippy::print_stdout, reason = "this is what it is for")]

mod calls;
mod index;
mod summary;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs, io};

use mlua::Lua;
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Settings, Source, analyze, lua};
use rustix::time::{ClockId, clock_gettime};

use self::index::{Index, Kind};
use self::summary::Summary;

fn main() -> ExitCode {
    let mut arguments: Vec<_> = env::args_os().skip(1).collect();
    let all = arguments.len();
    arguments.retain(|argument| argument != "--summary");
    let quiet = arguments.len() < all;
    let [folder] = arguments.as_slice() else {
        eprintln!(
            "usage: cargo run -p redis-script-analysis --example corpus -- [--summary] FOLDER"
        );
        return ExitCode::from(2);
    };
    let folder = PathBuf::from(folder);
    match run(&folder, quiet) {
        Ok(summary) => {
            print!("{summary}");
            ExitCode::from(u8::from(summary.disagreements > 0))
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}

fn run(folder: &Path, quiet: bool) -> io::Result<Summary> {
    let index = Index::read(&folder.join("index.tsv"))?;
    let mut files = Vec::new();
    find_scripts(folder, &mut files)?;
    files.sort();
    let mut summary = Summary::default();
    for file in files {
        // What is not UTF-8 the macro refuses before it comes to the front end.
        let Ok(text) = String::from_utf8(fs::read(&file)?) else {
            summary.not_text += 1;
            continue;
        };
        summary.read += 1;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let source = Source::new(file.display().to_string(), text);
        if disagrees(&source) {
            summary.disagreements += 1;
        } else if let Kind::Script(calls) = index.kind(&name) {
            let contract = calls.contract();
            let check = || analyze(&source, &contract, &Settings::default());
            let analysis = check();
            summary.add_time(best_time(check), source.text().len());
            summary.add(&name, &calls, &analysis);
            for finding in analysis.diagnostics.iter().filter(|_| !quiet) {
                let excerpt = render(finding, &source);
                println!("{:?}[{}] {excerpt}\n", finding.severity, finding.lint);
            }
        }
    }
    Ok(summary)
}

/// The processor time of the best of three runs.
fn best_time<T>(work: impl Fn() -> T) -> Duration {
    let now = || clock_gettime(ClockId::ThreadCPUTime);
    let time = |_| {
        let started = now();
        drop(work());
        Duration::try_from(now() - started).unwrap_or_default()
    };
    (0..3).map(time).min().unwrap_or_default()
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
