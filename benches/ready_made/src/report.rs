//! The page of a family.

use redis_script_benches::table::{Table, thousands};

use crate::contenders::{Family, Kind};
use crate::measure::{Cost, Measured};

/// The page, whose plot is beside it.
#[must_use]
pub fn page(
    family: &Family,
    kinds: &[(&Kind, Vec<Measured>)],
    (rounds, machine): (usize, &[String]),
) -> String {
    let name = family.name;
    let tables: Vec<_> = kinds
        .iter()
        .map(|(kind, rows)| format!("## {}\n\n{}", kind.title, table(rows)))
        .collect();
    let machine: Vec<_> = machine.iter().map(|line| format!("- {line}\n")).collect();
    format!(
        "# What `{name}` costs beside popular packages\n\n\
         `./dev bench packages {name}` measured this and wrote this page.\n\n\
         ![Microseconds on the server for a call of each script]({name}.svg)\n\n\
         {}\n{}\n\
         ## How it was measured\n\n{}\n{}\n\n{}",
        family.about,
        tables.join("\n"),
        METHOD,
        slower(kinds, rounds),
        machine.concat(),
    )
}

const METHOD: &str = "\
Each function is called through a proxy, which notes what it sends: ours, and those of packages as their authors publish them, from
npm and PyPI. The same requests are then sent again over a unix socket, without waiting for replies. All replies are read, and a
call that does not do what it did at first ends the measurement. A script that its package sends as text each time is sent by its
SHA1 here. The contenders take turns, about 500 calls each, so that what else the machine does affects all of them.

- **µs**: time on the server, `usec_per_call` in `INFO commandstats`. It leaves out reading the request and writing the reply.
- **commands**: those that the script of a call calls; in brackets, how many more requests a call sends, which are not measured.
- **bytes in memory**: `MEMORY USAGE` of all keys of one subject after the calls of the first kind.
- **bytes of the request**: the first kind of call, with the key names and arguments of the package.
- **calls per second**: of one connection that sends without waiting.
";

/// How much the rounds differ.
fn slower(kinds: &[(&Kind, Vec<Measured>)], rounds: usize) -> String {
    let rows = kinds.iter().flat_map(|(_, rows)| rows);
    let costs = rows.flat_map(|row| &row.costs);
    let mut shares: Vec<f64> = costs
        .map(|cost| cost.median_usec / cost.usec - 1.0)
        .collect();
    shares.sort_by(f64::total_cmp);
    let percent = |index: usize| shares.get(index).copied().unwrap_or(f64::NAN) * 100.0;
    format!(
        "Of {rounds} rounds, nine of ten took longer than the figures say: whatever else runs on the machine only adds to them. In the \
         median round, calls took {:.0} % longer (the middle of all rows), {:.0} % at most. Differences below 5 % mean nothing.",
        percent(shares.len() / 2),
        percent(shares.len().saturating_sub(1)),
    )
}

/// The table of one kind.
fn table(rows: &[Measured]) -> Table {
    let steps = rows
        .iter()
        .map(|row| &row.costs)
        .max_by_key(|costs| costs.len());
    let names: Vec<_> = steps
        .into_iter()
        .flatten()
        .map(|cost| cost.step.as_str())
        .collect();
    let mut table = Table::new([
        String::new(),
        format!("µs: {}", names.join(" / ")),
        "commands".to_owned(),
        "bytes in memory".to_owned(),
        "bytes of the request".to_owned(),
        "calls per second".to_owned(),
    ]);
    for row in rows {
        let each = |text: &dyn Fn(&Cost) -> String| {
            let cells = names.iter().map(|name| {
                let cost = row.costs.iter().find(|cost| cost.step == *name);
                cost.map_or_else(|| "–".to_owned(), text)
            });
            cells.collect::<Vec<_>>().join(" / ")
        };
        let name = row.contender.name();
        table.row([
            if row.contender.is_ours() {
                format!("**{name}**")
            } else {
                name
            },
            each(&|cost| format!("{:.1}", cost.usec)),
            each(&commands),
            thousands(row.memory),
            thousands(row.costs.first().map_or(f64::NAN, |cost| cost.bytes)),
            each(&|cost| thousands(cost.calls_per_sec)),
        ]);
    }
    table
}

/// Without a fraction if there is none to one digit; with how many more requests a call sends.
fn commands(cost: &Cost) -> String {
    let text = format!("{:.1}", cost.commands);
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match cost.others.round() {
        0.0 => text.to_owned(),
        others => format!("{text} (+{others})"),
    }
}
