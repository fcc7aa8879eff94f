//! Habits are measured if both of their scripts do what is said, and the page says what was measured.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use redis_script_benches::server::Server;
use redis_script_ready_made_benches::habits::{
    HABITS, Habit, HabitCost, MeasuredHabit, Side, measure, page,
};

#[test]
fn all_habits_are_measured() {
    let server = Server::start().unwrap();
    let measured = measure(HABITS, &server, 3).unwrap();
    assert_eq!(measured.len(), HABITS.len());
    for one in &measured {
        let case = one.habit.case;
        assert!(
            one.with.usec.is_finite() && one.without.usec.is_finite(),
            "{case}"
        );
    }
    let written = |lint: &str| {
        let one = measured.iter().find(|one| one.habit.lint == lint).unwrap();
        (one.with.written, one.without.written)
    };
    let (counted, read) = written("rejected_write");
    assert!(counted > 20.0 && read < 1.0, "{counted} {read}");
    let (set, expired) = written("rewritten_value");
    assert!(set > expired && expired > 20.0, "{set} {expired}");
    let page = page(&measured, 3, &["a machine".to_owned()]);
    assert!(
        page.contains("| [`float_format`](lints.md#float_format) |")
            && page.contains("- a machine")
    );
}

#[test]
fn a_script_that_does_something_else_is_not_measured() {
    const BROKEN: &[Habit] = &[Habit {
        case: "nothing",
        lint: "",
        with: Side {
            title: "one",
            script: "return 1",
        },
        without: Side {
            title: "two",
            script: "return 2",
        },
        bare: "return 1",
        times: 1,
        before: &[],
        arguments: &[],
        done: |reply| *reply == redis::Value::Int(1),
    }];
    let server = Server::start().unwrap();
    let Err(error) = measure(BROKEN, &server, 1) else {
        panic!("it was measured");
    };
    assert!(
        error.to_string().contains("nothing: the server replied"),
        "{error}"
    );
}

#[test]
fn the_page_has_a_row_for_each_habit() {
    let cost = |usec| HabitCost {
        usec,
        median_usec: usec * 1.1,
        written: 0.0,
    };
    let measured = HABITS.iter().map(|habit| MeasuredHabit {
        habit,
        with: cost(1.0),
        without: cost(0.25),
    });
    let measured: Vec<_> = measured.collect();
    let page = page(&measured, 100, &[]);
    let rows = page
        .lines()
        .filter(|line| line.contains("| 1.00 |") && line.contains("| 0.25 |"));
    assert_eq!(rows.count(), HABITS.len());
    assert!(page.contains("the costs were 10 % higher"), "{page}");
}
