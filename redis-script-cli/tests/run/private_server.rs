//! The server that the command starts.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use super::support::{Folder, wait_until};

/// The servers whose folder is in here.
fn servers_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        let title = format!("unixsocket:{}", folder.display());
        if line.contains(&title) || line.contains(&format!("--dir {}", folder.display())) {
            found.push(line);
        }
    }
    found
}

#[test]
fn it_ends_with_the_command() {
    let (folder, temporary) = (Folder::with(&[]), Folder::with(&[]));
    let vars = [("TMPDIR", temporary.path().to_str().unwrap())];
    for (args, code) in [
        (&["eval", "return 1"][..], 0),
        (&["eval", "return nil + 1", "--quiet"], 1),
        (&["eval", "return 1", "--repeat", "3", "--json"], 0),
    ] {
        let run = folder.run_with(args, &vars, b"");
        assert_eq!(run.code, code, "{run:?}");
        assert_eq!(
            fs::read_dir(temporary.path()).unwrap().count(),
            0,
            "{args:?}"
        );
        assert_eq!(servers_in(temporary.path()), [""; 0], "{args:?}");
    }
}

#[test]
fn it_ends_when_the_command_is_interrupted() {
    let (folder, temporary) = (Folder::with(&[("a.lua", "return 1")]), Folder::with(&[]));
    for (signal, args) in [
        ("-INT", &["run", "a.lua", "--watch"][..]),
        ("-TERM", &["run", "a.lua", "--watch"]),
        ("-HUP", &["run", "a.lua", "--watch"]),
        // In the middle of a call.
        ("-INT", &["eval", "while true do end", "--quiet"]),
    ] {
        let mut command = folder.command(args);
        let mut process = command
            .env("TMPDIR", temporary.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_until("the private server runs", || {
            (!servers_in(temporary.path()).is_empty()).then_some(())
        });
        let pid = process.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &pid])
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(process.wait().unwrap().code(), Some(130), "{signal}");
        wait_until("the private server has ended", || {
            servers_in(temporary.path()).is_empty().then_some(())
        });
        assert_eq!(
            fs::read_dir(temporary.path()).unwrap().count(),
            0,
            "{signal}"
        );
    }
}

#[test]
fn its_end_is_told() {
    let (folder, temporary) = (Folder::with(&[]), Folder::with(&[]));
    let mut command = folder.command(&["eval", "while true do end", "--quiet"]);
    let mut process = command.env("TMPDIR", temporary.path()).spawn().unwrap();
    let err = BufReader::new(process.stderr.take().unwrap());
    // With its process number in its log.
    let number = wait_until("the debugger has begun", || {
        let server = fs::read_dir(temporary.path()).unwrap().flatten().next()?;
        let log = fs::read_to_string(server.path().join("log")).ok()?;
        let started = log
            .lines()
            .find(|line| line.contains("eval session started"))?;
        Some(started.split(':').next().unwrap().to_owned())
    });
    assert!(
        Command::new("kill")
            .args(["-KILL", &number])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(process.wait().unwrap().code(), Some(2));
    let lines: Vec<String> = err.lines().map(Result::unwrap).collect();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("the private server has ended")),
        "{lines:?}"
    );
}

#[test]
fn without_a_server_the_remedy_is_told() {
    let folder = Folder::with(&[]);
    for (vars, why) in [
        (
            [("REDIS_SERVER", "/no/such/server")],
            "cannot run the server `/no/such/server`",
        ),
        (
            [("REDIS_SERVER", "/bin/false")],
            "the private server `/bin/false` does not start: it ended at once",
        ),
    ] {
        let run = folder.run_with(&["eval", "return 1"], &vars, b"");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains(why), "{run:?}");
    }
    let mut command = folder.command(&["eval", "return 1"]);
    let output = command
        .env_remove("REDIS_SERVER")
        .env("PATH", folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("`apt-get install redis-server`"), "{err}");
    assert!(err.contains("`--url`"), "{err}");
}
