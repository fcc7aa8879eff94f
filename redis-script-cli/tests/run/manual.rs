//! `README.md`, `docs/run.md` and `docs/many_scripts.md`: their transcripts are what the command prints.

use std::fs;
use std::path::Path;

use super::support::{Folder, without_times};

/// The blocks of a language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("```{language}\n");
    let blocks = text.split(start.as_str()).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

/// Runs the commands of a text's transcripts, one after another, and says how many there are.
fn run_transcripts(text: &str, folder: &Folder) -> usize {
    let transcripts = blocks(text, "console");
    let commands = transcripts
        .iter()
        .flat_map(|block| block.split("$ redis-script ").skip(1));
    let mut count = 0;
    for transcript in commands {
        let (command, printed) = transcript.split_once('\n').unwrap();
        let args: Vec<&str> = command.split('\'').enumerate().flat_map(words).collect();
        let run = folder.run(&args);
        // A time to live is not the same in each run.
        assert_eq!(rounded(&run.out), rounded(printed), "{command} {run:?}");
        count += 1;
    }
    count
}

fn read(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(file)).unwrap()
}

#[test]
fn the_transcripts_of_runs_are_true() {
    let text = read("docs/run.md");
    let folder = Folder::with(&[
        ("visits.lua", blocks(&text, "lua")[0]),
        ("visits.seed", blocks(&text, "redis")[0]),
    ]);
    assert_eq!(run_transcripts(&text, &folder), 3);
    assert_eq!(run_transcripts(&read("README.md"), &folder), 1);
}

#[test]
fn the_guide_shows_the_example_as_it_is() {
    let text = read("docs/many_scripts.md");
    let names = ["take.lua", "extend.lua", "lib/clock.lua", "lib/lease.lua"];
    let scripts = names.map(|name| read(&format!("examples/queue/scripts/{name}")));
    assert_eq!(blocks(&text, "lua"), scripts);
    let library = read("examples/queue/src/lib.rs");
    for code in blocks(&text, "rust") {
        assert!(library.contains(code), "{code}");
    }
    let folder = Folder::with(&[("queue.seed", "LPUSH jobs \"to ann\" \"to bob\"\n")]);
    for (name, script) in names.iter().zip(&scripts) {
        folder.write(&format!("scripts/{name}"), script.as_bytes());
    }
    assert_eq!(run_transcripts(&text, &folder), 4);
}

/// What stands between single quotes is one word.
fn words((at, part): (usize, &str)) -> Vec<&str> {
    if at % 2 == 1 {
        vec![part]
    } else {
        part.split_whitespace().collect()
    }
}

fn rounded(text: &str) -> String {
    let text = without_times(text);
    let lines: Vec<String> = text.lines().map(rounded_line).collect();
    lines.join("\n")
}

/// Without what differs from run to run: the clock, and numbers that are made of it.
fn rounded_line(line: &str) -> String {
    if let Some((before, _)) = line.split_once(": TIME -> [") {
        return format!("{before}: TIME");
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let parts = line.split_inclusive(|c| !is_digit(c)).map(|part| {
        let digits = part.trim_end_matches(|c| !is_digit(c));
        if digits.len() >= 6 && digits.chars().all(is_digit) {
            part.replacen(digits, "TIME", 1)
        } else {
            part.to_owned()
        }
    });
    let line = parts.collect::<String>();
    // What servers add to an error differs.
    if line.starts_with("(error) ") {
        return "(error)".to_owned();
    }
    let seconds = line
        .strip_suffix(" s")
        .and_then(|line| line.rsplit_once(" -> "));
    match seconds {
        Some((before, seconds)) => format!("{before} -> {:.0} s", seconds.parse::<f64>().unwrap()),
        None => line,
    }
}
