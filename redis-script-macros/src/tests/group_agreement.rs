//! What the analysis says of a loop over groups, and what a constant says of it, agree.

use std::panic::catch_unwind;

use redis_script::__private::{EntryLoop as ConstLoop, Groups, check_group};
use redis_script_analysis::Span;
use redis_script_analysis::contract::{Misaligned, misaligned};
use redis_script_analysis::facts::{EntryLoop, EntryTable};

#[test]
fn a_loop_is_held_against_groups_alike() {
    let mut seen = [0; 3];
    for size in 1..6 {
        for begin in 1..4 {
            for step in 2..6 {
                for first in 1..6 {
                    for last in first..first + 4 {
                        let said = agreed(size, begin, (step, first, last));
                        seen[said.map_or(0, |what| what as usize + 1)] += 1;
                    }
                }
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
}

/// What both say.
fn agreed(
    size: usize,
    begin: usize,
    (step, first, last): (usize, usize, usize),
) -> Option<Misaligned> {
    let looped = EntryLoop {
        table: EntryTable::Argv,
        step,
        first,
        last,
        span: Span::default(),
    };
    let said = misaligned(&looped, size, begin);
    let groups = Groups {
        name: "jobs",
        table: "ARGV",
        begin,
    };
    let panicked = catch_unwind(|| check_group(size, groups, ConstLoop { step, first, last }, ""));
    let message = panicked
        .err()
        .map(|text| *text.downcast::<String>().unwrap());
    let word = said.map(|what| match what {
        Misaligned::Step => "entries at a time",
        Misaligned::Begin => "groups from",
    });
    match (&message, word) {
        (None, None) => {}
        (Some(message), Some(word)) => assert!(message.contains(word), "{looped:?}: {message}"),
        _ => panic!("{looped:?} of {size} from {begin}: {said:?}, but {message:?}"),
    }
    said
}
