//! The command `redis-script`.

use std::process::ExitCode;

fn main() -> ExitCode {
    redis_script_cli::main()
}
