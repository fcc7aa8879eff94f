//! What is measured: one file, one section of the report.

pub mod build;
pub mod cold;
pub mod cost;
pub mod storm;
pub mod throughput;

/// The middle one, or the upper of two; `NaN` of none.
#[must_use]
pub fn median(values: Vec<f64>) -> f64 {
    part(values, 1, 2)
}

/// Those above the lowest and below the highest quarter; `NaN` of none.
#[must_use]
pub fn quartiles(values: Vec<f64>) -> (f64, f64) {
    (part(values.clone(), 1, 4), part(values, 3, 4))
}

fn part(mut values: Vec<f64>, counter: usize, denominator: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = values.len() * counter / denominator;
    values.get(index).copied().unwrap_or(f64::NAN)
}
