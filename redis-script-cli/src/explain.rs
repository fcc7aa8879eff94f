//! `redis-script explain`: the manual.

use std::fmt::Write as _;
use std::io;

use redis_script_analysis::lints::{self, ByDefault, Lint, Topic};
use redis_script_analysis::manual::{self, Page};
use redis_script_analysis::settings::FIXED;
use redis_script_analysis::text::Refusal;

use crate::Outcome;
use crate::args::ExplainArgs;
use crate::terminal::{BOLD, Terminal, paint};

pub(crate) fn run(args: &ExplainArgs, terminal: &mut Terminal) -> io::Result<Outcome> {
    let text = match &args.lint {
        _ if args.all => Ok(whole()),
        Some(name) => page(name),
        None => Ok(list()),
    };
    match text {
        Ok(text) => {
            terminal.print(&text)?;
            Ok(Outcome::Clean)
        }
        Err(refused) => {
            terminal.error(&refused.to_string());
            Ok(Outcome::Failed)
        }
    }
}

/// The page of a lint, with its headings bold.
fn page(name: &str) -> Result<String, Refusal> {
    if let Some((name, why)) = FIXED.iter().find(|(fixed, _)| *fixed == name) {
        return Ok(format!(
            "{}\n\nIts level is fixed: {why}.\n",
            paint(BOLD, name)
        ));
    }
    let Some(page) = manual::page(name) else {
        let mut names = lints::names();
        names.extend(FIXED.iter().map(|(name, _)| *name));
        let list = "`redis-script explain` lists all lints";
        let refusal = Refusal::unknown("lint", name, &names);
        return Err(if refusal.help.is_some() {
            refusal
        } else {
            refusal.help(list)
        });
    };
    let mut text = String::new();
    for line in markdown(&page, 1).lines() {
        match line.trim_start_matches('#') {
            title if title.len() < line.len() => {
                let _ = writeln!(text, "{}", paint(BOLD, title.trim_start()));
            }
            _ => {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    Ok(text)
}

/// All lints by topic, each with what it finds.
fn list() -> String {
    let mut text = String::new();
    for topic in Topic::ALL {
        let _ = writeln!(text, "{}", paint(BOLD, topic.title()));
        for page in manual::pages().filter(|page| page.lint.topic == topic) {
            let _ = writeln!(text, "  {}\n      {}", page.lint.name, page.summary());
        }
        text.push('\n');
    }
    text + "`redis-script explain LINT` shows a lint's page.\n"
}

/// The whole manual: an index by topic, then the pages.
fn whole() -> String {
    let mut text = format!(
        "# Lints\n\n<!-- Written by `./dev manual` from the documentation of the lints. -->\n\n{INTRODUCTION}"
    );
    for topic in Topic::ALL {
        let _ = write!(
            text,
            "\n### {}\n\n| Lint | By default | |\n|---|---|---|\n",
            topic.title()
        );
        for page in manual::pages().filter(|page| page.lint.topic == topic) {
            let name = page.lint.name;
            let summary = page.summary().replace('|', "\\|");
            let level = level_word(page.lint.by_default);
            let _ = writeln!(text, "| [`{name}`](#{name}) | {level} | {summary} |");
        }
    }
    text.push_str(FIXED_LEVELS);
    for (name, why) in FIXED {
        let _ = writeln!(text, "- `{name}`: {why}.");
    }
    for page in manual::pages() {
        let _ = write!(text, "\n{}", markdown(&page, 2));
    }
    text
}

const INTRODUCTION: &str = "\
Each lint has a page below: what it finds, why that is bad, an example, and what to use instead. `redis-script explain
LINT` shows it in a terminal.

An *error* stops the build and makes `redis-script check` exit with 1; certain failures are errors. What is only probable, or
depends on the data, is a *warning*. A *note* is not a mistake: only `redis-script inspect`, JSON and the documentation of functions
show it, until you set its level. A matter of taste is *off* until you set its level. [Configuration](configuration.md)
describes how to set levels: in `redis-script.toml`, in the attribute, on the command line, or in the script.

If the help is code that surely is what was meant, `redis-script check --fix` writes it.

## By topic
";

const FIXED_LEVELS: &str = "
### Errors without a level

These are not lints. They are always errors, and no level silences them:

";

fn level_word(by_default: ByDefault) -> &'static str {
    match by_default {
        ByDefault::Error => "error",
        ByDefault::Warning => "warning",
        ByDefault::Depends => "error or warning",
        ByDefault::Note => "note",
        ByDefault::Silent => "off",
    }
}

/// A page, with headings from the given level down.
fn markdown(page: &Page, level: usize) -> String {
    let lint = page.lint;
    let name = lint.name;
    let marks = "#".repeat(level);
    let mut text = format!(
        "{marks} {name}\n\n{}. By default: {}.\n\n",
        lint.topic.title(),
        lint.by_default.describe()
    );
    let mut in_code = false;
    for line in page.text.lines() {
        in_code ^= line.starts_with("```");
        if !in_code && line.starts_with('#') {
            text.push_str(&marks);
        }
        let _ = writeln!(text, "{line}");
    }
    let _ = write!(text, "\n{marks}# How to {}\n", how_to_set(lint));
    text
}

/// In each place where levels are set.
fn how_to_set(lint: &Lint) -> String {
    let name = lint.name;
    let plain = |verb: &str, level: &str| {
        format!(
            "{verb}\n`-- redis-script: {level}({name})` in the script, `{level}({name})` in the attribute, or \
             `{name} = \"{level}\"` below `[lints]` in `redis-script.toml`."
        )
    };
    let reasoned = format!(
        "`-- redis-script: allow({name} = \"why\")` in the script, `allow({name} = \"why\")` in the attribute, or \
         `{name} = {{ level = \"allow\", reason = \"why\" }}` below `[lints]` in `redis-script.toml`."
    );
    match lint.by_default {
        ByDefault::Note => format!(
            "{}\nTo silence it, write `allow` there.",
            plain("make it a warning", "warn")
        ),
        ByDefault::Silent => plain("turn it on", "warn"),
        ByDefault::Warning => plain("allow it", "allow"),
        ByDefault::Error => format!("allow it\n{reasoned}"),
        ByDefault::Depends => {
            format!(
                "{}\nTo allow its errors, give a reason:\n{reasoned}",
                plain("allow it", "allow")
            )
        }
    }
}
