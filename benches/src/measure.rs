//! What is measured: one file, one section of the report.

pub mod build;
pub mod cold;
pub mod cost;
pub mod storm;
pub mod throughput;

/// The middle one, or the upper of two; `NaN` of none.
#[must_use]
pub fn median(values: Vec<f64>) -> f64 {
    quantile(values, 0.5)
}

/// The one below which this share of them is; `NaN` of none.
#[must_use]
#[allow(clippy::cast_sign_loss, reason = "neither is negative")]
pub fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = (values.len() as f64 * share) as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}
