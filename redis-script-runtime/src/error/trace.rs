//! Reads the place of an error out of a server's text.
//!
//! | servers | an error raised in line 3 |
//! |---|---|
//! | Redis up to 6.2 | `ERR Error running script (call to f_<sha1>): @user_script:3: user_script:3: boom` |
//! | Redis from 7.0, Valkey | `ERR user_script:3: boom script: <sha1>, on @user_script:3.` |
//! | Valkey 9.1 | `ERR user_script:3: boom script: on @user_script:3.` |
//!
//! `user_script:3: ` before the message is Lua's own (`luaL_where`), and is missing for errors of commands. A text that
//! does not compile has only that. Errors that a script returns as a value bear no mark at all.

use core::ops::Range;

/// What the marks say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trace {
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// Whether the text began with the head of Redis up to 6.2, whose `ERR` is not the code of what was raised.
    pub(super) has_head: bool,
    /// The bytes of the detail that are the message itself.
    message: Range<usize>,
}

impl Trace {
    /// Reads `detail`: a server's error without its code.
    pub(super) fn read(detail: &str) -> Self {
        let (rest, tail_line) = strip_tail(detail);
        let (message, head_line, has_head) = strip_head(rest);
        let (message, own_line) = strip_where(message.trim());
        let message = message.trim();
        let start = message.as_ptr().addr() - detail.as_ptr().addr();
        Self {
            line: tail_line.or(head_line).or(own_line),
            has_head,
            message: start..start + message.len(),
        }
    }

    /// The message within the detail that was read.
    pub(super) fn message<'a>(&self, detail: &'a str) -> Option<&'a str> {
        detail.get(self.message.clone())
    }
}

/// ` script: <sha1>, on @user_script:<line>.`, or without the SHA1.
fn strip_tail(detail: &str) -> (&str, Option<u32>) {
    let tail = || {
        let (text, place) = detail.rsplit_once("on @user_script:")?;
        let line = place.strip_suffix('.')?.parse().ok()?;
        let (message, sha1) = text.rsplit_once(" script: ")?;
        (sha1.is_empty() || is_sha1(sha1.strip_suffix(", ")?)).then_some((message, line))
    };
    tail().map_or((detail, None), |(message, line)| (message, Some(line)))
}

/// `Error running script (call to f_<sha1>): @user_script:<line>: `; the line is another file's where the server's own
/// Lua raised the error.
fn strip_head(text: &str) -> (&str, Option<u32>, bool) {
    let head = || {
        let (sha1, rest) = text
            .strip_prefix("Error running script (call to f_")?
            .split_once("): ")?;
        let (place, message) = rest.strip_prefix('@')?.split_once(": ")?;
        let (file, line) = place.split_once(':')?;
        let line = line.parse().ok()?;
        is_sha1(sha1).then_some((message, (file == "user_script").then_some(line)))
    };
    head().map_or((text, None, false), |(message, line)| (message, line, true))
}

/// `user_script:<line>: `, `@user_script: <line>: ` (errors of `redis.call` up to 6.2), and the head of a text that
/// does not compile.
fn strip_where(text: &str) -> (&str, Option<u32>) {
    let own = || {
        let text = text
            .strip_prefix("Error compiling script (new function): ")
            .unwrap_or(text);
        let place = text.strip_prefix('@').unwrap_or(text);
        let (line, message) = place.strip_prefix("user_script:")?.split_once(": ")?;
        Some((message, line.trim_start().parse().ok()?))
    };
    own().map_or((text, None), |(message, line)| (message, Some(line)))
}

fn is_sha1(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
