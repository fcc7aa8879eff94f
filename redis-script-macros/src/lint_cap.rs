//! `--cap-lints`: the crate is not its author's build, but a dependency of someone who cannot change it.
//!
//! Cargo passes it for crates from registries and repositories, and users may in `RUSTFLAGS`. The compiler applies it to its own
//! lints only. Without the same rule here, a new lint would break released crates for all who depend on them.

use std::env;
use std::ffi::OsStr;
use std::fs;

use redis_script_analysis::constants::CONSTANTS;
use redis_script_analysis::include::INCLUDE;
use redis_script_analysis::{Analysis, Diagnostic, Severity};

/// Turns the errors without which a call can be generated into warnings, which the compiler caps.
pub(crate) fn apply(analysis: &mut Analysis) {
    let has_errors = analysis.diagnostics.iter().any(is_error);
    if !has_errors || analysis.layout.is_none() || !holds() {
        return;
    }
    for found in &mut analysis.diagnostics {
        if !NEEDED.contains(&found.lint) {
            found.severity = Severity::Warning;
        }
    }
}

/// Whether the compiler caps the lints of this crate.
pub(crate) fn holds() -> bool {
    is_capped(env::args_os())
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

/// What a call needs: a script that is whole and Lua, the number of its keys, the values of its constants, and the units of its durations.
const NEEDED: [&str; 5] = ["syntax", INCLUDE, "key_count", CONSTANTS, "duration_unit"];

/// Whether the compiler's arguments keep lints from being errors.
fn is_capped(args: impl Iterator<Item = impl AsRef<OsStr>>) -> bool {
    let mut is_value = false;
    for arg in args {
        let arg = arg.as_ref().to_string_lossy();
        if let Some(file) = arg.strip_prefix('@')
            && let Ok(text) = fs::read_to_string(file)
        {
            // One argument on each line, if there are too many for a command line.
            if is_capped(text.lines()) {
                return true;
            }
        }
        let joined = arg.strip_prefix("--cap-lints=");
        let value = if is_value { Some(&*arg) } else { joined };
        if value.is_some_and(|level| matches!(level, "allow" | "warn")) {
            return true;
        }
        is_value = arg == "--cap-lints";
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_capped;

    fn holds(args: &str) -> bool {
        is_capped(args.split(' '))
    }

    #[test]
    fn it_is_read_as_the_compiler_reads_it() {
        assert!(holds("rustc --cap-lints allow x.rs"));
        assert!(holds("rustc x.rs --cap-lints=warn"));
        assert!(!holds("rustc --cap-lints deny x.rs"));
        assert!(!holds("rustc --cap-lints=forbid x.rs"));
        assert!(!holds("rustc --cfg allow x.rs warn --cap-lints"));
    }

    #[test]
    fn a_file_of_arguments_is_read() -> std::io::Result<()> {
        let file = std::env::temp_dir().join(format!("cap-lints-{}", std::process::id()));
        std::fs::write(&file, "x.rs\n--cap-lints\nallow\n")?;
        let capped = holds(&format!("rustc @{}", file.display()));
        std::fs::remove_file(&file)?;
        assert!(capped);
        assert!(!holds("rustc @there/is/no/such/file"));
        Ok(())
    }
}
