//! Parses a server's error message: its code, its message, and the line of the script.
//!
//! | servers | an error raised in line 3 |
//! |---|---|
//! | Redis up to 6.2 | `ERR Error running script (call to f_<sha1>): @user_script:3: user_script:3: boom` |
//! | Redis from 7.0, Valkey | `ERR user_script:3: boom script: <sha1>, on @user_script:3.` |
//! | Valkey 9.1 | `ERR user_script:3: boom script: on @user_script:3.` |
//!
//! `user_script:3: ` before the message is Lua's own (`luaL_where`) and is missing for errors of commands. A script that does
//! not compile has only that. Errors that a script returns as a value have no marks at all, except that Redis up to 6.2 gives
//! `@user_script: 3: -OOM command not allowed` to `redis.pcall` for commands that it rejects.

use core::ops::Range;

use redis::RedisError;

use crate::Script;

/// A parsed error message. Ranges are in the error's detail, which is its message without the first word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ServerMessage {
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The file of the line, if it is not that of the script.
    pub(super) file: Option<&'static str>,
    /// The message, if it names other lines of a script that includes files.
    located: Option<Box<str>>,
    /// Whether there is a mark that only a script that ran can leave.
    pub(super) marked: bool,
    /// The code; Redis up to 6.2 may put another word before it.
    code: Code,
    message: Range<usize>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Code {
    /// The first word of the message.
    #[default]
    First,
    /// A word in the detail.
    Within(Range<usize>),
    /// There is no code.
    None,
}

/// The code of messages without one.
const NO_CODE: &str = "ERR";

impl ServerMessage {
    /// Reads a server's error.
    pub(super) fn parse(error: &RedisError) -> Self {
        let detail = error.detail().unwrap_or_default();
        if error.code() == Some(DISPATCHER) {
            let (line, message) = detail.split_once(": ").unwrap_or(("", detail));
            return Self::within_detail(detail, message, line.parse().ok());
        }
        let (rest, tail_line) = strip_tail(detail);
        let Some((text, head_line)) = strip_head(rest) else {
            let (message, own) = strip_line(rest.trim());
            let line = tail_line.or(own.map(|prefix| prefix.line));
            return Self::plain(detail, message, line, tail_line.is_some());
        };
        match strip_line(text.trim()) {
            // As on later servers, the code of Lua's own errors is ERR, even if their first word looks like a code.
            (message, Some(LinePrefix { lua: true, line })) => Self {
                code: Code::None,
                ..Self::plain(detail, message, head_line.or(Some(line)), true)
            },
            (message, _) => Self::within_detail(detail, message, head_line),
        }
    }

    fn plain(detail: &str, message: &str, line: Option<u32>, marked: bool) -> Self {
        Self {
            line,
            file: None,
            located: None,
            marked,
            code: Code::First,
            message: range(detail, message.trim()),
        }
    }

    /// `WRONGTYPE Operation ...`, `-OOM command ...` or a message without a code, from a script that ran.
    fn within_detail(detail: &str, message: &str, line: Option<u32>) -> Self {
        let text = message.trim();
        match text.strip_prefix('-').unwrap_or(text).split_once(' ') {
            Some((code, message)) if is_code(code) => Self {
                code: Code::Within(range(detail, code)),
                ..Self::plain(detail, message, line, true)
            },
            _ => Self {
                code: Code::None,
                ..Self::plain(detail, text, line, true)
            },
        }
    }

    /// Names the lines of a script that includes files as they are in the files.
    pub(super) fn locate(&mut self, script: &Script, error: &RedisError) {
        if !script.includes_files() {
            return;
        }
        if let Some(line) = self.line {
            let (file, line) = script.origin(line);
            self.line = Some(line);
            self.file = Some(file).filter(|file| *file != script.path());
        }
        self.located = self
            .message(error)
            .and_then(|message| located(message, script));
    }

    /// The code; for Redis up to 6.2, the one of later servers.
    pub(super) fn code<'a>(&self, error: &'a RedisError) -> Option<&'a str> {
        match &self.code {
            Code::First => error.code(),
            Code::Within(range) => error.detail()?.get(range.clone()),
            Code::None => Some(NO_CODE),
        }
    }

    /// The message, without code and marks.
    pub(super) fn message<'a>(&'a self, error: &'a RedisError) -> Option<&'a str> {
        match &self.located {
            Some(message) => Some(message),
            None => error.detail()?.get(self.message.clone()),
        }
    }
}

/// A message in which a script tells of its lines, as after `pcall`: `user_script:3: ` is the place in a file there.
fn located(message: &str, script: &Script) -> Option<Box<str>> {
    const CHUNK: &str = "user_script:";
    let mut parts = message.split(CHUNK);
    let mut text = parts.next()?.to_owned();
    let mut is_changed = false;
    for part in parts {
        let digits = part.find(|next: char| !next.is_ascii_digit());
        let (digits, rest) = part.split_at(digits.unwrap_or(part.len()));
        match digits.parse() {
            Ok(line) => {
                let (file, line) = script.origin(line);
                text = text.trim_end_matches('@').to_owned() + file + ":" + &line.to_string();
                text += rest;
                is_changed = true;
            }
            Err(_) => text = text + CHUNK + part,
        }
    }
    is_changed.then(|| text.into())
}

/// The range of a part of a string.
fn range(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr() - text.as_ptr().addr();
    start..start + part.len()
}

/// `WRONGTYPE`
fn is_code(word: &str) -> bool {
    word.len() > 1
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The first word of errors with which Redis up to 6.2 rejects a command of a script.
const DISPATCHER: &str = "@user_script:";

/// ` script: <sha1>, on @user_script:<line>.`, or without the SHA1.
fn strip_tail(detail: &str) -> (&str, Option<u32>) {
    let tail = || {
        let (text, prefix) = detail.rsplit_once("on @user_script:")?;
        let line = prefix.strip_suffix('.')?.parse().ok()?;
        let (message, sha1) = text.rsplit_once(" script: ")?;
        (sha1.is_empty() || is_sha1(sha1.strip_suffix(", ")?)).then_some((message, line))
    };
    tail().map_or((detail, None), |(message, line)| (message, Some(line)))
}

/// `Error running script (call to f_<sha1>): @user_script:<line>: `; if the server's own
/// Lua raised the error, the line is that of another file, and is left out.
fn strip_head(text: &str) -> Option<(&str, Option<u32>)> {
    let (sha1, rest) = text
        .strip_prefix("Error running script (call to f_")?
        .split_once("): ")?;
    let (prefix, message) = rest.strip_prefix('@')?.split_once(": ")?;
    let (file, line) = prefix.split_once(':')?;
    let line = line.parse().ok()?;
    is_sha1(sha1).then_some((message, (file == "user_script").then_some(line)))
}

/// A line number before a message.
struct LinePrefix {
    line: u32,
    /// Whether Lua wrote it, and not the server.
    lua: bool,
}

/// `user_script:<line>: `, `@user_script: <line>: ` (errors of `redis.call` up to 6.2), and the start of the message
/// for a script that does not compile.
fn strip_line(text: &str) -> (&str, Option<LinePrefix>) {
    let own = || {
        let text = text
            .strip_prefix("Error compiling script (new function): ")
            .unwrap_or(text);
        let prefix = text.strip_prefix('@').unwrap_or(text);
        let (line, message) = prefix.strip_prefix("user_script:")?.split_once(": ")?;
        let line = line.trim_start().parse().ok()?;
        let lua = prefix.len() == text.len();
        Some((message, LinePrefix { line, lua }))
    };
    own().map_or((text, None), |(message, prefix)| (message, Some(prefix)))
}

fn is_sha1(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
