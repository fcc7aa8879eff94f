//! The options of `bench`.

use std::path::PathBuf;

use clap::Args;

use super::run::CallArgs;
use super::{NamedValue, SettingsArgs, named};

#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// A script, or `-` for the standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
    /// The KEYS, in their order
    #[arg(long, num_args = 0.., value_name = "KEY", allow_negative_numbers = true)]
    keys: Vec<String>,
    /// The ARGV, in their order
    #[arg(long, num_args = 0.., value_name = "ARG", allow_negative_numbers = true)]
    args: Vec<String>,
    /// One of KEYS by its name, as for `run`
    #[arg(long, value_name = "NAME=KEY", value_parser = named)]
    key: Vec<NamedValue>,
    /// One of ARGV by its name, as for `run`
    #[arg(long, value_name = "NAME=ARG", value_parser = named)]
    arg: Vec<NamedValue>,
    /// The value of a constant that the script declares; may be repeated
    #[arg(long = "const", value_name = "NAME=VALUE", value_parser = named)]
    constants: Vec<NamedValue>,
    /// Commands that fill the keyspace before each call, one a line; a line with `{i}` runs for each number from 1 to the size.
    /// Without it, the keys hold so many elements of the type that the script's commands ask for
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// How many elements the keys hold
    #[arg(
        long,
        value_name = "N",
        value_delimiter = ',',
        default_value = "10,100,1000,10000",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000)
    )]
    pub(crate) sizes: Vec<u32>,
    /// How many calls are measured for each size
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) calls: u32,
    /// Draw the figures as SVG
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Print the figures as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    settings: SettingsArgs,
}

impl BenchArgs {
    /// The same for `run`, on a private server.
    pub(crate) fn call(self) -> CallArgs {
        CallArgs {
            keys: self.keys,
            args: self.args,
            key: self.key,
            arg: self.arg,
            constants: self.constants,
            url: None,
            yes: false,
            seed: self.seed,
            repeat: 1,
            reply_type: None,
            resp3: false,
            diff: false,
            json: self.json,
            quiet: true,
            settings: self.settings,
        }
    }
}
