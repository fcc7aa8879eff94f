//! `--watch`: again whenever a file changes.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::support::{Folder, PATIENCE};

struct Watched {
    process: Child,
    lines: Receiver<String>,
}

impl Watched {
    fn start(folder: &Folder, args: &[&str]) -> Self {
        let mut process = folder
            .command(args)
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let out: BufReader<ChildStdout> = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { process, lines }
    }

    fn expect(&self, expected: &str) {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap();
            if line == expected {
                return;
            }
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // Its private server ends with it, which a kill would not do.
        let pid = self.process.id().to_string();
        let _ = std::process::Command::new("kill").arg(pid).status();
        let _ = self.process.wait();
    }
}

#[test]
fn each_change_runs_it_on_an_empty_server() {
    let folder = Folder::with(&[("a.lua", "return {redis.call('INCR', 'n'), 'first'}")]);
    let watched = Watched::start(&folder, &["run", "a.lua", "--watch", "--quiet"]);
    watched.expect("1) (integer) 1");
    watched.expect("2) \"first\"");
    folder.write("a.lua", b"return {redis.call('INCR', 'n'), 'second'}");
    watched.expect("1) (integer) 1");
    watched.expect("2) \"second\"");
    // Neither an error nor a missing file ends it.
    folder.write("a.lua", b"return nil + 1");
    watched.expect("1 | return nil + 1");
    std::fs::remove_file(folder.path().join("a.lua")).unwrap();
    folder.write("a.lua", b"return 'third'");
    watched.expect("\"third\"");
}

#[test]
fn a_change_of_the_seed_runs_it_too() {
    let folder = Folder::with(&[
        ("a.lua", "return redis.call('GET', 'n')"),
        ("seed", "SET n 1\n"),
    ]);
    let watched = Watched::start(
        &folder,
        &["run", "a.lua", "--watch", "--quiet", "--seed", "seed"],
    );
    watched.expect("\"1\"");
    folder.write("seed", b"SET n \"\n");
    folder.write("seed", b"SET n 2\n");
    watched.expect("\"2\"");
}

#[test]
fn a_change_of_an_included_file_runs_it_too() {
    let folder = Folder::with(&[
        ("a.lua", "--- @include \"lib\"\nreturn value()"),
        ("lib.lua", "local function value() return 'old' end\n"),
    ]);
    let watched = Watched::start(&folder, &["run", "a.lua", "--watch", "--quiet"]);
    watched.expect("\"old\"");
    folder.write("lib.lua", b"local function value() return 'new' end\n");
    watched.expect("\"new\"");
}
