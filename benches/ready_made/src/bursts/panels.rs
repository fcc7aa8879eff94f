//! A panel for each limiter, in two columns.

use std::time::Duration;

use super::load::{ABOUT, LENGTH, offered};
use super::{LIMITERS, Sample, most_within};
use crate::drawing::Drawing;

const WIDTH: f64 = 880.0;
const COLUMNS: usize = 2;
/// A panel's plot, and what is around it.
const PLOT: (f64, f64) = (380.0, 96.0);
const PANEL: (f64, f64) = (426.0, 172.0);
const FIRST: (f64, f64) = (40.0, 92.0);

/// The time that a bar stands for.
const BIN: Duration = Duration::from_millis(100);
/// The requests of a bar as high as the plot.
const HIGHEST: f64 = 24.0;

/// What each limiter said of the same load.
#[must_use]
pub fn draw(said: &[Vec<Sample>]) -> Drawing {
    let rows = LIMITERS.len().div_ceil(COLUMNS) as f64;
    let title = "Requests that each limiter admits, per tenth of a second";
    let mut drawing = Drawing::new(title, (WIDTH, FIRST.1 + rows * PANEL.1 - 24.0));
    drawing.text((16.0, 24.0), "title", title);
    drawing.text((16.0, 46.0), "faint", ABOUT);
    let all: Vec<_> = offered()
        .into_iter()
        .map(|at| Sample { at, admitted: true })
        .collect();
    for (index, (limiter, samples)) in LIMITERS.iter().zip(said).enumerate() {
        let (column, row) = (index % COLUMNS, index / COLUMNS);
        let corner = (
            FIRST.0 + column as f64 * PANEL.0,
            FIRST.1 + row as f64 * PANEL.1,
        );
        drawing.text((corner.0, corner.1 - 8.0), "title", limiter.title);
        bars(&mut drawing, corner, &all, "offered");
        bars(&mut drawing, corner, samples, "ours");
        axes(&mut drawing, corner);
        let admitted = samples.iter().filter(|sample| sample.admitted).count();
        let most = most_within(samples, Duration::from_secs(1));
        let words = format!(
            "{admitted} of {} admitted, at most {most} within a second",
            samples.len()
        );
        drawing.text((corner.0, corner.1 + PLOT.1 + 34.0), "faint", &words);
    }
    drawing
}

/// Higher ones are cut off.
fn bars(drawing: &mut Drawing, (left, top): (f64, f64), samples: &[Sample], class: &str) {
    let count = LENGTH.as_millis().div_ceil(BIN.as_millis());
    let width = PLOT.0 / count as f64;
    for bin in 0..count {
        let inside =
            |sample: &&Sample| sample.admitted && sample.at.as_millis() / BIN.as_millis() == bin;
        let height = (samples.iter().filter(inside).count() as f64).min(HIGHEST) * PLOT.1 / HIGHEST;
        if height > 0.0 {
            let corner = (left + bin as f64 * width, top + PLOT.1 - height);
            drawing.bar(corner, (width - 1.0, height), class);
        }
    }
}

fn axes(drawing: &mut Drawing, (left, top): (f64, f64)) {
    let bottom = top + PLOT.1;
    drawing.line((left, bottom), (left + PLOT.0, bottom), "axis");
    for second in 0..=LENGTH.as_secs() {
        let x = left + second as f64 * PLOT.0 / LENGTH.as_secs_f64();
        drawing.line((x, bottom), (x, bottom + 4.0), "axis");
        drawing.text(
            (x, bottom + 17.0),
            "faint figure middle",
            &format!("{second} s"),
        );
    }
    for height in [0.0, 10.0, 20.0] {
        let y = bottom - height * PLOT.1 / HIGHEST;
        drawing.text(
            (left - 6.0, y + 4.0),
            "faint figure end",
            &height.to_string(),
        );
    }
}
