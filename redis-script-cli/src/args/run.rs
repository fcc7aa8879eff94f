//! The options of `run` and `eval`.

use std::path::PathBuf;

use clap::Args;

use super::{NamedValue, SettingsArgs, named};

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// A script, or `-` for the standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
    /// Run it again whenever the script, a file that it includes or the seed changes
    #[arg(long)]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) call: CallArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// The text of a script
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) text: String,
    #[command(flatten)]
    pub(crate) call: CallArgs,
}

/// What is passed to a script, to which server, and what is shown of it.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
pub(crate) struct CallArgs {
    /// The KEYS, in their order
    #[arg(long, num_args = 0.., value_name = "KEY", allow_negative_numbers = true)]
    pub(crate) keys: Vec<String>,
    /// The ARGV, in their order
    #[arg(long, num_args = 0.., value_name = "ARG", allow_negative_numbers = true)]
    pub(crate) args: Vec<String>,
    /// One of KEYS, by the name that the script's header, a local variable or a Rust function gives it, or by its index
    #[arg(long, value_name = "NAME=KEY", value_parser = named)]
    pub(crate) key: Vec<NamedValue>,
    /// One of ARGV, by the name that the script's header, a local variable or a Rust function gives it, or by its index
    #[arg(long, value_name = "NAME=ARG", value_parser = named)]
    pub(crate) arg: Vec<NamedValue>,
    /// The value of a constant that the script declares; may be repeated
    #[arg(long = "const", value_name = "NAME=VALUE", value_parser = named)]
    pub(crate) constants: Vec<NamedValue>,
    /// The server, as in `redis://localhost:6379/0`; by default a private one that is started for the run
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Do not ask before the script runs on a server that is not on this machine
    #[arg(long)]
    pub(crate) yes: bool,
    /// Commands that fill the keyspace first, one a line, as redis-cli reads them
    #[arg(long, value_name = "FILE")]
    pub(crate) seed: Option<PathBuf>,
    /// How often it runs, on what the runs before have left
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) repeat: u32,
    /// The Rust type that reads the reply, as in `Option<u64>`; by default that of a line `-- -> TYPE` in the script's header
    #[arg(long = "as", value_name = "TYPE")]
    pub(crate) reply_type: Option<String>,
    /// Speak RESP3 with the server
    #[arg(long)]
    pub(crate) resp3: bool,
    /// Show what the run changed: all keys of a private server, the KEYS on others
    #[arg(long)]
    pub(crate) diff: bool,
    /// Print one JSON object per run
    #[arg(long)]
    pub(crate) json: bool,
    /// Do not show what `check` finds
    #[arg(long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
