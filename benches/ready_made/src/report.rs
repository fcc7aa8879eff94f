//! The page of a family.

use std::fmt::Write as _;

use crate::contenders::{Family, Kind};
use crate::measure::{Cost, Measured};
use redis_script_benches::table::{Table, thousands};

/// The table of one kind.
#[must_use]
pub fn table(rows: &[Measured]) -> Table {
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
        table.row([
            row.contender.title(),
            each(&|cost| format!("{:.1}", cost.usec)),
            each(&|cost| decimal(cost.commands)),
            thousands(row.memory),
            thousands(row.costs.first().map_or(f64::NAN, |cost| cost.bytes)),
            each(&|cost| thousands(cost.calls_per_sec)),
        ]);
    }
    table
}

/// Without a fraction if that is what it is to one digit.
fn decimal(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// How sure the figures are: the noise of the middle step and that of the worst, as shares of the time.
#[must_use]
pub fn noise(kinds: &[(&Kind, Vec<Measured>)]) -> (f64, f64) {
    let rows = kinds.iter().flat_map(|(_, rows)| rows);
    let costs = rows.flat_map(|row| &row.costs);
    let mut shares: Vec<f64> = costs.map(|cost| cost.noise / cost.usec).collect();
    shares.sort_by(f64::total_cmp);
    let at = |index: usize| shares.get(index).copied().unwrap_or(f64::NAN);
    (at(shares.len() / 2), at(shares.len().saturating_sub(1)))
}

/// The page.
#[must_use]
pub fn page(
    family: &Family,
    kinds: &[(&Kind, Vec<Measured>)],
    rounds: usize,
    machine: &[String],
) -> String {
    let mut page = format!(
        "# What `{0}` costs beside popular packages\n\n`./dev bench packages` wrote this page.\n\n![Server time of each script]({0}.svg)\n\n",
        family.name
    );
    for (kind, rows) in kinds {
        let _ = write!(page, "## {}\n\n{}\n", kind.title, table(rows));
    }
    let (middle, worst) = noise(kinds);
    let _ = write!(page, "{rounds} {middle} {worst} {machine:?}");
    page
}
