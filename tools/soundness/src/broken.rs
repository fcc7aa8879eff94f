//! Texts that are not quite Lua: the server must refuse what the front end refuses, and nothing else.

use std::io;

use crate::claims::Claims;
use crate::hunt::Smallest;
use crate::judge::Refutation;
use crate::print::print;
use crate::program::{Case, Program};
use crate::random::Random;
use crate::report::Report;
use crate::server::{Batch, Server};

/// What is put into a text.
const PIECES: &[&str] = &[
    "end", "do", "(", ")", "}", "{", "=", "..", "...", "'", "\"", "]]", "[[", "--[[", "and",
    "function", "local", "return", "break", ";", ",", ".", ":", "#", "~=", "1x", "0x", "1e", "\\",
    "goto", "\n", "nil", "elseif", "until", "::", "!", "&", "//", "\u{e9}", "\0",
];

/// Compiles a broken text of each program.
///
/// # Errors
/// If the server does not answer.
pub fn check_broken(
    server: &mut Server,
    programs: &[Program],
    report: &mut Report,
) -> io::Result<()> {
    let texts: Vec<String> = programs.iter().map(broken).collect();
    let mut batch = Batch::default();
    for text in &texts {
        batch.compile(text);
    }
    let outcomes = server.execute(batch)?;
    for ((program, text), outcome) in programs.iter().zip(texts).zip(outcomes) {
        report.compiled += 1;
        let accepted = Claims::accepts(&text, server.version());
        if accepted == outcome.reply.is_compilation_error() {
            let group = report
                .groups
                .entry("syntax of a broken text".to_owned())
                .or_default();
            group.programs += 1;
            let refutation = Refutation {
                group: "syntax of a broken text".to_owned(),
                claimed: if accepted {
                    "it is Lua"
                } else {
                    "it is not Lua"
                }
                .to_owned(),
                observed: outcome.reply.to_string(),
                case: 0,
            };
            let case = Case {
                keys: Vec::new(),
                arguments: Vec::new(),
                data: Vec::new(),
            };
            if !group.wants_more() {
                continue;
            }
            group.add(
                program.seed,
                Smallest {
                    text,
                    case,
                    refutation,
                },
            );
        }
    }
    Ok(())
}

/// The program's text with something put in, left out or doubled.
fn broken(program: &Program) -> String {
    let mut random = Random::new(program.seed ^ 0x0062_726f_6b65_6e21);
    let mut text = print(&program.block).text;
    let words: Vec<(usize, usize)> = text
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, start + word.len()))
        })
        .collect();
    let (start, end) = random.pick(&words);
    match random.below(3) {
        0 => text.insert_str(start, random.pick(PIECES)),
        1 => text.replace_range(start..end, ""),
        _ => text.replace_range(start..end, random.pick(PIECES)),
    }
    text
}
