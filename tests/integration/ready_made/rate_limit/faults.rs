//! Faults in the middle of a call.

use std::time::Duration;

use redis::{Cmd, Commands};
use redis_script::scripts::rate_limit::{
    Decision, FixedWindow, Gcra, Permits, SlidingCounter, SlidingLog, acquire_permits,
    fixed_window, gcra, gcra_all, sliding_counter, sliding_log,
};
use redis_script::{Call, ErrorKind, Script, preload};

use crate::ready_made::faults::{Fault, Left, Subject};
use crate::ready_made::hindered::{caller, permit};
use crate::support::Server;

const HOUR: Duration = Duration::from_secs(3600);

/// A limiter whose call writes once.
struct Limiter {
    call: Call<Decision>,
    script: Script,
    /// What requests before have left of its key.
    used: Cmd,
    /// Whether a call writes nothing but the expiry of a used key.
    only_prolongs: bool,
}

fn written_once() -> [Limiter; 4] {
    let whole = Gcra::new(9, 10, HOUR).unwrap();
    let fraction = Gcra::new(9, 7, HOUR).unwrap();
    let fixed = FixedWindow::new(10, HOUR).unwrap();
    let counter = SlidingCounter::new(10, HOUR).unwrap();
    let limiter = |call, script, used: (&str, u64)| Limiter {
        call,
        script,
        used: Cmd::set_ex("k", used.0, used.1),
        only_prolongs: false,
    };
    [
        Limiter {
            only_prolongs: true,
            ..limiter(gcra::call("k", whole, 1), gcra::SCRIPT, ("0", 360))
        },
        limiter(gcra::call("k", fraction, 1), gcra::SCRIPT, ("0", 360)),
        limiter(
            fixed_window::call("k", fixed, 1),
            fixed_window::SCRIPT,
            ("1", 3600),
        ),
        limiter(
            sliding_counter::call("k", counter, 1),
            sliding_counter::SCRIPT,
            ("1", 7200),
        ),
    ]
}

#[test]
fn what_writes_once_is_never_half_written() {
    let server = Server::start();
    for limiter in written_once() {
        let Limiter { call, script, .. } = limiter;
        Subject::new(&call, script, &["k"], vec![]).inject(&server, |_| Left::Before);
        let subject = Subject::new(&call, script, &["k"], vec![limiter.used]);
        subject.inject(&server, |fault| match fault {
            Fault::OutOfMemory if limiter.only_prolongs => Left::After,
            _ => Left::Before,
        });
    }
}

#[test]
fn several_limits_are_written_one_after_another() {
    let server = Server::start();
    let limits = [
        ("{k}:hour", Gcra::new(9, 10, HOUR).unwrap()),
        ("{k}:day", Gcra::new(99, 100, 24 * HOUR).unwrap()),
    ];
    let call = gcra_all::call(&limits, 1);
    let keys = ["{k}:hour", "{k}:day"];
    let subject = Subject::new(&call, gcra_all::SCRIPT, &keys, vec![]);
    subject.inject(&server, |_| Left::Before);
    // The first limit is charged by PEXPIRE, and the second one is new.
    let before = vec![Cmd::set_ex(keys[0], "0", 360)];
    let subject = Subject::new(&call, gcra_all::SCRIPT, &keys, before);
    subject.inject(&server, |fault| match fault {
        Fault::OutOfMemory => Left::After,
        Fault::Denied("set") => Left::Partly(vec![Cmd::expire(keys[0], 720)]),
        _ => Left::Before,
    });
}

/// Their values hold times, so what is left is counted.
#[test]
fn without_pexpire_logs_and_permits_count_what_passed() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    preload(con, [sliding_log::SCRIPT, acquire_permits::SCRIPT]).unwrap();
    let log = SlidingLog::new(10, HOUR).unwrap();
    let permits = Permits::new(10, HOUR).unwrap();
    assert!(
        sliding_log::call("log", log, 1)
            .invoke(con)
            .unwrap()
            .allowed
    );

    permit(con, &["+@all", "-pexpire"]);
    let caller = &mut caller(&server);
    let errors = [
        sliding_log::call("log", log, 1).invoke(caller).unwrap_err(),
        sliding_log::call("new", log, 1).invoke(caller).unwrap_err(),
        acquire_permits::call("permits", permits, 2, "me")
            .invoke(caller)
            .unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::NoPerm, "{error}");
    }
    assert_eq!(con.strlen::<_, usize>("log").unwrap(), 14);
    assert!(con.pttl::<_, i64>("log").unwrap() > 0);
    assert_eq!(con.strlen::<_, usize>("new").unwrap(), 7);
    assert_eq!(con.pttl::<_, i64>("new").unwrap(), -1);
    assert_eq!(con.zcard::<_, usize>("permits").unwrap(), 2);
    assert_eq!(con.pttl::<_, i64>("permits").unwrap(), -1);

    // Without what comes first, nothing has changed.
    permit(con, &["+@all", "-append", "-zadd"]);
    sliding_log::call("log", log, 1).invoke(caller).unwrap_err();
    acquire_permits::call("other", permits, 2, "me")
        .invoke(caller)
        .unwrap_err();
    assert_eq!(con.strlen::<_, usize>("log").unwrap(), 14);
    assert!(!con.exists::<_, bool>("other").unwrap());
}
