//! What is measured: one file, one section of the report.

pub mod build;
pub mod cold;
pub mod cost;
pub mod storm;
pub mod throughput;

/// The middle one, or the upper of two; `NaN` of none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
