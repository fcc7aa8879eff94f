//! A call in the server's own debugger, which tells the replies of the commands.
//!
//! It tells them only while the script is stepped through: a line is run, then the server waits for the next `step`.

use redis::{RedisResult, Value};

use super::wire::Wire;

/// What the debugger says of a run.
pub(crate) struct Session {
    pub(crate) events: Vec<Event>,
    /// Whether the script ran on without stops, so that the last commands are not among the events.
    pub(crate) is_cut: bool,
    pub(crate) reply: RedisResult<Value>,
}

/// Something that a line did.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) kind: EventKind,
    /// As the debugger writes it. It has no quotes around arguments, and shows only ten of them.
    pub(crate) text: Vec<u8>,
    /// From 1.
    pub(crate) line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventKind {
    /// A command is called.
    Command,
    /// The reply to the last command.
    Reply,
    /// Why the last command did not run.
    Error,
    /// What `redis.debug` says.
    Debug,
}

/// Makes the call that `command` is, an `EVAL`. The server closes the connection after it. So many lines are stepped through: each
/// costs a round trip, in which the server does nothing else, and a loop may have any number.
///
/// # Errors
/// If the server has no debugger for us, so that nothing ran.
pub(crate) fn call(mut wire: Wire, command: &[&[u8]], max_steps: usize) -> RedisResult<Session> {
    wire.ask(&[b"SCRIPT", b"DEBUG", b"SYNC"])?;
    let mut session = Session {
        events: Vec::new(),
        is_cut: false,
        reply: Ok(Value::Nil),
    };
    session.reply = session.follow(&mut wire, command, max_steps);
    Ok(session)
}

impl Session {
    fn follow(
        &mut self,
        wire: &mut Wire,
        command: &[&[u8]],
        max_steps: usize,
    ) -> RedisResult<Value> {
        wire.send(command)?;
        let mut line = 0;
        let mut steps = 0;
        while let Some(said) = wire.statuses()? {
            let (mut is_stopped, mut is_over) = (false, false);
            for text in said {
                match part(&text) {
                    Part::Event(kind, text) => self.events.push(Event { kind, text, line }),
                    Part::Stop(at) => (line, is_stopped) = (at, true),
                    Part::End => is_over = true,
                    Part::Other => {}
                }
            }
            if is_over {
                break;
            }
            if steps == 0 && is_stopped {
                // Replies as long as they are.
                wire.send(&[b"maxlen", b"0"])?;
                continue;
            }
            steps += 1;
            self.is_cut = steps > max_steps;
            wire.send(if self.is_cut {
                &[b"continue"]
            } else {
                &[b"step"]
            })?;
        }
        // It comes at once if there is no session, since the server refused the call.
        wire.reply()
    }
}

enum Part {
    Event(EventKind, Vec<u8>),
    /// The script is stopped before this line.
    Stop(u32),
    /// The script has ended.
    End,
    Other,
}

fn part(said: &[u8]) -> Part {
    const MARKS: [(&[u8], EventKind); 5] = [
        (b"<redis> ", EventKind::Command),
        // Valkey's word.
        (b"<command> ", EventKind::Command),
        (b"<reply> ", EventKind::Reply),
        (b"<error> ", EventKind::Error),
        (b"<debug> ", EventKind::Debug),
    ];
    for (mark, kind) in MARKS {
        if let Some(text) = said.strip_prefix(mark) {
            return Part::Event(kind, text.to_owned());
        }
    }
    if said == b"<endsession>" {
        return Part::End;
    }
    let stop = said.strip_prefix(b"* Stopped at ");
    let digits = stop.and_then(|stop| stop.split(|byte| *byte == b',').next());
    let digits = digits.and_then(|digits| str::from_utf8(digits).ok());
    digits
        .and_then(|digits| digits.parse().ok())
        .map_or(Part::Other, Part::Stop)
}
