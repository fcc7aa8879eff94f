//! What must hold of all scripts: a call that writes and one that does not, on servers that refuse to write.

use std::collections::BTreeSet;

use redis::{Cmd, Connection, Value};
use redis_script::{Call, ErrorKind, Script, preload_async};

use super::faults::{Fault, Trial, reply};
use super::told::told;
use crate::support::{Cluster, Server};

/// A function with what it is called for.
pub(super) struct Case {
    name: &'static str,
    script: Script,
    /// The scripts of the preparation.
    others: Vec<Script>,
    prepare: Vec<Cmd>,
    writes: Cmd,
    /// A call after the preparation that has nothing to write.
    reads: Cmd,
}

impl Case {
    pub(super) fn new<T>(
        name: &'static str,
        script: Script,
        prepare: impl Into<Vec<Cmd>>,
        writes: &Call<T>,
        reads: &Call<T>,
    ) -> Self {
        Self {
            name,
            script,
            others: Vec::new(),
            prepare: prepare.into(),
            writes: writes.to_cmd(),
            reads: reads.to_cmd(),
        }
    }

    /// The same case, if its preparation calls another script.
    pub(super) fn with(mut self, other: Script) -> Self {
        self.others.push(other);
        self
    }

    fn scripts(&self) -> Vec<Script> {
        [&[self.script], &self.others[..]].concat()
    }

    fn prepare(&self, trial: &mut Trial) {
        trial.prepare(&self.scripts(), &self.prepare);
    }

    /// The commands that the script calls.
    fn commands(&self) -> BTreeSet<&'static str> {
        let calls = self.script.source().split("redis.call('").skip(1);
        calls.filter_map(|call| call.split('\'').next()).collect()
    }
}

/// Both calls reply the same over both protocols, and the second one writes nothing.
pub(super) fn both_protocols_say_the_same(cases: &[Case]) {
    let server = Server::start();
    let trial = &mut Trial::new(&server);
    let [resp2, resp3] = &mut [server.connect_sync(), server.connect_sync_resp3()];
    for case in cases {
        let mut replies = Vec::new();
        for con in [&mut *resp2, resp3] {
            case.prepare(trial);
            let before = trial.state();
            let read = reply(&case.reads, con).unwrap();
            assert_eq!(trial.state(), before, "{} has written", case.name);
            let written = reply(&case.writes, con).unwrap();
            assert_ne!(trial.state(), before, "{} has not written", case.name);
            replies.push((read, written));
        }
        assert_eq!(replies[0], replies[1], "{}", case.name);
    }
}

/// Both calls reply on a cluster what they reply on a single server.
pub(super) async fn a_cluster_says_the_same(cases: &[Case]) {
    let server = Server::start();
    let single = &mut Trial::new(&server);
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    for case in cases {
        case.prepare(single);
        preload_async(&mut con, case.scripts()).await.unwrap();
        redis::cmd("FLUSHALL").exec_async(&mut con).await.unwrap();
        for cmd in &case.prepare {
            cmd.exec_async(&mut con).await.unwrap();
        }
        for cmd in [&case.reads, &case.writes] {
            let said: Value = cmd.query_async(&mut con).await.unwrap();
            let expected = reply(cmd, &mut single.admin).unwrap();
            assert_eq!(told(&said), expected, "{}", case.name);
        }
    }
}

/// A server without memory refuses the first write; what only reads still works.
pub(super) fn without_memory_nothing_is_half_done(cases: &[Case]) {
    refuses_to_write(cases, Fault::OutOfMemory, ErrorKind::Oom);
}

/// A replica refuses the first write; what only reads works.
pub(super) fn a_replica_does_not_write(cases: &[Case]) {
    refuses_to_write(cases, Fault::Replica, ErrorKind::ReadOnly);
}

fn refuses_to_write(cases: &[Case], fault: Fault<'_>, kind: ErrorKind) {
    let server = Server::start();
    let trial = &mut Trial::new(&server);
    for case in cases {
        case.prepare(trial);
        let before = trial.state();
        let error = trial.during(fault, |con| {
            let error = reply(&case.writes, con).unwrap_err();
            reply(&case.reads, con).unwrap();
            error
        });
        assert_eq!(error.kind(), kind, "{}: {error}", case.name);
        assert_eq!(trial.state(), before, "{}", case.name);
    }
}

/// Denies each of its commands to each script, and hands back which denials leave a part of the writes, as `function COMMAND` and
/// what is said then.
pub(super) fn half_done(cases: &[Case], then: impl Fn(&mut Connection) -> String) -> Vec<String> {
    let server = Server::start();
    let trial = &mut Trial::new(&server);
    let mut half_done = BTreeSet::new();
    for case in cases {
        let mut denials = 0;
        for command in case.commands() {
            case.prepare(trial);
            let before = trial.state();
            let said = trial.during(Fault::Denied(command), |con| reply(&case.writes, con));
            if let Err(error) = said {
                denials += 1;
                let error = error.to_string();
                let is_denial = error.contains("permission") || error.contains("can't run");
                assert!(is_denial, "{} {command}: {error}", case.name);
                if trial.state() != before {
                    let then = then(&mut trial.admin);
                    half_done.insert(format!("{} {command}{then}", case.name));
                }
            }
        }
        assert!(denials > 0, "{}: nothing was denied", case.name);
    }
    half_done.into_iter().collect()
}

/// Keys of another type are an error, and are left as they are. `keys` are those that the cases use.
pub(super) fn other_types_are_left_alone(cases: &[Case], keys: &[&str], other: &[&str]) {
    let server = Server::start();
    let trial = &mut Trial::new(&server);
    for case in cases {
        for key in keys {
            let mut cmd = redis::cmd(other[0]);
            cmd.arg(key).arg(&other[1..]);
            // Without what the case puts there.
            trial.prepare(&case.scripts(), &[cmd]);
            let before = trial.state();
            let error = match reply(&case.writes, &mut trial.admin) {
                Ok(_) if !uses(&case.writes, key) => continue,
                said => said.unwrap_err(),
            };
            assert_eq!(error.code(), Some("WRONGTYPE"), "{} {key}", case.name);
            assert_eq!(trial.state(), before, "{} {key}", case.name);
        }
    }
}

fn uses(cmd: &Cmd, key: &str) -> bool {
    cmd.args_iter()
        .any(|arg| matches!(arg, redis::Arg::Simple(entry) if entry == key.as_bytes()))
}
