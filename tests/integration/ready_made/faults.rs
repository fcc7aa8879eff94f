//! Faults at each command of a script, and the state in which they leave its keys.
//!
//! The server is out of memory, or a replica; a key holds another type; or the caller may not run a command of the script, so that
//! the script ends there, whatever it did before.

use redis::{Cmd, Connection, Value};
use redis_script::{Call, Script, preload};

use super::hindered::{KeyState, caller, make_primary, make_replica, permit, set_memory, state};
use super::told::told;
use crate::support::Server;

/// What is wrong when a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault<'a> {
    /// The server has no memory for more data.
    OutOfMemory,
    /// The server is a replica.
    Replica,
    /// This key holds a list.
    List(&'a str),
    /// The caller may not run this command.
    Denied(&'a str),
}

/// What a fault leaves.
#[derive(Debug)]
pub(super) enum Left {
    /// The state before; the call fails.
    Before,
    /// The state after a call without a fault; the call succeeds.
    After,
    /// What these commands make of the state before; the call fails.
    Partly(Vec<Cmd>),
}

/// A call whose faults are tried.
pub(super) struct Subject<'a> {
    script: Script,
    call: Cmd,
    keys: &'a [&'a str],
    before: Vec<Cmd>,
}

impl<'a> Subject<'a> {
    /// A call, the keys that it may write, and what makes the state before it.
    pub(super) fn new<T>(
        call: &Call<T>,
        script: Script,
        keys: &'a [&'a str],
        before: Vec<Cmd>,
    ) -> Self {
        let call = call.to_cmd();
        Self {
            script,
            call,
            keys,
            before,
        }
    }

    /// Tries each fault, and compares what it leaves with what is said.
    pub(super) fn inject(&self, server: &Server, says: impl Fn(Fault<'_>) -> Left) {
        let mut trial = Trial::new(server);
        self.prepare(&mut trial, None);
        let call = |con: &mut Connection| reply(&self.call, con);
        call(&mut trial.caller).unwrap();
        let commands = trial.commands();
        let after = trial.state();
        assert!(!commands.is_empty(), "the script runs commands");
        let mut faults = vec![Fault::OutOfMemory, Fault::Replica];
        faults.extend(self.keys.iter().map(|key| Fault::List(key)));
        faults.extend(commands.iter().map(|command| Fault::Denied(command)));
        for fault in faults {
            self.prepare(&mut trial, Some(fault));
            let before = trial.state();
            let reply = trial.during(fault, call);
            let name = self.script.name();
            let left = trial.state();
            match says(fault) {
                Left::Before => {
                    assert_eq!(left, before, "{name}: {fault:?}");
                    reply.expect_err(&format!("{name}: {fault:?}"));
                }
                Left::After => {
                    assert_eq!(left, after, "{name}: {fault:?}");
                    reply.unwrap_or_else(|error| panic!("{name}: {fault:?}: {error}"));
                }
                Left::Partly(commands) => {
                    self.prepare(&mut trial, Some(fault));
                    trial.send(&commands);
                    assert_eq!(left, trial.state(), "{name}: {fault:?}");
                    reply.expect_err(&format!("{name}: {fault:?}"));
                }
            }
        }
    }

    /// Makes the state before, in which a key may hold a list.
    fn prepare(&self, trial: &mut Trial, fault: Option<Fault<'_>>) {
        trial.prepare(&[self.script], &self.before);
        if let Some(Fault::List(key)) = fault {
            trial.send(&[Cmd::del(key), Cmd::rpush(key, "x")]);
        }
    }
}

/// The connections with which faults are tried.
pub(super) struct Trial {
    /// One that may do anything.
    pub(super) admin: Connection,
    /// One of a user that may be denied commands.
    caller: Connection,
}

impl Trial {
    pub(super) fn new(server: &Server) -> Self {
        let mut admin = server.connect_sync();
        permit(&mut admin, &["+@all"]);
        Self {
            admin,
            caller: caller(server),
        }
    }

    /// Makes a state from nothing, on a server that has these scripts.
    pub(super) fn prepare(&mut self, scripts: &[Script], state: &[Cmd]) {
        redis::cmd("FLUSHALL").exec(&mut self.admin).unwrap();
        preload(&mut self.admin, scripts.iter().copied()).unwrap();
        self.send(state);
        let mut config = redis::cmd("CONFIG");
        config.arg("RESETSTAT").exec(&mut self.admin).unwrap();
    }

    pub(super) fn send(&mut self, commands: &[Cmd]) {
        for command in commands {
            command.exec(&mut self.admin).unwrap();
        }
    }

    /// What is done while the fault lasts.
    pub(super) fn during<T>(
        &mut self,
        fault: Fault<'_>,
        act: impl FnOnce(&mut Connection) -> T,
    ) -> T {
        match fault {
            Fault::OutOfMemory => set_memory(&mut self.admin, "1"),
            Fault::Replica => make_replica(&mut self.admin),
            Fault::List(_) => (),
            Fault::Denied(command) => permit(&mut self.admin, &["+@all", &format!("-{command}")]),
        }
        let done = act(&mut self.caller);
        match fault {
            Fault::OutOfMemory => set_memory(&mut self.admin, "0"),
            Fault::Replica => make_primary(&mut self.admin),
            Fault::List(_) => (),
            Fault::Denied(_) => permit(&mut self.admin, &["+@all"]),
        }
        done
    }

    /// All keys, with what they hold and whether they expire.
    pub(super) fn state(&mut self) -> Vec<KeyState> {
        state(&mut self.admin)
    }

    /// The commands that the script ran since the state was prepared.
    fn commands(&mut self) -> Vec<String> {
        let mut info = redis::cmd("INFO");
        let stats: String = info.arg("commandstats").query(&mut self.admin).unwrap();
        let names = stats.lines().filter_map(|line| {
            let (name, _) = line.strip_prefix("cmdstat_")?.split_once(':')?;
            Some(name.to_owned())
        });
        let own = ["evalsha", "config|resetstat", "config"];
        names.filter(|name| !own.contains(&name.as_str())).collect()
    }
}

/// What a call replies.
pub(super) fn reply(call: &Cmd, con: &mut Connection) -> redis_script::Result<String> {
    let reply: Value = call.query(con)?;
    Ok(told(&reply.extract_error()?))
}
