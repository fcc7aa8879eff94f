//! Servers and callers that cannot do all, and what a key holds.

use redis::Connection;

use crate::support::Server;

/// How many bytes the server may use; without a limit if 0. With 1, it has none for more data.
pub(super) fn set_memory(con: &mut Connection, bytes: &str) {
    let mut config = redis::cmd("CONFIG");
    let set = config.arg("SET").arg("maxmemory").arg(bytes);
    set.exec(con).unwrap();
}

/// Makes the server a replica of the one on this port.
pub(super) fn follow(con: &mut Connection, port: u16) {
    let mut replicaof = redis::cmd("REPLICAOF");
    replicaof.arg("127.0.0.1").arg(port).exec(con).unwrap();
}

/// Makes the server a replica, which does not write. Its primary does not exist.
pub(super) fn make_replica(con: &mut Connection) {
    follow(con, 1);
}

/// Makes a replica write again.
pub(super) fn make_primary(con: &mut Connection) {
    let mut replicaof = redis::cmd("REPLICAOF");
    replicaof.arg("NO").arg("ONE").exec(con).unwrap();
}

/// A connection of the user to whom [`permit`] has given permissions.
pub(super) fn caller(server: &Server) -> Connection {
    let mut con = server.connect_sync();
    let mut auth = redis::cmd("AUTH");
    auth.arg("caller").arg("").exec(&mut con).unwrap();
    con
}

/// Gives the user `caller` these permissions.
pub(super) fn permit(admin: &mut Connection, rules: &[&str]) {
    let mut acl = redis::cmd("ACL");
    acl.arg("SETUSER")
        .arg("caller")
        .arg(&["on", "nopass", "~*"]);
    acl.arg(rules).exec(admin).unwrap();
}

/// A key, what it holds, and whether it expires.
pub(super) type KeyState = (String, Option<Vec<u8>>, bool);

/// All keys, with what they hold and whether they expire.
pub(super) fn state(con: &mut Connection) -> Vec<KeyState> {
    let mut keys: Vec<String> = redis::cmd("KEYS").arg("*").query(con).unwrap();
    keys.sort_unstable();
    let mut state = Vec::new();
    for key in keys {
        let dump = redis::cmd("DUMP").arg(&key).query(con).unwrap();
        let ttl: i64 = redis::cmd("PTTL").arg(&key).query(con).unwrap();
        state.push((key, dump, ttl > 0));
    }
    state
}
