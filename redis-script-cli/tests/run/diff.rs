//! `--diff`: what a run changes.

use super::support::{Folder, TestServer};

const SEED: &str = "\
# all types
SET counter 1
SET gone x EX 100
HSET cart apple 1 pear 2
RPUSH queue a b c
SADD tags red
ZADD board 1.5 ann
XADD log 1-1 f v
SELECT 2
SET other 1
";

const CHANGES: &str = "\
redis.call('INCR', 'counter')
redis.call('EXPIRE', 'counter', 1000)
redis.call('DEL', 'gone')
redis.call('HSET', 'cart', 'apple', 3, 'a fig', 4)
redis.call('HDEL', 'cart', 'pear')
redis.call('LPUSH', 'queue', 'new')
redis.call('RPOP', 'queue')
redis.call('SMOVE', 'tags', 'labels', 'red')
redis.call('ZINCRBY', 'board', 1, 'ann')
redis.call('XADD', 'log', '1-2', 'g', 'w')
redis.call('SELECT', 2)
redis.call('SET', 'other', 2)
return 0
";

fn changes(out: &str) -> Vec<&str> {
    let (_, after) = out.split_once("changes\n").unwrap();
    let (changes, _) = after.split_once("reply\n").unwrap();
    changes.lines().map(str::trim).collect()
}

#[test]
fn all_keys_of_a_private_server_are_compared() {
    let folder = Folder::with(&[("all.lua", CHANGES), ("seed", SEED)]);
    for protocol in [&[][..], &["--resp3"]] {
        let run = folder.run(
            &[
                &["run", "all.lua", "--seed", "seed", "--diff", "--quiet"],
                protocol,
            ]
            .concat(),
        );
        assert_eq!(run.code, 0, "{run:?}");
        let mut changes = changes(&run.out);
        let at = changes
            .iter()
            .position(|change| change.starts_with("time to live of counter: none -> "))
            .unwrap();
        let left = changes.remove(at);
        assert!(left.ends_with(" s"), "{left}");
        let scores = ["board[ann]: \"1.5\" -> \"2.5\"", "board[ann]: 1.5 -> 2.5"];
        let score = scores[protocol.len()];
        assert_eq!(
            changes,
            [
                score,
                "cart[\"a fig\"]: none -> \"4\"",
                "cart[apple]: \"1\" -> \"3\"",
                "cart[pear]: \"2\" -> none",
                "counter: \"1\" -> \"2\"",
                "gone: \"x\" -> none",
                "labels[red]: none -> member",
                "log[1-2]: none -> [\"g\", \"w\"]",
                "queue[0]: none -> \"new\"",
                "queue[2]: \"c\" -> none",
                "tags[red]: member -> none",
                "database 2: other: \"1\" -> \"2\"",
            ],
            "{run:?}"
        );
    }
}

#[test]
fn on_other_servers_the_keys_are_compared() {
    let server = TestServer::start();
    let folder = Folder::with(&[]);
    let script = "redis.call('SET', KEYS[1], 1) redis.call('SET', 'undeclared', 1) return 0";
    let run = folder.run(&[
        "eval",
        script,
        "--keys",
        "a",
        "--url",
        &server.url(),
        "--diff",
        "--quiet",
    ]);
    assert_eq!(changes(&run.out), ["a: none -> \"1\""], "{run:?}");
}

#[test]
fn no_change_is_said() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["eval", "return 1", "--diff"]);
    assert_eq!(run.out, "changes\n  none\nreply\n(integer) 1\n", "{run:?}");
}

#[test]
fn large_values_are_compared_as_a_whole() {
    let folder = Folder::with(&[]);
    let script = "for at = 1, 10001 do redis.call('SADD', 'many', at) end return 0";
    let run = folder.run(&["eval", script, "--diff", "--quiet"]);
    let changes = changes(&run.out);
    assert_eq!(changes.len(), 2, "{changes:?}");
    assert!(
        changes[0].starts_with("many[SHA1 of DUMP]: none -> "),
        "{changes:?}"
    );
    assert_eq!(changes[1], "many[number of elements]: none -> 10001");
}
