//! A language server, over its standard input and output.
#![allow(
    clippy::indexing_slicing,
    reason = "of JSON, what is not there is null"
)]

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::Failure;
use crate::document::{Edit, Finding, Place};
use crate::project::Project;

/// A running rust-analyzer that has opened the crate's one file.
pub(crate) struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: u64,
    version: u64,
    uri: String,
}

impl Server {
    /// Starts it, and waits until it has built the macros.
    pub(crate) fn start(project: &Project) -> Result<Self, Failure> {
        let program = env::var("RUST_ANALYZER").unwrap_or_else(|_| "rust-analyzer".to_owned());
        let mut process = Command::new(&program)
            .current_dir(project.root())
            .env("CARGO_TARGET_DIR", Project::target())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot run `{program}`: {error}"))?;
        let input = process.stdin.take().ok_or("no standard input")?;
        let output = process.stdout.take().ok_or("no standard output")?;
        let mut server = Self {
            process,
            input,
            output: BufReader::new(output),
            next: 0,
            version: 0,
            uri: format!("file://{}", project.main_file().display()),
        };
        server.initialize(project)?;
        server.until_quiet()?;
        Ok(server)
    }

    fn initialize(&mut self, project: &Project) -> Result<(), Failure> {
        let root = format!("file://{}", project.root().display());
        let params = json!({
            "processId": std::process::id(),
            "rootUri": root,
            "capabilities": {
                "experimental": { "serverStatusNotification": true },
                "textDocument": { "diagnostic": {}, "rename": {} },
            },
            "initializationOptions": {
                "checkOnSave": false,
                "diagnostics": { "experimental": { "enable": true } },
                "procMacro": { "enable": true },
            },
        });
        self.request("initialize", &params)?;
        self.notify("initialized", &json!({}))?;
        let text = std::fs::read_to_string(project.main_file())?;
        let document = json!({
            "uri": self.uri, "languageId": "rust", "version": self.version, "text": text,
        });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }))
    }

    /// Waits until it has loaded the crate and built its macros.
    fn until_quiet(&mut self) -> Result<(), Failure> {
        loop {
            let message = self.receive()?;
            self.answer(&message)?;
            let params = &message["params"];
            if message["method"] != "experimental/serverStatus" || params["quiescent"] != true {
                continue;
            }
            return match params["health"].as_str() {
                Some("error") => Err(format!("rust-analyzer: {}", params["message"]).into()),
                _ => Ok(()),
            };
        }
    }

    /// Replaces the text of the file, and returns what is found in it.
    pub(crate) fn findings(&mut self, text: &str) -> Result<Vec<Finding>, Failure> {
        self.change(text)?;
        let params = json!({ "textDocument": { "uri": self.uri } });
        let report = self.request("textDocument/diagnostic", &params)?;
        let items = report["items"].as_array().ok_or("no findings")?;
        Ok(items.iter().map(Finding::of).collect())
    }

    /// Renames what is at a line and a column.
    pub(crate) fn rename(
        &mut self,
        text: &str,
        at: (u64, u64),
        to: &str,
    ) -> Result<Vec<Edit>, Failure> {
        self.change(text)?;
        let params = json!({
            "textDocument": { "uri": self.uri },
            "position": { "line": at.0, "character": at.1 },
            "newName": to,
        });
        let renamed = self.request("textDocument/rename", &params)?;
        let edits = &renamed["documentChanges"][0]["edits"];
        let edits = edits
            .as_array()
            .ok_or_else(|| format!("no edits: {renamed}"))?;
        Ok(edits.iter().map(Edit::of).collect())
    }

    /// Where the definition is of what is at a line and a column.
    pub(crate) fn definitions(
        &mut self,
        text: &str,
        at: (u64, u64),
    ) -> Result<Vec<Place>, Failure> {
        self.change(text)?;
        let params = json!({
            "textDocument": { "uri": self.uri },
            "position": { "line": at.0, "character": at.1 },
        });
        let found = self.request("textDocument/definition", &params)?;
        let places = found.as_array().ok_or("no definition")?;
        let places = places.iter().map(|place| Place::of(place, &self.uri));
        Ok(places.collect())
    }

    fn change(&mut self, text: &str) -> Result<(), Failure> {
        self.version += 1;
        let params = json!({
            "textDocument": { "uri": self.uri, "version": self.version },
            "contentChanges": [{ "text": text }],
        });
        self.notify("textDocument/didChange", &params)
    }

    /// Asks until there is an answer: the file may have changed while it was sought.
    fn request(&mut self, method: &str, params: &Value) -> Result<Value, Failure> {
        const CONTENT_MODIFIED: i64 = -32801;
        loop {
            self.next += 1;
            let id = self.next;
            self.send(&json!({ "id": id, "method": method, "params": params }))?;
            let mut message = self.receive()?;
            while message["id"] != id || !message["method"].is_null() {
                self.answer(&message)?;
                message = self.receive()?;
            }
            let error = &message["error"];
            if error.is_null() {
                return Ok(message["result"].take());
            }
            if error["code"] != CONTENT_MODIFIED {
                return Err(format!("{method}: {}", error["message"]).into());
            }
        }
    }

    fn notify(&mut self, method: &str, params: &Value) -> Result<(), Failure> {
        self.send(&json!({ "method": method, "params": params }))
    }

    /// Answers the server's own requests with nothing, so that it goes on.
    fn answer(&mut self, message: &Value) -> Result<(), Failure> {
        if message["method"].is_null() || message["id"].is_null() {
            return Ok(());
        }
        self.send(&json!({ "id": message["id"], "result": null }))
    }

    fn send(&mut self, message: &Value) -> Result<(), Failure> {
        let mut message = message.clone();
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        Ok(self.input.flush()?)
    }

    fn receive(&mut self) -> Result<Value, Failure> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err("rust-analyzer ended".into());
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.parse()?;
            }
        }
        let mut text = vec![0; length];
        self.output.read_exact(&mut text)?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// Ends it as an editor does.
    pub(crate) fn stop(mut self) -> Result<(), Failure> {
        self.request("shutdown", &Value::Null)?;
        self.notify("exit", &Value::Null)?;
        self.process.wait()?;
        Ok(())
    }
}
