//! One call, and all that the server tells of it.

use std::process;
use std::time::{SystemTime, UNIX_EPOCH};

use redis::{ConnectionLike as _, RedisResult, Value};

use super::command_stats::CommandStats;
use super::debugger::{self, Event, EventKind, Session};
use super::monitor::{Monitor, MonitoredCommand};
use super::server::Server;
use super::server_log::{LogEntry, ServerLog};
use super::slow_log;
use super::trace::{self, Answer, Trace, TracedCommand};

/// What a call gave.
pub(crate) struct Called {
    pub(crate) reply: RedisResult<Value>,
    pub(crate) trace: Trace,
    /// What `redis.log` said; `None` if that is not known.
    pub(crate) log: Option<Vec<LogEntry>>,
}

/// Makes the call that `command` is, an `EVAL`.
///
/// # Errors
/// If the server cannot be reached, or does not reply.
pub(crate) fn call(server: &mut Server, command: &[&[u8]]) -> Result<Called, String> {
    let (start, end) = (mark("start"), mark("end"));
    let monitor = server.connect().and_then(Monitor::start);
    let before = Before::note(server)?;
    let (reply, session) = match in_debugger(server, &start, command) {
        Ok(Session {
            reply,
            events,
            is_cut,
        }) => (reply, Ok((events, is_cut))),
        Err(why) => (plainly(server, &start, command)?, Err(why)),
    };
    let reply = reply.and_then(outer_error);
    if let Err(error) = &reply
        && error.code().is_none()
    {
        return Err(format!("the script got no reply: {error}"));
    }
    let ran = monitor.and_then(|monitor| {
        let echo: RedisResult<String> = redis::cmd("ECHO").arg(&end).query(&mut server.control);
        echo.map_err(|error| error.to_string())?;
        monitor.finish(&start, command, &end)
    });
    let mut called = Called {
        reply,
        trace: trace(ran, session.as_ref()),
        log: None,
    };
    before.complete(server, session.as_ref().ok(), &mut called);
    Ok(called)
}

/// What is noted of a server before the call, to be compared with what it says after it.
enum Before {
    Private(Option<ServerLog>),
    Shared(CommandStats),
}

impl Before {
    fn note(server: &mut Server) -> Result<Self, String> {
        let Some(private) = server.private() else {
            return Ok(Self::Shared(CommandStats::read(&mut server.control)));
        };
        let log = ServerLog::from_end(&private.log_file()).ok();
        slow_log::reset(&mut server.control).map_err(|error| error.to_string())?;
        Ok(Self::Private(log))
    }

    /// Adds the times of the commands and what the script logged.
    fn complete(
        self,
        server: &mut Server,
        session: Option<&(Vec<Event>, bool)>,
        called: &mut Called,
    ) {
        let commands = &mut called.trace.commands;
        match self {
            Self::Private(log) => {
                let slow = slow_log::of_script(&mut server.control).unwrap_or_default();
                trace::add_times(commands, &slow);
                let log = log.and_then(|log| log.of_session().ok());
                called.log = log.map(|log| log.into_iter().chain(debugged(session)).collect());
            }
            Self::Shared(before) => {
                let after = CommandStats::read(&mut server.control);
                before.add_times(&after, commands);
            }
        }
    }
}

/// What `redis.debug` said.
fn debugged(session: Option<&(Vec<Event>, bool)>) -> impl Iterator<Item = LogEntry> {
    let events = session.into_iter().flat_map(|(events, _)| events);
    let said = events.filter(|event| event.kind == EventKind::Debug);
    said.map(|event| LogEntry {
        level: "redis.debug",
        message: String::from_utf8_lossy(&event.text).into_owned(),
    })
}

/// What no script echoes.
fn mark(what: &str) -> String {
    let time = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    format!("redis-script-{what}-{}-{}", process::id(), time.as_nanos())
}

/// An error says why there is no debugger for us: then nothing ran.
fn in_debugger(server: &mut Server, start: &str, command: &[&[u8]]) -> Result<Session, String> {
    let mut wire = server.connect_debugger()?;
    let max_steps = if server.private().is_some() {
        20_000
    } else {
        1_000
    };
    let session = wire
        .ask(&[b"ECHO", start.as_bytes()])
        .and_then(|_| debugger::call(wire, command, max_steps));
    session.map_err(|error| format!("the server does not allow it: {error}"))
}

fn plainly(server: &Server, start: &str, command: &[&[u8]]) -> Result<RedisResult<Value>, String> {
    let mut con = server.connect()?;
    // Without it, the commands are not found in what MONITOR shows.
    let _: RedisResult<Value> = redis::cmd("ECHO").arg(start).query(&mut con);
    let mut call = redis::Cmd::new();
    for arg in command {
        call.arg(*arg);
    }
    Ok(con.req_packed_command(&call.get_packed_command()))
}

/// The reply, if it is not an error. Errors inside of it are part of it.
fn outer_error(reply: Value) -> RedisResult<Value> {
    match reply {
        Value::ServerError(error) => Err(error.into()),
        reply => Ok(reply),
    }
}

fn trace(
    ran: Result<Vec<MonitoredCommand>, String>,
    session: Result<&(Vec<Event>, bool), &String>,
) -> Trace {
    let mut gaps = Vec::new();
    let ran = ran.unwrap_or_else(|error| {
        let seen = match session {
            Ok(_) => "some arguments of the commands are not known",
            Err(_) => "the commands are not known",
        };
        gaps.push(format!(
            "{seen}, since the server does not allow MONITOR: {error}"
        ));
        Vec::new()
    });
    let (events, is_cut) = match session {
        Ok(session) => session,
        Err(why) => {
            gaps.push(format!(
                "the replies of the commands are not known: only the debugger of the server tells them, which is not used: {why}"
            ));
            let commands = trace::of_monitor(ran);
            return Trace { commands, gaps };
        }
    };
    if *is_cut {
        gaps.push("the replies of the last commands are not known: the debugger, which tells them, was left because the script runs so many lines".to_owned());
    }
    let commands = trace::joined(events, ran);
    let is_unknown = |command: &TracedCommand| matches!(command.answer, Answer::Unknown);
    if !is_cut && commands.iter().any(is_unknown) {
        gaps.push("the replies of some commands are not known: the debugger of the server has not told them".to_owned());
    }
    Trace { commands, gaps }
}
