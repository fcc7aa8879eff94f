//! What it was measured with.

use std::fs;
use std::process::Command;

use crate::server::binary;

const LOCK: &str = include_str!("../../Cargo.lock");

/// The machine and the versions, a line each.
#[must_use]
pub fn describe() -> Vec<String> {
    let versions = ["redis", "fred", "rustis", "tokio"]
        .map(|name| format!("{name} {}", locked(name).unwrap_or("?")));
    vec![
        machine(),
        versions.join(", "),
        [version("rustc"), version(&binary()), version("valgrind")].join("; "),
    ]
}

/// The machine and the server, a line each.
#[must_use]
pub fn server() -> Vec<String> {
    vec![machine(), version(&binary())]
}

fn machine() -> String {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let cpus = read("/proc/cpuinfo");
    let values = |name: &str| {
        let lines = cpus.lines().filter(|line| line.starts_with(name));
        lines
            .filter_map(|line| Some(line.split_once(':')?.1.trim().to_owned()))
            .collect::<Vec<_>>()
    };
    let models = values("model name");
    let model = models.first().map_or("unknown CPU", String::as_str);
    let (kernel, load) = (read("/proc/sys/kernel/osrelease"), read("/proc/loadavg"));
    let load = load.split(' ').next().unwrap_or_default();
    format!(
        "{} x {model}, Linux {}, load {load} at the start",
        models.len(),
        kernel.trim(),
    )
}

/// The version of a package in the workspace's lock file.
fn locked(name: &str) -> Option<&'static str> {
    let entry = LOCK
        .split_once(&format!("name = \"{name}\"\nversion = \""))?
        .1;
    Some(entry.split_once('"')?.0)
}

fn version(program: &str) -> String {
    let output = Command::new(program).arg("--version").output();
    let line = output.ok().and_then(|output| {
        let text = String::from_utf8(output.stdout).ok()?;
        Some(text.lines().next()?.to_owned())
    });
    line.unwrap_or_else(|| format!("{program} ?"))
}
