//! What the compiler takes: a user's crate from nothing, and a hundred functions in a crate whose dependencies are built.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::median;
use crate::Outcome;
use crate::table::{Table, thousands};

const FUNCTIONS: usize = 100;
const ROUNDS: usize = 3;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const REDIS: &str =
    "redis = { version = \"1.8\", default-features = false, features = [\"tokio-comp\"] }";

/// `cargo build` with nothing built before, in a folder of its own each time: in turns, the medians of some rounds.
///
/// # Errors
/// If a build fails.
pub fn cold() -> Outcome<Table> {
    let own = format!("redis-script = {{ path = \"{ROOT}\" }}");
    let with_scripts = format!("redis-script = {{ path = \"{ROOT}\", features = [\"scripts\"] }}");
    let cases = [
        (
            "redis 1.8, `tokio-comp`",
            REDIS.to_owned(),
            "pub use redis::Client;",
        ),
        ("redis-script", own, "pub use redis_script::redis_script;"),
        (
            "redis-script, feature `scripts`",
            with_scripts,
            "pub use redis_script::scripts;",
        ),
    ];
    let mut times = cases.each_ref().map(|_| Vec::new());
    for round in 1..=ROUNDS {
        for ((name, dependency, text), times) in cases.iter().zip(&mut times) {
            eprintln!("building {name} from nothing, round {round} of {ROUNDS} ...");
            let user = User::new(dependency)?;
            user.write(text)?;
            times.push(user.cargo("build")?);
        }
    }
    let mut table = Table::new(["", "seconds", "CPU seconds"]);
    for ((name, ..), times) in cases.iter().zip(times) {
        let time = Time::median(times);
        table.row([
            (*name).to_owned(),
            format!("{:.1}", time.wall),
            format!("{:.1}", time.cpu),
        ]);
    }
    Ok(table)
}

/// `cargo check` of functions that call a script, beyond what it takes for a crate without one.
///
/// # Errors
/// If a build fails.
pub fn functions() -> Outcome<Table> {
    let own = format!("redis-script = {{ path = \"{ROOT}\" }}\n{REDIS}");
    let user = User::new(&own)?;
    let cases = [
        (
            "by hand: `Cmd` and `query_async`",
            by_hand as fn(&mut String, usize),
        ),
        ("`#[redis_script]`", by_macro),
        (
            "`#[redis_script]`, each with a script of its own",
            by_macro_with_own_script,
        ),
    ];
    let empty = user.check("")?;
    let mut table = Table::new(["", "ms", "CPU ms"]);
    for (name, write) in cases {
        eprintln!("checking {FUNCTIONS} functions {name} ...");
        let mut text = String::new();
        (0..FUNCTIONS).for_each(|number| write(&mut text, number));
        let time = user.check(&text)?;
        table.row([
            name.to_owned(),
            thousands((time.wall - empty.wall) * 1e3),
            thousands((time.cpu - empty.cpu) * 1e3),
        ]);
    }
    Ok(table)
}

/// Writing to a string does not fail.
fn by_hand(text: &mut String, number: usize) {
    let _ = write!(
        text,
        "pub async fn allow_{number}(con: &mut impl redis::aio::ConnectionLike, key: &str, window_secs: u64, \
         limit: u64, now_ms: u64) -> redis::RedisResult<bool> {{\n\
         redis::cmd(\"EVALSHA\").arg(\"e0e1f9fabfc9d4800c877a703b823ac0578ff8db\").arg(1).arg(key).arg(window_secs)\
         .arg(limit).arg(now_ms).query_async(con).await\n}}\n"
    );
}

fn by_macro(text: &mut String, number: usize) {
    by_macro_with(text, number, "rate_limit.lua");
}

fn by_macro_with_own_script(text: &mut String, number: usize) {
    by_macro_with(text, number, &own_script(number));
}

/// The name of the script that only the function of that number calls.
fn own_script(number: usize) -> String {
    format!("rate_limit_{number}.lua")
}

fn by_macro_with(text: &mut String, number: usize, script: &str) {
    let _ = write!(
        text,
        "#[redis_script::redis_script(\"{script}\", keys = 1)]\n\
         pub async fn allow_{number}(con: &mut impl redis::aio::ConnectionLike, key: &str, window_secs: u64, \
         limit: u64, now_ms: u64) -> redis_script::Result<bool>;\n"
    );
}

/// A crate that uses one or the other.
struct User {
    folder: TempDir,
}

/// In seconds.
struct Time {
    wall: f64,
    cpu: f64,
}

impl Time {
    fn median(times: Vec<Self>) -> Self {
        let (wall, cpu) = times.into_iter().map(|time| (time.wall, time.cpu)).unzip();
        Self {
            wall: median(wall),
            cpu: median(cpu),
        }
    }
}

impl User {
    /// The versions are those of this workspace's lock file.
    fn new(dependencies: &str) -> Outcome<Self> {
        let user = Self {
            folder: tempfile::tempdir()?,
        };
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
        );
        fs::create_dir_all(user.path("src"))?;
        fs::create_dir_all(user.path("scripts"))?;
        fs::write(user.path("Cargo.toml"), manifest)?;
        let root = Path::new(ROOT);
        fs::copy(root.join("Cargo.lock"), user.path("Cargo.lock"))?;
        let script = fs::read_to_string(root.join("scripts/rate_limit.lua"))?;
        fs::write(user.path("scripts/rate_limit.lua"), &script)?;
        for number in 0..FUNCTIONS {
            // Names, messages and comments differ.
            let own = script.replace("limit", &format!("limit{number}"));
            fs::write(user.path("scripts").join(own_script(number)), own)?;
        }
        Ok(user)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, text: &str) -> Outcome {
        Ok(fs::write(self.path("src/lib.rs"), text)?)
    }

    /// The medians of some rounds, all with built dependencies.
    fn check(&self, text: &str) -> Outcome<Time> {
        self.write(text)?;
        self.cargo("check")?;
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            self.write(&format!("{text}\n// {round}\n"))?;
            times.push(self.cargo("check")?);
        }
        Ok(Time::median(times))
    }

    /// bash tells what the processes below cargo computed.
    fn cargo(&self, command: &str) -> Outcome<Time> {
        let script = "TIMEFORMAT='%R %U %S'; log=$(mktemp); time \"$@\" >\"$log\" 2>&1 || { cat \"$log\"; exit 1; }";
        let output = Command::new("bash")
            .args(["-c", script, "bash", "cargo", command, "--offline"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", self.path("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("TMPDIR", self.folder.path())
            .output()?;
        let times = String::from_utf8(output.stderr)?;
        let times: Vec<f64> = times
            .split_whitespace()
            .map_while(|time| time.parse().ok())
            .collect();
        match (output.status.success(), times.as_slice()) {
            (true, [wall, user, system]) => Ok(Time {
                wall: *wall,
                cpu: user + system,
            }),
            _ => Err(format!(
                "cargo {command} failed:\n{}",
                String::from_utf8_lossy(&output.stdout)
            )
            .into()),
        }
    }
}
