//! Runs that are sent together.

use crate::program::Case;

/// How a script is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// By `EVAL`.
    Plainly,
    /// By `EVAL_RO`.
    ReadOnly,
    /// By `EVAL`, while the server is a replica.
    ToReplica,
}

/// Runs that are sent together.
#[derive(Default)]
pub struct Batch {
    pub(super) bytes: Vec<u8>,
    /// The number of replies before that of each run, itself left out.
    pub(super) places: Vec<usize>,
    pub(super) replies: usize,
    known: Vec<String>,
}

impl Batch {
    /// Adds a run of a script on an empty server with the data of the case, and gives its number.
    pub fn run(&mut self, script: &str, sent: Sent, case: &Case) -> usize {
        self.add(&["FLUSHALL"]);
        for (key, content) in &case.data {
            let command = content.command(key);
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            self.add(&words);
        }
        if sent == Sent::ToReplica {
            // Of a master that does not answer: the data stays, and scripts are run.
            self.add(&["REPLICAOF", "127.0.0.1", "1"]);
        }
        let number = self.places.len();
        self.add(&["ECHO", &format!("mark:{number}")]);
        let sha = sha1_smol::Sha1::from(script).digest().to_string();
        let known = self.known.contains(&sha);
        let (command, script) = match (known, sent == Sent::ReadOnly) {
            (true, true) => ("EVALSHA_RO", sha.as_str()),
            (true, false) => ("EVALSHA", sha.as_str()),
            (false, true) => ("EVAL_RO", script),
            (false, false) => ("EVAL", script),
        };
        let count = case.keys.len().to_string();
        let mut words = vec![command, script, &count];
        words.extend(case.keys.iter().chain(&case.arguments).map(String::as_str));
        self.places.push(self.replies);
        self.add(&words);
        if !known {
            self.known.push(sha);
        }
        if sent == Sent::ToReplica {
            self.add(&["REPLICAOF", "NO", "ONE"]);
        }
        number
    }

    /// Adds the compilation of a text, and gives its number.
    pub fn compile(&mut self, text: &str) -> usize {
        let number = self.places.len();
        self.add(&["ECHO", &format!("mark:{number}")]);
        self.places.push(self.replies);
        self.add(&["SCRIPT", "LOAD", text]);
        number
    }

    pub(super) fn add(&mut self, words: &[&str]) {
        self.bytes
            .extend(format!("*{}\r\n", words.len()).as_bytes());
        for word in words {
            self.bytes.extend(format!("${}\r\n", word.len()).as_bytes());
            self.bytes.extend(word.as_bytes());
            self.bytes.extend(b"\r\n");
        }
        self.replies += 1;
    }
}
