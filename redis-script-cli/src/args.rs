//! The command line.

pub(crate) mod bench;
pub(crate) mod run;

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use redis_script_analysis::Count;
use redis_script_analysis::redis::target::Required;
use redis_script_analysis::{Level, Levels, Profile};

use self::bench::BenchArgs;
use self::run::{EvalArgs, RunArgs};

/// Checks Lua scripts for Redis and Valkey as the servers would run them.
#[derive(Debug, Parser)]
#[command(name = "redis-script", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to color the output: `auto` depends on the terminal, `NO_COLOR` and `CLICOLOR_FORCE`
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check scripts: exits with 0 if they are clean, 1 if there are errors, 2 if something could not be checked
    Check(CheckArgs),
    /// Show what is known about one script: its KEYS and ARGV, commands, reply, SHA1 and servers
    Inspect(InspectArgs),
    /// Write a file of what the scripts of a folder do, for reviews, or check that it is up to date
    Lock(LockArgs),
    /// Print a script as it is sent, with the files that it includes
    Expand(ExpandArgs),
    /// Show a lint's page of the manual, or list the lints
    Explain(ExplainArgs),
    /// Run a script, and show its reply, its commands and what it logs: exits with 0 if it replies, 1 if the reply is an error or
    /// is not of the Rust type, 2 if it could not run
    Run(RunArgs),
    /// The same for a script on the command line
    Eval(EvalArgs),
    /// Measure what a call costs a private server while the data grows: its time, and how many commands it issues
    Bench(BenchArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Scripts, folders to search for `*.lua`, or `-` for the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How many KEYS callers pass: `2`, `2..` for two or more, `1..3` for one to three
    #[arg(long, value_name = "N", value_parser = Count::parse)]
    pub(crate) keys: Option<Count>,
    /// How many ARGV callers pass: `3`, `3..` for three or more, `1..3` for one to three
    #[arg(long, value_name = "N", value_parser = Count::parse)]
    pub(crate) args: Option<Count>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Write into the files what the helps say, if it surely is what was meant, and print what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// The same, and also what is only likely to be meant: read the changes
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// A script, or `-` for the standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct LockArgs {
    /// The folder of the scripts, in which the file `redis-script.lock` is
    #[arg(value_name = "FOLDER", default_value = "scripts")]
    pub(crate) folder: PathBuf,
    /// Write nothing: exit with 0 if the scripts are those of the file, and with 1 if not
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExpandArgs {
    /// A script, or `-` for the standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
    /// Print what is sent, byte by byte, instead of naming the file and the line before each line
    #[arg(long)]
    pub(crate) plain: bool,
    /// The value of a constant that the script declares; may be repeated
    #[arg(long = "const", value_name = "NAME=VALUE", value_parser = named)]
    pub(crate) constants: Vec<NamedValue>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The lint's name
    #[arg(conflicts_with = "all")]
    pub(crate) lint: Option<String>,
    /// Print the whole manual, in Markdown
    #[arg(long)]
    pub(crate) all: bool,
}

/// The options that override `redis-script.toml`.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Settings, which override redis-script.toml")]
pub(crate) struct SettingsArgs {
    /// The settings for all scripts; by default the nearest `redis-script.toml` in or above each script's folder
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Servers that run the scripts, as in `redis >= 7.2`; may be repeated
    #[arg(long, value_name = "SERVERS", value_parser = servers)]
    pub(crate) target: Vec<Required>,
    /// Whether the scripts run in a cluster
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    pub(crate) cluster: Option<bool>,
    /// The service that runs the scripts, if it has rules of its own
    #[arg(long, value_name = "SERVICE", value_parser = profile)]
    pub(crate) profile: Option<Profile>,
    /// Hide the warnings of these lints (separated by commas); with a reason, `LINTS=REASON`, hide their errors too
    #[arg(long, value_name = "LINTS", value_parser = lints)]
    pub(crate) allow: Vec<NamedLints>,
    /// Make the findings of these lints warnings
    #[arg(long, value_name = "LINTS", value_parser = lints)]
    pub(crate) warn: Vec<NamedLints>,
    /// Make the findings of these lints errors
    #[arg(long, value_name = "LINTS", value_parser = lints)]
    pub(crate) deny: Vec<NamedLints>,
}

/// `counter=a`
#[derive(Clone, Debug)]
pub(crate) struct NamedValue {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// Lints whose level is set.
#[derive(Clone, Debug)]
pub(crate) struct NamedLints {
    pub(crate) names: Vec<String>,
    /// Why the level is right.
    pub(crate) reason: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With excerpts of the scripts
    Human,
    /// One JSON object per line and script
    Json,
    /// SARIF 2.1.0, for GitHub code scanning
    Sarif,
}

fn servers(text: &str) -> Result<Required, String> {
    Required::by(text).map_err(|refused| refused.to_string())
}

/// `LINT,LINT` or `LINT,LINT=REASON`
fn lints(text: &str) -> Result<NamedLints, String> {
    let (names, reason) = match text.split_once('=') {
        Some((names, reason)) => (names, Some(reason)),
        None => (text, None),
    };
    let names: Vec<String> = names.split(',').map(str::to_owned).collect();
    for name in &names {
        let known = Levels::default().set(name, Level::Allow, reason);
        known.map_err(|refused| refused.to_string())?;
    }
    Ok(NamedLints {
        names,
        reason: reason.map(str::to_owned),
    })
}

fn named(text: &str) -> Result<NamedValue, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("write a name and a value, as in `{text}=value`"))?;
    Ok(NamedValue {
        name: name.trim().to_owned(),
        value: value.to_owned(),
    })
}

fn profile(name: &str) -> Result<Profile, String> {
    Profile::named(name).map_err(|refused| refused.to_string())
}
