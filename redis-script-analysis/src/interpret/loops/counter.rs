//! The variable of a numeric `for`.

use crate::domain::{Domain, End, Number};

/// The values of the variable of a numeric `for`.
pub(super) fn loop_number(start: &Number, limit: &Number, step: &Number) -> Number {
    let integral = start.integral && step.integral;
    let constant = step.as_constant();
    let (low, high) = match constant {
        Some(step) if step > 0.0 => (start.low(), last_round(start, limit.high(), step)),
        Some(step) if step < 0.0 => (limit.low(), start.high()),
        _ => (
            End::constant(f64::NEG_INFINITY),
            End::constant(f64::INFINITY),
        ),
    };
    let number = Number::of_ends(low, high, integral)
        .with_division(start.divided.max(step.divided))
        .stepping(start, step);
    if number.is_bottom() {
        Number::BOTTOM
    } else {
        number
    }
}

/// The last value that the loop variable takes, where the step does not land on the limit.
fn last_round(start: &Number, limit: End, step: f64) -> End {
    match (start.as_constant(), limit.as_constant()) {
        (Some(start), Some(limit)) if limit >= start && limit.is_finite() => {
            End::constant(limit - (limit - start) % step)
        }
        _ => limit,
    }
}
