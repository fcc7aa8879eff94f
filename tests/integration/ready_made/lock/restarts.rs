//! Servers that are killed, and replicas that take over.

use std::time::Duration;

use redis::Commands;
use redis_script::scripts::lock::{
    Acquisition, FencedWrite, Holder, Token, acquire, owner, release,
};

use super::{hour, lock, token, write};
use crate::ready_made::hindered::{follow, make_primary, make_replica};
use crate::support::{Server, wait_until};

#[test]
fn without_its_data_a_server_gives_greater_tokens() {
    let mut server = Server::start();
    let mut tokens = Vec::new();
    for _ in 0..3 {
        let con = &mut server.connect_sync();
        // The lock is free: it went with the data.
        tokens.push(token(con, &Holder::unique(), hour()));
        let again = Holder::unique();
        assert!(
            acquire(con, &lock(), &again, hour())
                .unwrap()
                .token()
                .is_none()
        );
        server.restart();
    }
    assert!(tokens.is_sorted_by(|one, next| one < next), "{tokens:?}");

    // A fence that was evicted, or deleted, is the same.
    let con = &mut server.connect_sync();
    let me = Holder::unique();
    let before = token(con, &me, hour());
    let () = con.del(lock().fence()).unwrap();
    assert_eq!(owner(con, &lock()).unwrap().unwrap().token, None);
    assert!(token(con, &me, hour()) > before);
    assert!(before > tokens[2]);
}

#[test]
fn with_its_data_a_server_goes_on() {
    let mut server = Server::start_with(&["--appendonly", "yes", "--appendfsync", "always"]);
    let con = &mut server.connect_sync();
    let me = Holder::unique();
    let before = token(con, &me, hour());
    assert_eq!(write(con, before, "mine"), FencedWrite::Done);
    server.restart();

    let con = &mut server.connect_sync();
    let another = Holder::unique();
    let said = acquire(con, &lock(), &another, hour()).unwrap();
    assert_eq!(said, Acquisition::Held { holder: me.clone() });
    let said = owner(con, &lock()).unwrap().unwrap();
    assert_eq!((said.holder, said.token), (me.clone(), Some(before)));
    assert!(said.remaining > Duration::from_secs(3000));
    assert!(release(con, &lock(), &me).unwrap());
    let after = token(con, &another, hour());
    assert_eq!(after.get(), before.get() + 1);
    assert_eq!(
        write(con, before, "late"),
        FencedWrite::Stale { newest: after }
    );
}

#[test]
fn a_token_that_was_replied_is_not_given_again_after_a_kill() {
    let mut server = Server::start_with(&["--appendonly", "yes", "--appendfsync", "always"]);
    let mut con = server.connect_sync();
    let (sender, tokens) = std::sync::mpsc::channel();
    let acquiring = std::thread::spawn(move || {
        let me = Holder::unique();
        while let Ok(said) = acquire(&mut con, &lock(), &me, hour()) {
            sender.send(said.token().unwrap()).unwrap();
        }
    });
    let first: Vec<Token> = tokens.iter().take(50).collect();
    server.restart();
    acquiring.join().unwrap();
    let newest = first.into_iter().chain(tokens).max().unwrap();
    let con = &mut server.connect_sync();
    let said = owner(con, &lock()).unwrap().unwrap();
    assert!(said.token >= Some(newest));
    assert!(token(con, &said.holder, hour()) > newest);
}

#[test]
fn from_a_snapshot_tokens_are_given_again_unless_the_fence_is_deleted() {
    let mut server = Server::start();
    let con = &mut server.connect_sync();
    let me = Holder::unique();
    let first = token(con, &me, hour());
    redis::cmd("SAVE").exec(con).unwrap();
    let lost = [token(con, &me, hour()), token(con, &me, hour())];
    server.restart();

    let con = &mut server.connect_sync();
    assert_eq!(owner(con, &lock()).unwrap().unwrap().token, Some(first));
    assert_eq!(token(con, &me, hour()), lost[0]);
    let () = con.del(lock().fence()).unwrap();
    assert!(token(con, &me, hour()) > lost[1]);
}

#[test]
fn a_failover_gives_as_many_tokens_again_as_it_lost() {
    const LOST: usize = 7;
    let primary = Server::start_on_tcp();
    let replica = Server::start();
    let (con, promoted) = (&mut primary.connect_sync(), &mut replica.connect_sync());
    let mut delay = redis::cmd("CONFIG");
    delay.arg("SET").arg("repl-diskless-sync-delay").arg(0);
    delay.exec(con).unwrap();
    let me = Holder::unique();
    let known = token(con, &me, hour());
    follow(promoted, primary.port());
    wait_until("the replica has the data", || {
        let fence: Option<u64> = promoted.get(lock().fence()).ok()?;
        fence.filter(|fence| *fence == known.get())
    });

    // The replica is cut off, and misses these.
    make_replica(promoted);
    assert!(release(con, &lock(), &me).unwrap());
    let lost: Vec<Token> = (0..LOST)
        .map(|_| {
            let holder = Holder::unique();
            let token = token(con, &holder, hour());
            assert!(release(con, &lock(), &holder).unwrap());
            token
        })
        .collect();
    let survivor = Holder::unique();
    let newest = token(con, &survivor, hour());
    assert_eq!(write(con, newest, "lost"), FencedWrite::Done);
    make_primary(promoted);

    // The lock is held by the holder that had released it, and the tokens that were lost are given again.
    let said = owner(promoted, &lock()).unwrap().unwrap();
    assert_eq!((&said.holder, said.token), (&me, Some(known)));
    assert!(release(promoted, &lock(), &me).unwrap());
    let again: Vec<Token> = (0..LOST).map(|_| token(promoted, &me, hour())).collect();
    assert_eq!(again, lost);
    // A holder from before the failover that still writes brings its token back, and then tokens are newer than all.
    assert_eq!(write(promoted, newest, "back"), FencedWrite::Done);
    let next = token(promoted, &me, hour());
    assert_eq!(next.get(), newest.get() + 1);
}
