//! The commands of a run, from all that tells of them: MONITOR says which ran, the debugger what they replied and which were
//! refused, the slow log how long they took.

use redis::Value;

use super::debugger::{Event, EventKind};
use super::debugger_reply;
use super::monitor::MonitoredCommand;

/// The commands that a script called.
#[derive(Default)]
pub(crate) struct Trace {
    pub(crate) commands: Vec<TracedCommand>,
    /// What is not known of them, and why.
    pub(crate) gaps: Vec<String>,
}

/// A command that a script called.
pub(crate) struct TracedCommand {
    pub(crate) args: Args,
    /// The line of the text that was sent.
    pub(crate) line: Option<u32>,
    pub(crate) answer: Answer,
    pub(crate) time: Option<CommandTime>,
}

pub(crate) enum Args {
    All(Vec<Vec<u8>>),
    /// Of a command that did not run, only this is known: without quotes, and at most ten.
    AsText(String),
}

impl Args {
    /// The first two words.
    pub(crate) fn names(&self) -> (String, String) {
        let mut words: Vec<String> = match self {
            Self::All(args) => args.iter().take(2).map(|arg| lossy(arg)).collect(),
            Self::AsText(text) => text.split(' ').take(2).map(str::to_owned).collect(),
        };
        words.resize(2, String::new());
        let sub = words.pop().unwrap_or_default();
        (words.pop().unwrap_or_default(), sub)
    }

    fn name(&self) -> &[u8] {
        match self {
            Self::All(args) => args.first().map_or(b"".as_slice(), Vec::as_slice),
            Self::AsText(text) => text.split(' ').next().unwrap_or_default().as_bytes(),
        }
    }
}

/// What a command gave.
pub(crate) enum Answer {
    Reply(Value),
    /// A reply in a notation that is not known.
    AsText(String),
    /// It did not run.
    Refused(String),
    Unknown,
}

/// How long a command took.
#[derive(Clone, Copy)]
pub(crate) enum CommandTime {
    /// By the server's own clock around the command.
    Exact(u64),
    /// From the end of the command before, or the beginning of the script: its own time and that of the script.
    AtMost(u64),
}

/// A command in the slow log.
pub(crate) struct SlowCommand {
    pub(crate) name: Vec<u8>,
    pub(crate) micros: u64,
}

/// The commands that MONITOR saw, without their replies.
pub(crate) fn of_monitor(ran: Vec<MonitoredCommand>) -> Vec<TracedCommand> {
    let traced = |command: MonitoredCommand| TracedCommand {
        time: Some(CommandTime::AtMost(command.micros)),
        args: Args::All(command.args),
        line: None,
        answer: Answer::Unknown,
    };
    ran.into_iter().map(traced).collect()
}

/// All commands. Those that ran are in the same order in each list.
pub(crate) fn joined(events: &[Event], ran: Vec<MonitoredCommand>) -> Vec<TracedCommand> {
    let mut commands = Vec::new();
    let mut ran = ran.into_iter().peekable();
    for (at, event) in events.iter().enumerate() {
        match event.kind {
            EventKind::Command => {
                let answer = answer(events.get(at + 1..).unwrap_or_default());
                let noted = ran.next_if(|next| match &answer {
                    Answer::Refused(_) => false,
                    // Valkey 9.1 tells an error as the reply of a command that did not run, too.
                    Answer::Reply(Value::ServerError(_)) | Answer::Unknown => {
                        is_shown_as(&next.args, &event.text)
                    }
                    Answer::Reply(_) | Answer::AsText(_) => true,
                });
                let time = noted
                    .as_ref()
                    .map(|noted| CommandTime::AtMost(noted.micros));
                let called = as_text(&event.text);
                let args = match noted {
                    // MONITOR may show another command than the one that was called.
                    Some(noted) if has_name(&noted.args, called.name()) => Args::All(noted.args),
                    _ => called,
                };
                commands.push(TracedCommand {
                    args,
                    line: Some(event.line),
                    answer,
                    time,
                });
            }
            // `redis.call(nil)` is refused before there is a command. What begins with `-` is the script's own error.
            EventKind::Error if !event.text.starts_with(b"-") && follows_no_command(events, at) => {
                commands.push(TracedCommand {
                    args: Args::AsText(String::new()),
                    line: Some(event.line),
                    answer: Answer::Refused(lossy(&event.text)),
                    time: None,
                });
            }
            _ => {}
        }
    }
    // Those after the last stop.
    commands.extend(of_monitor(ran.collect()));
    commands
}

/// What follows a command, to the next one.
fn answer(after: &[Event]) -> Answer {
    let own = after
        .iter()
        .take_while(|event| event.kind != EventKind::Command);
    let mut answer = Answer::Unknown;
    for event in own {
        match (event.kind, &answer) {
            (EventKind::Reply, Answer::Unknown | Answer::Refused(_)) => {
                let reply = debugger_reply::read(&event.text);
                answer = reply.map_or_else(|| Answer::AsText(lossy(&event.text)), Answer::Reply);
            }
            (EventKind::Error, Answer::Unknown) => answer = Answer::Refused(lossy(&event.text)),
            _ => {}
        }
    }
    answer
}

/// Whether an error stands alone: before it is neither its command nor the reply to it.
fn follows_no_command(events: &[Event], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| events.get(before));
    match before.map(|event| event.kind) {
        Some(EventKind::Command) => false,
        // Valkey 9.1 tells the reply of a refused command first.
        Some(EventKind::Reply) => before.is_none_or(|event| !event.text.starts_with(b"\"-")),
        _ => true,
    }
}

/// Sets the time of each command that the slow log has, too.
pub(crate) fn add_times(commands: &mut [TracedCommand], slow: &[SlowCommand]) {
    // The slow log may have entries that MONITOR does not show, and lack others.
    const AHEAD: usize = 16;
    let mut slow = slow.iter();
    for command in commands.iter_mut().filter(|command| command.time.is_some()) {
        let name = command.args.name();
        let mut ahead = slow.clone().take(AHEAD);
        let found = ahead.position(|slow| slow.name.eq_ignore_ascii_case(name));
        if let Some(found) = found.and_then(|at| slow.nth(at)) {
            command.time = Some(CommandTime::Exact(found.micros));
        }
    }
}

fn has_name(args: &[Vec<u8>], name: &[u8]) -> bool {
    args.first()
        .is_some_and(|first| first.eq_ignore_ascii_case(name))
}

/// Whether the debugger writes a command so.
fn is_shown_as(args: &[Vec<u8>], text: &[u8]) -> bool {
    let to_nul = |arg: &Vec<u8>| {
        arg.split(|byte| *byte == 0)
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    as_debugger(args) == text
        // Valkey 9.1 leaves out what follows a NUL.
        || as_debugger(&args.iter().map(to_nul).collect::<Vec<_>>()) == text
}

/// `RPUSH l 1 2 3 4 5 6 7 8 ... (5 more)`
fn as_debugger(args: &[Vec<u8>]) -> Vec<u8> {
    const SHOWN: usize = 10;
    let mut text = args
        .iter()
        .take(SHOWN)
        .map(Vec::as_slice)
        .collect::<Vec<_>>()
        .join(&b' ');
    if args.len() > SHOWN {
        text.extend_from_slice(format!(" ... ({} more)", args.len() - SHOWN - 1).as_bytes());
    }
    for byte in &mut text {
        if matches!(byte, b'\r' | b'\n') {
            *byte = b' ';
        }
    }
    text
}

fn as_text(text: &[u8]) -> Args {
    Args::AsText(lossy(text))
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).trim().to_owned()
}
