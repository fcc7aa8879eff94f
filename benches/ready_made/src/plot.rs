//! The time of each contender as a bar.

use crate::contenders::{Family, Kind};
use crate::drawing::Drawing;
use crate::measure::Measured;

const WIDTH: f64 = 880.0;
/// Where the bars begin; names end before it.
const LEFT: f64 = 380.0;
/// For the figure after the longest bar.
const RIGHT: f64 = 60.0;
const MARGIN: f64 = 16.0;
const LINE: f64 = 20.0;
const BAR: f64 = 11.0;

/// A bar for each step tells them apart by its shade.
const SHADES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// Bars of all steps of all contenders, on one scale.
#[must_use]
pub fn bars(family: &Family, kinds: &[(&Kind, Vec<Measured>)]) -> Drawing {
    let rows = kinds.iter().flat_map(|(_, rows)| rows);
    let costs = || rows.clone().flat_map(|row| &row.costs);
    let longest = costs().map(|cost| cost.usec).fold(0.0, f64::max);
    let scale = (WIDTH - LEFT - RIGHT) / longest;
    let height = LINE * (3.0 + 2.0 * kinds.len() as f64)
        + costs().map(|_| BAR + 1.0).sum::<f64>()
        + 8.0 * rows.clone().count() as f64;

    let title = format!("Microseconds on the server for a call: {}", family.name);
    let mut drawing = Drawing::new(&title, (WIDTH, height));
    drawing.text((MARGIN, LINE + 4.0), "title", &title);
    let names = rows
        .clone()
        .map(|row| &row.costs)
        .max_by_key(|costs| costs.len());
    let mut x = LEFT;
    for (cost, shade) in names.into_iter().flatten().zip(SHADES) {
        drawing.bar((x, LINE + 16.0), (BAR, BAR), &format!("ours {shade}"));
        drawing.text((x + BAR + 5.0, LINE + 26.0), "faint", &cost.step);
        x += 40.0 + 8.0 * cost.step.len() as f64;
    }
    let mut y = LINE * 2.0 + 8.0;
    for (kind, rows) in kinds {
        y += LINE * 1.3;
        drawing.text((MARGIN, y), "title", kind.title);
        y += LINE * 0.5;
        for row in rows {
            let whose = if row.contender.is_ours() {
                "ours"
            } else {
                "other"
            };
            let middle = y + row.costs.len() as f64 * (BAR + 1.0) / 2.0 + 4.0;
            let weight = if row.contender.is_ours() {
                "title end"
            } else {
                "end"
            };
            drawing.text((LEFT - 8.0, middle), weight, &row.contender.name());
            for (cost, shade) in row.costs.iter().zip(SHADES) {
                drawing.bar(
                    (LEFT, y),
                    (cost.usec * scale, BAR),
                    &format!("{whose} {shade}"),
                );
                let figure = format!("{:.1}", cost.usec);
                drawing.text(
                    (LEFT + cost.usec * scale + 5.0, y + BAR - 0.5),
                    "faint figure",
                    &figure,
                );
                y += BAR + 1.0;
            }
            y += 8.0;
        }
    }
    drawing
}
