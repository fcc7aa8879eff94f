//! Plain commands that do the same if equal scores may rank by their names, as the page says.

use redis::{Cmd, Connection};
use redis_script::scripts::leaderboard::{Keep, Ranking, Score, View, standing, submit};

use super::board::board;
use crate::support::Server;

fn zadd(con: &mut Connection, option: &str, score: u32, name: &str) {
    let mut add = redis::cmd("ZADD");
    add.arg("plain").arg(option).arg(score).arg(name);
    add.exec(con).unwrap();
}

#[test]
fn sorted_sets_rank_different_scores() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    for (ranking, option, rank) in [
        (Ranking::HighestFirst, "GT", "ZREVRANK"),
        (Ranking::LowestFirst, "LT", "ZRANK"),
    ] {
        redis::cmd("FLUSHALL").exec(con).unwrap();
        let board = board(ranking);
        let scores = [("ann", 5), ("bob", 9), ("cid", 7), ("ann", 8), ("bob", 6)];
        for (name, score) in scores {
            submit(con, &board, name, Score::from(score), Keep::Best).unwrap();
            zadd(con, option, score, name);
        }
        for name in ["ann", "bob", "cid"] {
            let said = standing(con, &board, name, View::new(0, 0).unwrap()).unwrap();
            let score: f64 = Cmd::zscore("plain", name).query(con).unwrap();
            assert_eq!(said.score, Some(score), "{name}");
            let before: u64 = redis::cmd(rank).arg("plain").arg(name).query(con).unwrap();
            assert_eq!(said.rank, Some(before + 1), "{name}");
        }
    }
}

/// Equal scores rank by their names there, and by their time here.
#[test]
fn sorted_sets_rank_equal_scores_by_their_names() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::HighestFirst);
    for name in ["ann", "bob"] {
        submit(con, &board, name, Score::from(7), Keep::Best).unwrap();
        zadd(con, "GT", 7, name);
    }
    let said = standing(con, &board, "ann", View::new(0, 1).unwrap()).unwrap();
    assert_eq!(said.top[0].name, "ann");
    let first: Vec<String> = redis::cmd("ZREVRANGE")
        .arg("plain")
        .arg(0)
        .arg(0)
        .query(con)
        .unwrap();
    assert_eq!(first, ["bob"]);
}
