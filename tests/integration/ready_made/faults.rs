//! Faults at each command of a script, and the state in which they leave its keys.
//!
//! The server is out of memory, or a replica; a key holds another type; or the caller may not run a command of the script, so that
//! the script ends there, whatever it did before.

use redis::{Cmd, Connection, FromRedisValue, RedisResult, Value};
use redis_script::{Call, Script, preload};

use super::hindered::{caller, key_state, make_primary, make_replica, permit, set_memory};
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
        let mut trial = Trial::new(server, self);
        trial.prepare(None);
        trial.call().unwrap();
        let commands = trial.commands();
        let after = trial.state();
        assert!(!commands.is_empty(), "the script runs commands");
        let mut faults = vec![Fault::OutOfMemory, Fault::Replica];
        faults.extend(self.keys.iter().map(|key| Fault::List(key)));
        faults.extend(commands.iter().map(|command| Fault::Denied(command)));
        for fault in faults {
            trial.prepare(Some(fault));
            let before = trial.state();
            trial.set(fault);
            let reply = trial.call();
            trial.lift();
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
                    trial.prepare(Some(fault));
                    trial.send(&commands);
                    assert_eq!(left, trial.state(), "{name}: {fault:?}");
                    reply.expect_err(&format!("{name}: {fault:?}"));
                }
            }
        }
    }
}

/// The connections with which faults are tried.
struct Trial<'a> {
    subject: &'a Subject<'a>,
    /// One that may do anything.
    admin: Connection,
    /// One of a user that may be denied commands.
    caller: Connection,
}

impl<'a> Trial<'a> {
    fn new(server: &Server, subject: &'a Subject<'a>) -> Self {
        let mut admin = server.connect_sync();
        preload(&mut admin, [subject.script]).unwrap();
        permit(&mut admin, &["+@all"]);
        Self {
            subject,
            admin,
            caller: caller(server),
        }
    }

    fn ask<T: FromRedisValue>(&mut self, words: &[&str]) -> T {
        let (name, args) = words.split_first().unwrap();
        redis::cmd(name).arg(args).query(&mut self.admin).unwrap()
    }

    fn send(&mut self, commands: &[Cmd]) {
        for command in commands {
            command.exec(&mut self.admin).unwrap();
        }
    }

    /// Makes the state before, in which a key may hold a list.
    fn prepare(&mut self, fault: Option<Fault<'_>>) {
        self.ask::<()>(&["FLUSHALL"]);
        self.send(&self.subject.before);
        if let Some(Fault::List(key)) = fault {
            self.send(&[Cmd::del(key), Cmd::rpush(key, "x")]);
        }
        self.ask::<()>(&["CONFIG", "RESETSTAT"]);
    }

    fn set(&mut self, fault: Fault<'_>) {
        match fault {
            Fault::OutOfMemory => set_memory(&mut self.admin, "1"),
            Fault::Replica => make_replica(&mut self.admin),
            Fault::List(_) => (),
            Fault::Denied(command) => permit(&mut self.admin, &["+@all", &format!("-{command}")]),
        }
    }

    fn lift(&mut self) {
        set_memory(&mut self.admin, "0");
        make_primary(&mut self.admin);
        permit(&mut self.admin, &["+@all"]);
    }

    fn call(&mut self) -> RedisResult<Value> {
        let reply: Value = self.subject.call.query(&mut self.caller)?;
        reply.extract_error()
    }

    fn state(&mut self) -> Vec<(Option<Vec<u8>>, bool)> {
        let keys = self.subject.keys.iter();
        keys.map(|key| key_state(&mut self.admin, key)).collect()
    }

    /// The commands that the script ran since the state was prepared.
    fn commands(&mut self) -> Vec<String> {
        let stats: String = self.ask(&["INFO", "commandstats"]);
        let names = stats.lines().filter_map(|line| {
            let (name, _) = line.strip_prefix("cmdstat_")?.split_once(':')?;
            Some(name.to_owned())
        });
        let own = ["evalsha", "config|resetstat", "config"];
        names.filter(|name| !own.contains(&name.as_str())).collect()
    }
}
