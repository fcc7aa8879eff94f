//! Nothing makes it panic.

use super::support::{CLEAN, Folder, TYPO};

/// Numbers that look random, the same in each run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

#[test]
fn any_bytes_end_in_an_answer() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let folder = Folder::with(&[]);
    for at in 0..200 {
        let mut bytes =
            format!("#!lua flags=no-writes\n-- KEYS[1] = x\n{CLEAN}{TYPO}").into_bytes();
        for _ in 0..random.next(12) {
            let place = random.next(bytes.len());
            // Every third file stays UTF-8.
            bytes[place] = random.next(if at % 3 == 0 { 128 } else { 256 }) as u8;
        }
        bytes.truncate(random.next(bytes.len()));
        folder.write(&format!("{at}.lua"), &bytes);
    }
    for format in ["human", "json", "sarif"] {
        let run = folder.run(&["check", "--color", "always", "--format", format, "."]);
        assert!(
            run.code <= 2 && !run.err.contains("panicked"),
            "{format} {}",
            run.err
        );
    }
    for at in 0..20 {
        let run = folder.run(&["inspect", &format!("{at}.lua")]);
        assert!(
            run.code <= 2 && !run.err.contains("panicked"),
            "{at} {}",
            run.err
        );
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    use std::process::{Command, Stdio};
    let folder = Folder::with(&[("a.lua", TYPO)]);
    let mut process = Command::new(env!("CARGO_BIN_EXE_redis-script"))
        .args(["explain", "--all"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(process.stdout.take());
    let output = process.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
