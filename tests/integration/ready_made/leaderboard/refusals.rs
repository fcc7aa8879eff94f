//! Arguments that are refused before anything is sent, and keys that are not those of a board.

use core::fmt::Debug;

use redis::Connection;
use redis_script::scripts::InvalidArgument;
use redis_script::scripts::leaderboard::{
    Board, Keep, Limit, Page, Ranking, Score, View, page, standing, submit, trim,
};

use super::board::{board, limit, names};
use crate::support::{Cluster, Server, slot_of};

const MAX_EXACT: i64 = (1 << 53) - 1;

#[track_caller]
fn refused<T: Debug>(made: Result<T, InvalidArgument>, expected: &str) {
    assert_eq!(made.unwrap_err().to_string(), expected);
}

#[test]
fn senseless_arguments_are_refused() {
    let between = "`score` must be between -2^53 and 2^53";
    for score in [f64::NAN, f64::INFINITY, 2f64.powi(53), f64::MAX] {
        refused(Score::new(score), between);
        refused(Score::new(-score), between);
    }
    for score in [MAX_EXACT + 1, MAX_EXACT + 2, i64::MAX] {
        refused(Score::whole(score), between);
        refused(Score::whole(-score), between);
    }
    refused(Score::whole(i64::MIN), between);

    let count = "must be between 1 and 2^53 - 1";
    refused(Limit::new(0), &format!("`limit` {count}"));
    refused(Limit::new(1 << 53), &format!("`limit` {count}"));
    refused(Page::new(0, 1), &format!("`number` {count}"));
    refused(Page::new(1, 0), &format!("`size` {count}"));
    refused(Page::new(1, 1001), "`size` must be at most 1000");
    let inexact = "`number` must be smaller: times the size it is above 2^53 - 1";
    refused(Page::new(1 << 52, 2), inexact);
    refused(View::new(1001, 0), "`neighbours` must be at most 1000");
    refused(View::new(0, 1001), "`top` must be at most 1000");
    View::new(1000, 1000).unwrap();

    let name = "`name` must be a string that is not empty and does not begin with `}`";
    for senseless in ["", "}", "}x"] {
        refused(Board::new(senseless, Ranking::HighestFirst), name);
    }
}

#[test]
fn the_keys_of_a_board_are_in_one_slot() {
    let cluster = Cluster::start();
    for name in [
        "weekly",
        "{",
        "a{",
        "a{}b",
        "a}b",
        "{}",
        "{user:7}:w",
        "{}{x}",
        "a{b}c{d}",
    ] {
        let board = Board::new(name, Ranking::HighestFirst).unwrap();
        let [scores, stamps] = board.keys().map(|key| slot_of(&cluster, key));
        assert_eq!(scores, stamps, "{name}");
    }
    let board = Board::new("{user:7}:weekly", Ranking::LowestFirst).unwrap();
    assert_eq!(
        board.keys(),
        ["{user:7}:weekly:lowest", "{user:7}:weekly:lowest:stamps"]
    );
}

#[test]
fn the_largest_arguments_are_exact() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    for ranking in [Ranking::HighestFirst, Ranking::LowestFirst] {
        let board = board(ranking);
        for score in [MAX_EXACT, MAX_EXACT - 1, -MAX_EXACT, 1 - MAX_EXACT] {
            let whole = Score::whole(score).unwrap();
            let said = submit(con, &board, "ann", whole, Keep::Last).unwrap();
            assert_eq!(said.score, Some(f64::from(whole)));
            submit(con, &board, &score.to_string(), whole, Keep::Best).unwrap();
        }
        let mut expected = [MAX_EXACT, MAX_EXACT - 1, 1 - MAX_EXACT, -MAX_EXACT]
            .map(|score| score.to_string())
            .to_vec();
        if ranking == Ranking::LowestFirst {
            expected.reverse();
        }
        let mut names = names(con, &board);
        names.retain(|name| name != "ann");
        assert_eq!(names, expected);
        trim(con, &board, limit(1 << 52)).unwrap();
        let last = Page::new((1 << 53) / 1000, 1000).unwrap();
        assert_eq!(page(con, &board, last).unwrap().members, 5);
    }
}

/// Fractions that no shorter decimal stands for, and those whose bits are all in use.
#[test]
fn fractions_are_as_they_were() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::HighestFirst);
    for score in [
        0.1,
        1.0 / 3.0,
        -1e-300,
        123_456_789.123_456_79,
        f64::MIN_POSITIVE,
        f64::from_bits(1),
        1e15 + 0.125,
    ] {
        let said = submit(con, &board, "ann", Score::new(score).unwrap(), Keep::Last).unwrap();
        assert_eq!(said.score, Some(score));
        let said = standing(con, &board, "ann", View::new(0, 0).unwrap()).unwrap();
        assert_eq!(said.score, Some(score));
    }
    // So are their sums, which need all digits: 0.30000000000000004.
    let [tenth, fifth] = [0.1, 0.2].map(|score| Score::new(score).unwrap());
    submit(con, &board, "bob", tenth, Keep::Sum).unwrap();
    let said = submit(con, &board, "bob", fifth, Keep::Sum).unwrap();
    assert_eq!(said.score, Some(0.1 + 0.2));
    let said = standing(con, &board, "bob", View::new(0, 0).unwrap()).unwrap();
    assert_eq!(said.score, Some(0.1 + 0.2));
    // A negative zero is a zero.
    let zero = Score::new(-0.0).unwrap();
    let said = submit(con, &board, "ann", zero, Keep::Last).unwrap();
    assert!(said.score.unwrap().is_sign_positive());
}

#[test]
fn a_sum_that_would_not_be_exact_is_an_error() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::HighestFirst);
    for sign in [1, -1] {
        let most = Score::whole(sign * MAX_EXACT).unwrap();
        let one = Score::whole(sign).unwrap();
        submit(con, &board, "ann", most, Keep::Last).unwrap();
        let error = submit(con, &board, "ann", one, Keep::Sum).unwrap_err();
        assert!(error.to_string().contains("the sum would not"), "{error}");
        let said = submit(con, &board, "ann", Score::from(0), Keep::Sum).unwrap();
        assert_eq!((said.changed, said.score), (false, Some(f64::from(most))));
    }
}

/// Makes a board of two, and breaks it by a command.
fn broken(con: &mut Connection, board: &Board, command: &[&str]) {
    redis::cmd("FLUSHALL").exec(con).unwrap();
    for name in ["ann", "bob"] {
        submit(con, board, name, Score::from(1), Keep::Best).unwrap();
    }
    let mut cmd = redis::cmd(command[0]);
    cmd.arg(&command[1..]).exec(con).unwrap();
}

#[test]
fn keys_that_do_not_fit_each_other_are_left_alone() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let board = board(Ranking::LowestFirst);
    let [scores, stamps] = board.keys();
    let dump = |con: &mut Connection| -> Vec<Option<Vec<u8>>> {
        let dump = |key| redis::cmd("DUMP").arg(key).query(con).unwrap();
        [scores, stamps].map(dump).into()
    };
    for command in [
        &["DEL", scores][..],
        &["DEL", stamps],
        &["ZADD", scores, "1", "stranger"],
        &["ZPOPMIN", scores],
        &["HDEL", stamps, "bob"],
        &["HSET", stamps, "cid", "1234567"],
    ] {
        broken(con, &board, command);
        let before = dump(con);
        let fit = "the keys of the board do not fit each other";
        let error = submit(con, &board, "ann", Score::from(0), Keep::Best).unwrap_err();
        assert!(error.to_string().contains(fit), "{command:?}: {error}");
        let error = trim(con, &board, limit(1)).unwrap_err();
        assert!(error.to_string().contains(fit), "{command:?}: {error}");
        assert_eq!(dump(con), before, "{command:?}");
    }
    // Here their sizes fit.
    let mut last = redis::cmd("EVAL");
    last.arg("redis.call('HSET', KEYS[1], '\\255', ARGV[1])");
    for senseless in ["", "x", "-1", "nan", "inf", "9007199254740991"] {
        broken(con, &board, &["PING"]);
        let mut last = last.clone();
        last.arg(1).arg(stamps).arg(senseless).exec(con).unwrap();
        let before = dump(con);
        let error = submit(con, &board, "ann", Score::from(0), Keep::Best).unwrap_err();
        assert!(error.to_string().contains("do not fit"), "{error}");
        assert_eq!(dump(con), before, "{senseless}");
    }
    broken(con, &board, &["HSET", stamps, "ann", "1234567"]);
    let before = dump(con);
    let error = submit(con, &board, "ann", Score::from(0), Keep::Best).unwrap_err();
    assert!(error.to_string().contains("do not fit"), "{error}");
    let error = standing(con, &board, "ann", View::new(1, 1).unwrap()).unwrap_err();
    assert!(error.to_string().contains("do not fit"), "{error}");
    assert_eq!(dump(con), before);
}
