//! Constants that are declared outside of the statements: locals that have their values before the first one.

use super::Interpreter;
use super::upvalues::Upvalues;
use crate::constants::{ConstantSetting, ConstantType, ConstantValue, DeclaredConstant};
use crate::domain::{Facets, Number, Sources, Text, Value};
use crate::lua::syntax::{Chunk, LocalId};

/// 2^53
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Interpreter<'_> {
    pub(super) fn declare_constants(&mut self, constants: &[DeclaredConstant]) {
        for (at, constant) in (0..).zip(constants) {
            self.declare(LocalId(at), value(constant));
        }
    }
}

fn value(constant: &DeclaredConstant) -> Value {
    match &constant.setting {
        ConstantSetting::Known(ConstantValue::Number(number)) => {
            let off = if planted!(ConstantIsOff) { 1.0 } else { 0.0 };
            Value::number(Number::constant(*number + off))
        }
        ConstantSetting::Known(ConstantValue::String(bytes)) => Value::text(&**bytes),
        ConstantSetting::Known(ConstantValue::Boolean(value)) => Value::boolean(Some(*value)),
        ConstantSetting::Unset | ConstantSetting::Expression => any(constant.kind),
    }
}

/// Any value of a type.
fn any(kind: ConstantType) -> Value {
    match kind {
        ConstantType::Integer => Value::number(Number::between(-EXACT, EXACT, true)),
        ConstantType::Number => Value::number(Number::between(f64::MIN, f64::MAX, false)),
        // A key that is a constant is none that the caller passes, whatever it is.
        ConstantType::String => Value::new(Facets::of_text(Text::Any), Sources::LITERAL),
        ConstantType::Boolean => Value::boolean(None),
    }
}

/// The constants that nothing reads, by their numbers.
pub(super) fn unread(chunk: &Chunk, upvalues: &Upvalues) -> Vec<usize> {
    let mut unread = Vec::new();
    for at in 0..chunk.constants {
        if !upvalues.read.contains(LocalId(at)) {
            unread.push(at as usize);
        }
    }
    unread
}
