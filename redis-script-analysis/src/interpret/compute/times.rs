//! What is known of results as times.

use crate::domain::{Number, Time, Value};
use crate::lua::syntax::BinaryOperator;
use crate::redis::builtins::Role;

/// What is known of the result as a time. What is multiplied by a constant is the same time in another unit, or longer.
pub(super) fn time_of(
    operator: BinaryOperator,
    left: (&Value, &Number),
    right: (&Value, &Number),
) -> Time {
    let (ours, theirs) = (left.0.origin.time, right.0.origin.time);
    let (a, b) = (left.1.as_constant(), right.1.as_constant());
    match operator {
        BinaryOperator::Add if b.is_some() => ours.plus(theirs, true),
        BinaryOperator::Add => theirs.plus(ours, a.is_some()),
        BinaryOperator::Subtract => ours.minus(theirs, b.is_some()),
        BinaryOperator::Multiply if a.is_some() => theirs.times(a),
        BinaryOperator::Multiply if b.is_some() => ours.times(b),
        BinaryOperator::Divide if b.is_some() => ours.times(b.map(f64::recip)),
        // Nothing that a name says of a product makes it a point in time, or a duration.
        _ => ours.or(theirs).lost().or(Time::DURATION.or(Time::POINT)),
    }
}

/// What is known of what a function gives as a time.
pub(in crate::interpret) fn time_of_call(role: Role, arguments: &[Value]) -> Option<Time> {
    let mut time = Time::NONE;
    for argument in arguments {
        time = time.or(argument.origin.time);
    }
    match role {
        Role::Floor | Role::Ceil | Role::Absolute | Role::Max | Role::Min => Some(time),
        Role::Format => match arguments {
            // The text of the number alone.
            [format, value] => {
                let is_whole = matches!(
                    format.as_text().map(|text| &**text),
                    Some(b"%d" | b"%i" | b"%.0f" | b"%s")
                );
                is_whole.then_some(value.origin.time)
            }
            _ => None,
        },
        _ => None,
    }
}
