//! What habits of scripts cost on the server, beside what does without them. The figures are those of `docs/habits.md`, rounded, which
//! `./dev bench habits` wrote on Redis 8.2.3: a test compares them.

/// `%.0f` and `%d`.
pub(crate) const FLOAT_FORMAT: &str = "0.5 microseconds against 0.2";

/// `SET key value PX time` and `PEXPIRE`, if the key holds the value.
pub(crate) const REWRITTEN_VALUE: &str = "1.5 microseconds against 0.7";

/// What a limiter writes to the append-only file that counts before it rejects, and one that reads first.
pub(crate) const REJECTED_WRITE: &str = "32 bytes against none";

/// `GET` and `TIME`, and `PTTL`.
pub(crate) const STORED_DEADLINE: &str = "1.8 microseconds against 0.5";

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use std::fs;

    use super::{FLOAT_FORMAT, REJECTED_WRITE, REWRITTEN_VALUE, STORED_DEADLINE};

    /// The row of a lint says what it costs: with the habit in the third and sixth column, and without it in the fifth and seventh.
    #[test]
    fn figures_are_those_that_were_measured() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/habits.md");
        let page = fs::read_to_string(path).unwrap();
        for (lint, said, unit, with, without) in [
            ("float_format", FLOAT_FORMAT, "microseconds", 3, 5),
            ("rewritten_value", REWRITTEN_VALUE, "microseconds", 3, 5),
            ("rejected_write", REJECTED_WRITE, "bytes", 6, 7),
            ("stored_deadline", STORED_DEADLINE, "microseconds", 3, 5),
        ] {
            let link = format!("(lints.md#{lint})");
            let row = page.lines().find(|line| line.contains(&link)).unwrap();
            let cells: Vec<_> = row
                .split(" | ")
                .map(|cell| cell.trim_matches(&['|', ' '][..]))
                .collect();
            let figure = |column: usize| {
                let figure: f64 = cells[column - 1].parse().unwrap();
                match unit {
                    "bytes" if figure == 0.0 => "none".to_owned(),
                    "bytes" => format!("{figure:.0}"),
                    _ => format!("{figure:.1}"),
                }
            };
            let measured = format!("{} {unit} against {}", figure(with), figure(without));
            assert_eq!(said, measured, "{lint}");
        }
    }

    #[test]
    fn pages_say_the_same() {
        for (lint, figures) in [
            ("float_format", FLOAT_FORMAT),
            ("rewritten_value", REWRITTEN_VALUE),
            ("rejected_write", REJECTED_WRITE),
            ("stored_deadline", STORED_DEADLINE),
        ] {
            let path = format!("{}/src/lints/{lint}.rs", env!("CARGO_MANIFEST_DIR"));
            let text = fs::read_to_string(path).unwrap();
            let (with, without) = figures.split_once(" against ").unwrap();
            let with = with.replace("32 bytes", "32 bytes for one INCR");
            assert!(
                text.contains(&with) && (without == "none" || text.contains(without)),
                "{lint}"
            );
        }
    }
}
