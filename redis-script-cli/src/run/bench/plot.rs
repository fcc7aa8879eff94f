//! The figures as a drawing, on logarithmic scales.

use svg::Document;
use svg::node::element::{Circle, Line, Polyline, Rectangle, Style, Text, Title};

use super::BenchReport;

/// A page shows the drawing as an image, which no style of the page reaches: so it brings its own ground, and colors for both.
const STYLE: &str = "
text { font: 13px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-weight: 600 } .faint { fill: #59636e } .end { text-anchor: end } .middle { text-anchor: middle }
.ground { fill: #fff } .axis { stroke: #d1d9e0 } .curve { stroke: #0969da; stroke-width: 2; fill: none } .point { fill: #0969da }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .faint { fill: #9198a1 } .ground { fill: #0d1117 } .axis { stroke: #3d444d }
.curve { stroke: #4493f8 } .point { fill: #4493f8 }
}
";

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 60.0;
const BOTTOM: f64 = 50.0;

/// A logarithmic scale, from one power of ten to another.
struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    fn of(values: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Self {
        let low = values.clone().fold(f64::INFINITY, f64::min).max(1.0);
        let high = values.fold(1.0, f64::max);
        let (low, high) = (low.log10().floor(), high.log10().ceil());
        Self {
            low,
            high: high.max(low + 1.0),
            start,
            end,
        }
    }

    fn place(&self, value: f64) -> f64 {
        let part = (value.max(1.0).log10() - self.low) / (self.high - self.low);
        let place = self.start + part * (self.end - self.start);
        (place * 10.0).round() / 10.0
    }

    fn powers(&self) -> Vec<f64> {
        let mut powers = Vec::new();
        let mut power = self.low;
        while power <= self.high {
            powers.push(10_f64.powf(power));
            power += 1.0;
        }
        powers
    }
}

/// Time of a call against the number of elements.
pub(super) fn plot(report: &BenchReport) -> String {
    let points = report.sizes.iter();
    let points = points.map(|size| (f64::from(size.elements), size.microseconds));
    let x = Scale::of(points.clone().map(|(x, _)| x), LEFT, WIDTH - RIGHT);
    let y = Scale::of(points.clone().map(|(_, y)| y), HEIGHT - BOTTOM, TOP);
    let title = format!("Microseconds on the server for a call: {}", report.file);
    let ground = Rectangle::new().set("width", WIDTH).set("height", HEIGHT);
    let mut drawing = Document::new()
        .set("viewBox", (0, 0, WIDTH, HEIGHT))
        .set("width", WIDTH)
        .set("role", "img")
        .add(Title::new(&title))
        .add(Style::new(STYLE))
        .add(ground.set("rx", 6).set("class", "ground"))
        .add(words((16.0, 28.0), "title", &title))
        .add(words(
            (WIDTH - RIGHT, HEIGHT - 12.0),
            "faint end",
            "elements",
        ));
    for power in y.powers() {
        let at = y.place(power);
        drawing = drawing
            .add(line((LEFT, at), (WIDTH - RIGHT, at)))
            .add(words(
                (LEFT - 8.0, at + 4.0),
                "faint end",
                &power.to_string(),
            ));
    }
    for power in x.powers() {
        let at = x.place(power);
        drawing = drawing
            .add(line((at, TOP), (at, HEIGHT - BOTTOM)))
            .add(words(
                (at, HEIGHT - BOTTOM + 18.0),
                "faint middle",
                &power.to_string(),
            ));
    }
    let places: Vec<(f64, f64)> = points.map(|(a, b)| (x.place(a), y.place(b))).collect();
    let curve: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let curve = Polyline::new().set("points", curve.join(" "));
    drawing = drawing.add(curve.set("class", "curve"));
    for ((x, y), size) in places.iter().zip(&report.sizes) {
        let point = Circle::new().set("cx", *x).set("cy", *y).set("r", 4);
        drawing = drawing.add(point.set("class", "point")).add(words(
            (*x, y - 10.0),
            "middle",
            &size.microseconds.to_string(),
        ));
    }
    format!("{drawing}\n")
}

fn words((x, y): (f64, f64), class: &str, words: &str) -> Text {
    Text::new(words).set("x", x).set("y", y).set("class", class)
}

fn line(from: (f64, f64), to: (f64, f64)) -> Line {
    let line = Line::new().set("x1", from.0).set("y1", from.1);
    line.set("x2", to.0).set("y2", to.1).set("class", "axis")
}
