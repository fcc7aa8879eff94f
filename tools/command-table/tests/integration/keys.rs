//! Key positions against COMMAND GETKEYS.

use redis_script_analysis::redis::commands::{self, Lookup};

use crate::support::Running;

const CALLS: &[&str] = &[
    "GET k",
    "MGET a b c",
    "MSET a 1 b 2",
    "SET k v EX 10",
    "BITOP AND d a b",
    "BLPOP a b 0",
    "BZPOPMIN a 0",
    "BLMOVE a b LEFT RIGHT 0",
    "LMPOP 2 a b LEFT COUNT 3",
    "BLMPOP 0 2 a b LEFT",
    "ZUNIONSTORE d 2 a b WEIGHTS 1 2",
    "ZDIFF 2 a b WITHSCORES",
    "ZRANGESTORE d s 0 -1",
    "ZMPOP 1 a MIN",
    "SINTERCARD 2 a b LIMIT 5",
    "XADD s * f v",
    "XREAD COUNT 5 STREAMS a b 0 0",
    "XREADGROUP GROUP g c COUNT 5 NOACK STREAMS a b > >",
    "XGROUP CREATE s g $ MKSTREAM",
    "XINFO STREAM s",
    "OBJECT ENCODING k",
    "SORT k BY nosort GET # STORE d",
    "SORT k STORE a STORE b",
    "SORT_RO k DESC",
    "MIGRATE h 1 k 0 5",
    "GEORADIUS k 1 2 3 m STORE d",
    "GEORADIUSBYMEMBER k m 3 m COUNT 5 STOREDIST d",
    "GEOSEARCHSTORE d s FROMMEMBER m BYRADIUS 1 m",
    "COPY a b REPLACE",
    "RENAME a b",
    "LCS a b LEN",
    "PFMERGE d a b",
    "SDIFFSTORE d a b",
    "HSET h f v",
    "HEXPIRE h 10 FIELDS 1 f",
];

#[test]
fn keys_are_those_of_the_server() {
    let mut server = Running::start();
    let Some(this) = server.known() else {
        return;
    };
    for call in CALLS {
        let words: Vec<&str> = call.split(' ').collect();
        let Some((name, arguments)) = words.split_first() else {
            continue;
        };
        let Lookup::Found(command) = commands::find(name.as_bytes(), Some(words[1].as_bytes()))
        else {
            panic!("{call} is unknown");
        };
        if command.servers().and(this).is_empty() {
            continue;
        }
        let constant: Vec<_> = arguments.iter().map(|word| Some(word.as_bytes())).collect();
        let keys = command.keys(&constant, false);
        assert!(keys.complete, "{call}");
        let mut keys: Vec<&str> = keys
            .known
            .iter()
            .map(|key| arguments[key.argument])
            .collect();
        let said = redis::cmd("COMMAND")
            .arg("GETKEYS")
            .arg(&words)
            .query::<Vec<String>>(&mut server.connection);
        let mut said = said.unwrap_or_else(|error| panic!("{call}: {error}"));
        keys.sort_unstable();
        said.sort_unstable();
        assert_eq!(keys, said, "{call}");
    }
}
