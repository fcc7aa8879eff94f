//! Drawings in SVG that can be read on light and dark pages.

use svg::node::element::{Definitions, Line, Rectangle, Style, Text, Title};
use svg::{Document, Node};

/// A page shows the drawing as an image, which no style of the page reaches: so it brings its own ground, and colors for both.
const STYLE: &str = "
text { font: 13px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-weight: 600 } .faint { fill: #59636e } .end { text-anchor: end } .middle { text-anchor: middle }
.ground { fill: #fff } .axis { stroke: #d1d9e0 } .ours { fill: #0969da } .other { fill: #818b98 }
.figure { font-size: 11px } .second { fill-opacity: .6 } .third { fill-opacity: .4 } .fourth { fill-opacity: .25 } .fifth { fill-opacity: .15 }
.offered { fill: #d1d9e0 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .faint { fill: #9198a1 } .ground { fill: #0d1117 } .axis { stroke: #3d444d }
.ours { fill: #4493f8 } .other { fill: #8b949e } .offered { fill: #3d444d }
}
";

/// A drawing; places are in pixels from its upper left corner. Classes are those of its style.
pub struct Drawing(Document);

impl Drawing {
    /// An empty one of this size.
    #[must_use]
    pub fn new(title: &str, (width, height): (f64, f64)) -> Self {
        let ground = Rectangle::new()
            .set("width", width)
            .set("height", height)
            .set("rx", 6)
            .set("class", "ground");
        let document = Document::new()
            .set("viewBox", (0, 0, width, height))
            .set("width", width)
            .set("role", "img")
            .add(Title::new(title))
            .add(Definitions::new().add(Style::new(STYLE)))
            .add(ground);
        Self(document)
    }

    /// Words, from this point of their base line.
    pub fn text(&mut self, (x, y): (f64, f64), class: &str, words: &str) {
        let text = Text::new(words).set("x", x).set("y", y);
        self.add(text.set("class", class));
    }

    /// A rectangle.
    pub fn bar(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), class: &str) {
        let bar = Rectangle::new().set("x", x).set("y", y);
        let bar = bar.set("width", round(width)).set("height", round(height));
        self.add(bar.set("class", class));
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let line = Line::new().set("x1", from.0).set("y1", from.1);
        let line = line.set("x2", to.0).set("y2", to.1);
        self.add(line.set("class", class));
    }

    fn add(&mut self, node: impl Node) {
        self.0.append(node);
    }
}

impl std::fmt::Display for Drawing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.0)
    }
}

/// To a tenth of a pixel.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
