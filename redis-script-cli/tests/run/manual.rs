//! `docs/run.md`: its transcripts are what the command prints.

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

#[test]
fn the_transcripts_are_true() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/run.md");
    let text = fs::read_to_string(file).unwrap();
    let folder = Folder::with(&[
        ("visits.lua", blocks(&text, "lua")[0]),
        ("visits.seed", blocks(&text, "redis")[0]),
    ]);
    let transcripts = blocks(&text, "console");
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
    assert_eq!(count, 3);
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

fn rounded_line(line: &str) -> String {
    // What servers add to an error differs.
    if line.starts_with("(error) ") {
        return "(error)".to_owned();
    }
    let seconds = line
        .strip_suffix(" s")
        .and_then(|line| line.rsplit_once(" -> "));
    match seconds {
        Some((before, seconds)) => format!("{before} -> {:.0} s", seconds.parse::<f64>().unwrap()),
        None => line.to_owned(),
    }
}
