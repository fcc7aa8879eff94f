//! What is measured is what is said to be measured, and only of contenders that do their work.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use redis_script_benches::Outcome;
use redis_script_benches::server::Server;
use redis_script_ready_made_benches::contenders::{Caller, Contender, FAMILIES, Of};
use redis_script_ready_made_benches::replay::{Replay, rehearse};
use redis_script_ready_made_benches::stats::CommandStats;
use redis_script_ready_made_benches::step::steps;
use redis_script_ready_made_benches::wire::Wire;
use redis_script_ready_made_benches::{Recorder, Request, Step};

#[test]
fn commandstats_are_read() {
    let text = "# Commandstats\r\ncmdstat_get:calls=4,usec=3,usec_per_call=0.75,rejected_calls=0,failed_calls=0\r\n\
                cmdstat_config|set:calls=1,usec=20,usec_per_call=20.00\r\n";
    let stats = CommandStats::parse(text).unwrap();
    assert_eq!((stats.calls("get"), stats.usec("get")), (4, 3));
    assert_eq!(stats.usec("config|set"), 20);
    assert_eq!(stats.calls("set"), 0);
    assert_eq!(stats.calls_except(&["get"]), 1);

    let later = CommandStats::parse("cmdstat_get:calls=10,usec=9,usec_per_call=0.9\r\n").unwrap();
    let between = later.since(&stats);
    assert_eq!((between.calls("get"), between.usec("get")), (6, 6));
    assert_eq!(later.since(&later), CommandStats::default());
    for other in [
        "cmdstat_get",
        "cmdstat_get:calls=4",
        "cmdstat_get:calls=x,usec=3",
    ] {
        CommandStats::parse(other).unwrap_err();
    }
}

#[test]
fn the_size_of_a_request_is_that_of_its_resp() {
    let request = Request::new(["EVALSHA", "abc", "1", "key", "\r\n"]);
    let packed = request.packed();
    assert_eq!(
        packed,
        b"*5\r\n$7\r\nEVALSHA\r\n$3\r\nabc\r\n$1\r\n1\r\n$3\r\nkey\r\n$2\r\n\r\n\r\n"
    );
    let parsed = redis::parse_redis_value(&packed).unwrap();
    assert_eq!(Request::from_value(parsed).unwrap(), request);
    assert_eq!(request.key(), Some(b"key".as_slice()));
    assert_eq!(Request::new(["GET", "key"]).key(), Some(b"key".as_slice()));
}

fn recorded(lines: &[&str]) -> Outcome<Vec<Step>> {
    let requests = lines.iter().map(|line| match line.strip_prefix("step") {
        Some(_) => Request::new(["ECHO", line]),
        None => Request::new(line.split(' ')),
    });
    steps(requests.collect(), |text| {
        Ok(format!("sha1 of {}", String::from_utf8_lossy(text)))
    })
}

#[test]
fn what_was_recorded_is_taken_apart_into_steps() {
    let lines = [
        "HELLO 3",
        "EVAL x 1 k",
        "step admitted granted 2",
        "EVALSHA s 1 k 1",
        "TIME",
        "EVALSHA s 1 k 2",
        "step rejected refused 1",
        "EVAL x 1 k 3",
    ];
    let [admitted, rejected] = recorded(&lines).unwrap().try_into().unwrap();
    assert_eq!(
        (admitted.name.as_str(), admitted.granted),
        ("admitted", true)
    );
    assert_eq!(
        admitted.requests.last(),
        Some(&Request::new(["EVALSHA", "s", "1", "k", "2"]))
    );
    assert_eq!(
        (admitted.requests.len(), admitted.command().as_str()),
        (2, "evalsha")
    );
    assert!((admitted.others - 0.5).abs() < 1e-9);
    assert!(!rejected.granted);
    assert_eq!(
        rejected.requests,
        [Request::new(["EVALSHA", "sha1 of x", "1", "k", "3"])]
    );
}

#[test]
fn the_calls_of_a_step_send_the_same() {
    let lines = [
        "step held refused 2",
        "EVALSHA take 1 k",
        "EVALSHA give 1 k",
        "EVALSHA take 1 l",
        "EVALSHA give 1 l",
    ];
    let [held] = recorded(&lines).unwrap().try_into().unwrap();
    assert_eq!(held.requests.len(), 2);
    assert!(
        held.requests
            .iter()
            .all(|request| request.script() == Some(b"take"))
    );
    assert!((held.others - 1.0).abs() < 1e-9);
    let [taken] = recorded(&["step acquire granted 1", "GET k", "SET k v"])
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!((taken.command().as_str(), taken.others), ("set", 1.0));

    for calls in [
        &["EVALSHA s 1 k"][..],
        &["EVALSHA s 1 k"; 3],
        &[],
        &["GET k", "DEL k"],
        &["EVALSHA s 1 k", "EVALSHA t 1 k"],
    ] {
        let lines: Vec<_> = ["step admitted granted 2"]
            .iter()
            .chain(calls)
            .copied()
            .collect();
        recorded(&lines).unwrap_err();
    }
    recorded(&["step admitted"]).unwrap_err();
}

/// Our own contenders: those of packages need npm and pip, and are seen by `./dev bench packages` itself.
fn ours() -> impl Iterator<Item = &'static Contender> {
    let kinds = FAMILIES.iter().flat_map(|family| family.kinds);
    kinds
        .flat_map(|kind| kind.contenders)
        .filter(|contender| contender.is_ours())
}

fn record(contender: &Contender, server: &Server) -> Vec<Step> {
    server.flush().unwrap();
    let recorder = Recorder::before(server.port()).unwrap();
    let Of::Ours(calls) = contender.of else {
        panic!("{} is of a package", contender.name())
    };
    calls(&mut Caller::connect(&recorder).unwrap()).unwrap();
    steps(recorder.take(), |_| Err("a text was sent".into())).unwrap()
}

fn rehearsed(
    contender: &Contender,
    server: &Server,
    steps: Vec<Step>,
) -> Outcome<(Wire, Vec<Replay>, f64)> {
    server.flush()?;
    let mut wire = Wire::to(server)?;
    let (replays, memory) = rehearse(&mut wire, contender, steps)?;
    Ok((wire, replays, memory))
}

#[test]
fn our_own_do_again_what_they_did() {
    let server = Server::start().unwrap();
    for contender in ours() {
        let steps = record(contender, &server);
        let (mut wire, replays, memory) = rehearsed(contender, &server, steps).unwrap();
        assert!(memory > 0.0, "{}", contender.name());
        for replay in &replays {
            let scripted = replay.step().command().starts_with("evalsha");
            assert_eq!(replay.commands >= 1.0, scripted, "{}", contender.name());
            let timing = replay.time(&mut wire).unwrap();
            assert!(timing.usec > 0.0 && timing.calls_per_sec > 0.0);
        }
    }
}

#[test]
fn commands_are_those_of_the_script() {
    let server = Server::start().unwrap();
    let gcra = ours().next().unwrap();
    let steps = record(gcra, &server);
    let (_, replays, _) = rehearsed(gcra, &server, steps).unwrap();
    // PTTL, and PEXPIRE or SET if it is admitted.
    let commands: Vec<_> = replays.iter().map(|replay| replay.commands).collect();
    assert_eq!(commands, [2.0, 1.0]);
}

#[test]
fn a_contender_that_does_not_do_its_work_is_not_timed() {
    let server = Server::start().unwrap();
    let contender = ours().next().unwrap();
    let steps = record(contender, &server);

    // A limiter that admits one too many, and one that rejects one too early.
    let [admitted, rejected] = steps.clone().try_into().unwrap();
    let refuses = |steps: Vec<Step>, expected: &str| {
        let Err(error) = rehearsed(contender, &server, steps) else {
            panic!("it was timed");
        };
        assert!(error.to_string().contains(expected), "{error}");
    };
    let mut early = rejected.clone();
    early.requests.truncate(1);
    refuses(
        vec![early, admitted.clone()],
        "call 1 of the step rejected was not refused",
    );
    let mut more = admitted.clone();
    more.requests.push(admitted.requests[0].clone());
    refuses(
        vec![more],
        "call 101 of the step admitted did not do its work",
    );

    // An error is not a rejection.
    let unknown = Request::new([
        "EVALSHA",
        "0000000000000000000000000000000000000000",
        "1",
        "k",
    ]);
    let broken = Step {
        requests: vec![unknown],
        ..rejected
    };
    refuses(vec![broken], "call 1 of the step rejected failed");

    // What was rehearsed is still held against the replies when it is timed.
    let (mut wire, replays, _) = rehearsed(contender, &server, steps).unwrap();
    redis::cmd("SCRIPT")
        .arg("FLUSH")
        .exec(&mut server.control().unwrap())
        .unwrap();
    assert!(replays[0].time(&mut wire).is_err());
}
