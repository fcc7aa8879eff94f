//! The page of the habits.

use redis_script_benches::measure::median;
use redis_script_benches::table::Table;

use super::{HabitCost, MeasuredHabit};

/// The page, of what these rounds on this machine found.
#[must_use]
pub fn page(measured: &[MeasuredHabit], rounds: usize, machine: &[String]) -> String {
    let mut table = Table::new([
        "when",
        "habit",
        "µs",
        "instead",
        "µs",
        "bytes written",
        "instead",
        "lint",
    ]);
    for one in measured {
        let (with, without) = (one.with, one.without);
        table.row([
            one.habit.case.to_owned(),
            one.habit.with.title.to_owned(),
            microseconds(with),
            one.habit.without.title.to_owned(),
            microseconds(without),
            bytes(with),
            bytes(without),
            match one.habit.lint {
                "" => "–".to_owned(),
                lint => format!("[`{lint}`](lints.md#{lint})"),
            },
        ]);
    }
    let machine: Vec<_> = machine.iter().map(|line| format!("- {line}\n")).collect();
    format!(
        "{BEGIN}\n{table}\n{METHOD}\n{}\n\n{}",
        slower(measured, rounds),
        machine.concat()
    )
}

/// How much the rounds differ.
fn slower(measured: &[MeasuredHabit], rounds: usize) -> String {
    let sides = measured.iter().flat_map(|one| [one.with, one.without]);
    let longer = median(
        sides
            .map(|cost| cost.median_usec / cost.usec - 1.0)
            .collect(),
    );
    format!(
        "Of {rounds} rounds, nine of ten took longer than the figures say: whatever else runs on the machine only adds to them. In the \
         median round, the costs were {:.0} % higher (the middle of all).",
        longer * 100.0
    )
}

const BEGIN: &str = "\
# What habits cost

`./dev bench habits` measured this and wrote this page. The lints that name a figure take it from here.
";

const METHOD: &str = "\
A local variable for `redis.call` is not worth one: no lint asks for it. Nor does one ask for `s + 0`, which raises an error where
`tonumber(s)` gives nil, or for a string as a reply, which its caller must take apart.

## How it was measured

Each row has three scripts: with the habit, without it, and one that does what both do beside it. A cost is what a script takes longer
than that third one: so the time of the call itself, of reading a value that both read, and of comparing it is left out. What rejects and
what admits is compared with a script that only returns. If the scripts do it four times, the cost of one time is shown.

- **µs**: time on the server, `usec_per_call` in `INFO commandstats`. All scripts take turns, 500 calls each, each
  call with a key of its own, so that what else the machine does affects all of them. Differences below 0.1 µs mean nothing.
- **bytes written**: to the append-only file for one call, as `aof_current_size` says; replicas get as many.
";

fn microseconds(cost: HabitCost) -> String {
    format!("{:.2}", cost.usec)
}

fn bytes(cost: HabitCost) -> String {
    format!("{:.0}", cost.written)
}
