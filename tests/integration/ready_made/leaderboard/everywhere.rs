//! All functions in clusters and in both protocols, and on servers that refuse to write.

use redis_script::scripts::leaderboard::{
    Board, Keep, Limit, Ranking, Score, remove, submit, trim,
};

use crate::ready_made::cases::{self, Case};

fn limited() -> Board {
    let board = Board::new("weekly", Ranking::LowestFirst).unwrap();
    board.limited_to(Limit::new(2).unwrap())
}

/// A call of each function that writes, after two submissions, with one that does not write.
fn cases() -> Vec<Case> {
    let board = &limited();
    let by = |name, score| submit::call(board, name, Score::from(score), Keep::Last);
    let two = || [by("ann", 1).to_cmd(), by("bob", 2).to_cmd()];
    let one = Limit::new(1).unwrap();
    vec![
        Case::new(
            "submit, new",
            submit::SCRIPT,
            two(),
            &by("cid", 0),
            &by("cid", 2),
        ),
        Case::new(
            "submit, another",
            submit::SCRIPT,
            two(),
            &by("ann", 0),
            &by("ann", 1),
        ),
        Case::new(
            "remove",
            remove::SCRIPT,
            two(),
            &remove::call(board, "bob"),
            &remove::call(board, "cid"),
        )
        .with(submit::SCRIPT),
        Case::new(
            "remove, the last",
            remove::SCRIPT,
            [by("ann", 1).to_cmd()],
            &remove::call(board, "ann"),
            &remove::call(board, "bob"),
        )
        .with(submit::SCRIPT),
        Case::new(
            "trim",
            trim::SCRIPT,
            two(),
            &trim::call(board, one),
            &trim::call(board, Limit::new(2).unwrap()),
        )
        .with(submit::SCRIPT),
    ]
}

#[test]
fn both_protocols_say_the_same() {
    cases::both_protocols_say_the_same(&cases());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_says_the_same() {
    cases::a_cluster_says_the_same(&cases()).await;
}

#[test]
fn without_memory_nothing_is_half_done() {
    // The others free memory, and are not refused.
    cases::without_memory_nothing_is_half_done(&cases()[..2]);
}

#[test]
fn a_replica_does_not_write() {
    cases::a_replica_does_not_write(&cases());
}

#[test]
fn other_types_are_left_alone() {
    cases::other_types_are_left_alone(&cases(), &limited().keys(), &["SET", "x"]);
}

#[test]
fn a_denied_command_leaves_what_the_page_says() {
    let half_done = cases::half_done(&cases(), |con| {
        let later = submit(con, &limited(), "dee", Score::from(-1), Keep::Best);
        match later {
            Ok(_) => String::new(),
            Err(error) if error.to_string().contains("do not fit") => ", found".to_owned(),
            Err(error) => panic!("{error}"),
        }
    });
    assert_eq!(
        half_done,
        [
            "remove HDEL, found",
            "remove, the last DEL, found",
            "submit, another HSET, found",
            "submit, another ZRANK",
            "submit, another ZREM, found",
            "submit, new HDEL, found",
            "submit, new HSET, found",
            "submit, new ZPOPMAX",
            "submit, new ZRANK",
            "trim HDEL, found",
        ]
    );
}
