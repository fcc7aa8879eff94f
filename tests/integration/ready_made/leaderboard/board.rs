//! What a board does, call by call.

use redis::Connection;
use redis_script::pipe;
use redis_script::scripts::leaderboard::{
    Board, Entry, Keep, Limit, Page, Ranking, Score, Submission, View, page, page_async, remove,
    remove_async, standing, standing_async, submit, submit_async, trim, trim_async,
};

use crate::scripts::at_once;
use crate::support::Server;

pub(super) fn board(ranking: Ranking) -> Board {
    Board::new("weekly", ranking).unwrap()
}

pub(super) fn limit(limit: u64) -> Limit {
    Limit::new(limit).unwrap()
}

fn best(con: &mut Connection, board: &Board, name: &str, score: i32) -> Submission {
    submit(con, board, name, score.into(), Keep::Best).unwrap()
}

/// All members by their ranks.
pub(super) fn names(con: &mut Connection, board: &Board) -> Vec<String> {
    let said = page(con, board, Page::new(1, 1000).unwrap()).unwrap();
    said.entries.into_iter().map(|entry| entry.name).collect()
}

/// Rank, name and score.
fn told(entries: &[Entry]) -> Vec<(u64, &str, f64)> {
    let entries = entries.iter();
    entries
        .map(|entry| (entry.rank, &*entry.name, entry.score))
        .collect()
}

#[tokio::test]
async fn they_are_called_in_three_ways() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let mut async_con = server.connect_resp3().await;
    let board = board(Ranking::HighestFirst);

    let said = submit(con, &board, "ann", Score::from(30), Keep::Sum).unwrap();
    assert!(said.changed);
    assert_eq!((said.previous, said.score), (None, Some(30.0)));
    assert_eq!((said.rank, said.members), (Some(1), 1));
    let score = Score::new(40.5).unwrap();
    let said = submit_async(&mut async_con, &board, "bob", score, Keep::Last).await;
    assert_eq!(said.unwrap().rank, Some(1));
    let said = submit(con, &board, "ann", Score::from(12), Keep::Sum).unwrap();
    assert_eq!((said.previous, said.score), (Some(30.0), Some(42.0)));

    let view = View::new(1, 1).unwrap();
    let said = standing(con, &board, "bob", view).unwrap();
    assert_eq!((said.rank, said.score), (Some(2), Some(40.5)));
    let all = [(1, "ann", 42.0), (2, "bob", 40.5)];
    assert_eq!(told(&said.neighbours), all);
    assert_eq!(told(&said.top), all[..1]);
    assert_eq!(said.members, 2);
    let said = standing_async(&mut async_con, &board, "nobody", view).await;
    let said = said.unwrap();
    assert_eq!((said.rank, said.score), (None, None));
    assert!(said.neighbours.is_empty() && said.top.len() == 1);

    let second = Page::new(2, 1).unwrap();
    let said = page(con, &board, second).unwrap();
    assert_eq!((told(&said.entries), said.members), (all[1..].into(), 2));
    let said = page_async(&mut async_con, &board, Page::new(2, 2).unwrap()).await;
    assert!(said.unwrap().entries.is_empty());

    let said = trim(con, &board, limit(1)).unwrap();
    assert_eq!((said.removed, said.members), (1, 1));
    let said = trim_async(&mut async_con, &board, limit(1)).await.unwrap();
    assert_eq!((said.removed, said.members), (0, 1));
    assert!(remove(con, &board, "ann").unwrap());
    assert!(!remove_async(&mut async_con, &board, "ann").await.unwrap());

    let (submitted, standing, page, trimmed, removed) = pipe()
        .call(submit::call(&board, "ann", Score::from(1), Keep::Best))
        .call(standing::call(&board, "ann", view))
        .call(page::call(&board, second))
        .call(trim::call(&board, limit(1)))
        .call(remove::call(&board, "ann"))
        .query_async(&mut async_con)
        .await
        .unwrap();
    assert_eq!((submitted.rank, standing.rank), (Some(1), Some(1)));
    assert_eq!((page.members, trimmed.removed, removed), (1, 0, true));
}

#[test]
fn equal_scores_rank_by_their_time() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    for ranking in [Ranking::HighestFirst, Ranking::LowestFirst] {
        let board = board(ranking);
        for name in ["zoe", "ann", "bob"] {
            best(con, &board, name, 7);
        }
        assert_eq!(names(con, &board), ["zoe", "ann", "bob"]);
        // The same score again does not lose its place, and a worse one neither.
        assert!(!best(con, &board, "zoe", 7).changed);
        let worse = match ranking {
            Ranking::HighestFirst => 6,
            Ranking::LowestFirst => 8,
        };
        let said = best(con, &board, "zoe", worse);
        assert!(!said.changed);
        assert_eq!((said.score, said.rank), (Some(7.0), Some(1)));
        assert_eq!(names(con, &board), ["zoe", "ann", "bob"]);
        // Who leaves a score and comes back to it is the last one.
        for score in [worse, 7] {
            submit(con, &board, "zoe", score.into(), Keep::Last).unwrap();
        }
        assert_eq!(names(con, &board), ["ann", "bob", "zoe"]);
    }
}

#[test]
fn the_two_rankings_of_a_name_are_two_boards() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let [high, low] = [Ranking::HighestFirst, Ranking::LowestFirst].map(board);
    best(con, &high, "ann", 1);
    assert_eq!(best(con, &low, "ann", 2).previous, None);
    let keys = [high.keys(), low.keys()].concat();
    assert_eq!(
        keys,
        [
            "{weekly}:highest",
            "{weekly}:highest:stamps",
            "{weekly}:lowest",
            "{weekly}:lowest:stamps"
        ]
    );
    let exist: u32 = redis::cmd("EXISTS").arg(&keys).query(con).unwrap();
    assert_eq!(exist, 4);
}

#[test]
fn a_board_without_members_has_no_keys() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::HighestFirst);
    for name in ["ann", "bob"] {
        best(con, &board, name, 1);
    }
    assert!(remove(con, &board, "ann").unwrap());
    assert_eq!(names(con, &board), ["bob"]);
    assert!(remove(con, &board, "bob").unwrap());
    let exist: u32 = redis::cmd("EXISTS").arg(&board.keys()).query(con).unwrap();
    assert_eq!(exist, 0);
    // What is expired or deleted with both keys is a new board.
    best(con, &board, "ann", 1);
    redis::cmd("DEL").arg(&board.keys()).exec(con).unwrap();
    assert_eq!(best(con, &board, "bob", 1).members, 1);
}

#[test]
fn a_limited_board_keeps_the_first_ones() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::HighestFirst).limited_to(limit(2));
    best(con, &board, "ann", 5);
    best(con, &board, "bob", 3);
    // As good as the last one, but later.
    let said = best(con, &board, "cid", 3);
    assert!(!said.changed);
    assert_eq!((said.score, said.rank, said.members), (None, None, 2));
    let said = best(con, &board, "cid", 4);
    assert_eq!((said.rank, said.members), (Some(2), 2));
    assert_eq!(names(con, &board), ["ann", "cid"]);
    // It has forgotten the score of bob.
    assert_eq!(best(con, &board, "bob", 6).previous, None);
    // Who is on the board stays there with any score.
    let said = submit(con, &board, "bob", Score::from(-9), Keep::Last).unwrap();
    assert_eq!((said.rank, said.members), (Some(2), 2));
}

#[test]
fn a_board_becomes_smaller_step_by_step() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::LowestFirst);
    let mut pipe = redis::pipe();
    for score in 0..2500 {
        let call = submit::call(&board, &format!("p{score}"), Score::from(score), Keep::Best);
        pipe.add_command(call.to_cmd());
    }
    redis_script::preload(con, [submit::SCRIPT]).unwrap();
    pipe.exec(con).unwrap();

    let small = board.clone().limited_to(limit(10));
    let said = best(con, &small, "first", -1);
    assert_eq!((said.rank, said.members), (Some(1), 2401));
    let removed = [1000, 1000, 391, 0].map(|expected| {
        let said = trim(con, &board, limit(10)).unwrap();
        assert_eq!(said.removed, expected);
        said.members
    });
    assert_eq!(removed, [1401, 401, 10, 10]);
    assert_eq!(names(con, &board)[..3], ["first", "p0", "p1"]);
    assert_eq!(best(con, &small, "p8", 8).rank, Some(10));
}

#[test]
fn names_are_any_strings() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::HighestFirst);
    let all = ["", "0", "ÿ", "a:b", "\0", "{x}", "名", "\u{ff}\u{ff}"];
    for name in all {
        best(con, &board, name, 1);
        let said = standing(con, &board, name, View::new(0, 0).unwrap()).unwrap();
        assert_eq!(said.neighbours[0].name, name);
        assert!(said.top.is_empty());
    }
    assert_eq!(names(con, &board), all);
}

/// 64 callers add up sums at once: nothing is lost, and ties rank by the order in which they were reached.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_nothing_is_lost() {
    let server = Server::start();
    let ranks = at_once(&server, 64, |number, mut con| async move {
        let board = board(Ranking::HighestFirst);
        let own = format!("player {number}");
        for _ in 0..10 {
            for name in ["everybody", &own] {
                submit_async(&mut con, &board, name, Score::from(1), Keep::Sum)
                    .await
                    .unwrap();
            }
        }
        let last = submit_async(&mut con, &board, &own, Score::from(0), Keep::Sum).await;
        last.unwrap().score
    })
    .await;
    assert!(ranks.iter().all(|score| *score == Some(10.0)));
    let con = &mut server.connect_sync();
    let board = board(Ranking::HighestFirst);
    let said = standing(con, &board, "everybody", View::new(0, 100).unwrap()).unwrap();
    assert_eq!((said.rank, said.score), (Some(1), Some(640.0)));
    assert_eq!((said.members, said.top.len()), (65, 65));
}
