//! Runs on servers that were there before.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;

use super::support::{Folder, TestServer, without_times};

const SCRIPT: &str = "redis.call('SET', KEYS[1], ARGV[1])\nreturn redis.call('GET', KEYS[1])\n";
const KNOWN: &str = "commands\n  1: SET a 1 -> OK\n  2: GET a -> \"1\"\nchanges\n  a: none -> \"1\"\nreply\n\"1\"\n";

/// Without the debugger.
const LESS: &str = "commands\n  SET a 1\n  GET a\nchanges\n  a: none -> \"1\"\nreply\n\"1\"\n";

#[test]
fn a_server_on_this_machine_tells_everything_by_each_of_its_addresses() {
    let server = TestServer::start();
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    for url in [
        server.url(),
        server.socket_url(),
        format!("{}?protocol=resp3", server.url()),
    ] {
        redis::cmd("FLUSHALL").exec(&mut server.connect()).unwrap();
        let run = folder.run(&[
            "run", "a.lua", "--keys", "a", "--args", "1", "--url", &url, "--diff", "--quiet",
        ]);
        let expected = if server.debugs_beside_others() {
            KNOWN
        } else {
            LESS
        };
        assert_eq!(without_times(&run.out), expected, "{url} {run:?}");
        assert_eq!(run.code, 0, "{url} {run:?}");
    }
}

#[test]
fn nothing_is_left_but_what_the_script_writes() {
    let server = TestServer::start();
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    let mut con = server.connect();
    let config = |con: &mut redis::Connection| -> Vec<String> {
        redis::cmd("CONFIG").arg("GET").arg("*").query(con).unwrap()
    };
    let before = config(&mut con);
    let run = || {
        folder.run(&[
            "run",
            "a.lua",
            "--keys",
            "a",
            "--args",
            "1",
            "--url",
            &server.url(),
            "--quiet",
        ])
    };
    let first = run();
    assert!(
        first
            .err
            .contains("note: the server keeps the text of the script in its cache"),
        "{first:?}"
    );
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query(&mut con).unwrap();
    assert_eq!(keys, ["a"]);
    assert_eq!(config(&mut con), before);
    let clients: String = redis::cmd("CLIENT").arg("LIST").query(&mut con).unwrap();
    assert_eq!(clients.lines().count(), 1, "{clients}");
    // The second time it is there already.
    let again = run();
    assert!(!again.err.contains("in its cache"), "{again:?}");
}

#[test]
fn the_database_is_that_of_the_url() {
    let server = TestServer::start();
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    let url = format!("{}/3", server.url());
    let run = folder.run(&[
        "run", "a.lua", "--keys", "a", "--args", "1", "--url", &url, "--diff", "--quiet",
    ]);
    assert!(
        run.out.contains("  database 3: a: none -> \"1\"\n"),
        "{run:?}"
    );
    let found: bool = redis::cmd("EXISTS")
        .arg("a")
        .query(&mut server.connect())
        .unwrap();
    assert!(!found);
}

#[test]
fn the_commands_of_others_are_not_shown() {
    let server = TestServer::start();
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    let mut con = server.connect();
    let busy = thread::spawn(move || {
        // Another script with the same commands, from another client, as long as the run takes.
        let mut rounds = 0_u32;
        loop {
            let other: redis::RedisResult<i64> = redis::cmd("EVAL")
                .arg("redis.call('SET', 'other', 1) return redis.call('INCR', 'rounds')")
                .arg(0)
                .query(&mut con);
            let stop: redis::RedisResult<bool> = redis::cmd("EXISTS").arg("stop").query(&mut con);
            rounds += 1;
            if other.is_err() || stop.unwrap_or(true) {
                return rounds;
            }
        }
    });
    let runs: Vec<_> = (0..5)
        .map(|_| {
            folder.run(&[
                "run",
                "a.lua",
                "--keys",
                "a",
                "--args",
                "1",
                "--url",
                &server.url(),
                "--json",
            ])
        })
        .collect();
    redis::cmd("SET")
        .arg("stop")
        .arg(1)
        .exec(&mut server.connect())
        .unwrap();
    assert!(busy.join().unwrap() > 0);
    for run in runs {
        let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let commands: Vec<_> = json["commands"]
            .as_array()
            .unwrap()
            .iter()
            .map(|command| command["command"].clone())
            .collect();
        assert_eq!(
            commands,
            [
                serde_json::json!(["SET", "a", "1"]),
                serde_json::json!(["GET", "a"])
            ],
            "{run:?}"
        );
    }
}

#[test]
fn a_server_behind_a_proxy_is_not_made_to_wait() {
    let server = TestServer::start();
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    let url = format!("redis://127.0.0.1:{}", proxy(server.port()));
    let run = folder.run(&[
        "run", "a.lua", "--keys", "a", "--args", "1", "--url", &url, "--quiet",
    ]);
    let expected = "commands\n  SET a 1\n  GET a\nreply\n\"1\"\n";
    assert_eq!(without_times(&run.out), expected, "{run:?}");
    assert!(
        run.err
            .contains("note: the replies of the commands are not known: only the debugger of the server tells them, which is not used: "),
        "{run:?}"
    );
}

#[test]
fn users_without_permissions_see_less() {
    let server = TestServer::start();
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    let all = "commands\n  1: SET a 1 -> OK\n  2: GET a -> \"1\"\nreply\n\"1\"\n";
    let blind = if server.debugs_beside_others() {
        ("some arguments of the commands are not known", all)
    } else {
        ("the commands are not known", "reply\n\"1\"\n")
    };
    let rules = [
        (
            "plain",
            "-monitor -script",
            "the commands are not known",
            "reply\n\"1\"\n",
        ),
        ("blind", "-monitor", blind.0, blind.1),
        (
            "watching",
            "-script",
            "the replies of the commands are not known",
            "commands\n  SET a 1\n  GET a\nreply\n\"1\"\n",
        ),
    ];
    for (user, without, note, out) in rules {
        let mut cmd = redis::cmd("ACL");
        cmd.arg("SETUSER")
            .arg(user)
            .arg("on")
            .arg(">secret")
            .arg("~*")
            .arg("+@all");
        for rule in without.split(' ') {
            cmd.arg(rule);
        }
        cmd.exec(&mut server.connect()).unwrap();
        let url = format!("redis://{user}:secret@127.0.0.1:{}", server.port());
        let run = folder.run(&[
            "run", "a.lua", "--keys", "a", "--args", "1", "--url", &url, "--quiet",
        ]);
        assert_eq!(without_times(&run.out), out, "{user} {run:?}");
        assert!(run.err.contains(note), "{user} {run:?}");
        assert!(!format!("{run:?}").contains("secret"), "{user} {run:?}");
    }
}

#[test]
fn a_server_elsewhere_is_not_used_without_consent() {
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    // An address for documentation, which no machine has.
    for url in ["redis://192.0.2.1:6379", "redis://[2001:db8::1]:6379"] {
        let run = folder.run(&["run", "a.lua", "--url", url, "--quiet"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(
            run.err
                .contains("is not on this machine: add `--yes` to run the script there"),
            "{run:?}"
        );
    }
}

#[test]
fn wrong_urls_are_refused_with_a_remedy() {
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    for (url, why) in [
        ("nonsense", "write it as in `redis://localhost:6379/0`"),
        (
            "http://localhost",
            "write it as in `redis://localhost:6379/0`",
        ),
        (
            "rediss://localhost",
            "asks for TLS, which this command does not speak",
        ),
        (
            "redis+unix:///no/such/socket",
            "cannot connect with the server at `/no/such/socket`",
        ),
    ] {
        let run = folder.run(&["run", "a.lua", "--url", url]);
        assert_eq!(run.code, 2, "{url} {run:?}");
        assert!(run.err.contains(why), "{url} {run:?}");
    }
}

/// The port of a forwarder to a port of this machine.
fn proxy(port: u16) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let own = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for client in listener.incoming() {
            let (client, server) = (
                client.unwrap(),
                TcpStream::connect(("127.0.0.1", port)).unwrap(),
            );
            let ends = [
                (client.try_clone().unwrap(), server.try_clone().unwrap()),
                (server, client),
            ];
            for (from, to) in ends {
                thread::spawn(move || forward(from, to));
            }
        }
    });
    own
}

fn forward(mut from: TcpStream, mut to: TcpStream) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    // The other side may be gone already.
    let _ = to.shutdown(Shutdown::Write);
}
