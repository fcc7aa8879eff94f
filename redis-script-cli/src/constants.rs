//! The constants of a script: how they are shown, and what the command line sets.

mod set;

use redis_script_analysis::constants::{ConstantSetting, ConstantValue, DeclaredConstant};
use serde::Serialize;
use serde_json::Value;

pub(crate) use self::set::{set, wrong};
use crate::script::Script;

/// A constant in JSON.
#[derive(Serialize)]
pub(crate) struct JsonConstant<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    /// Null if it is not set.
    value: Value,
}

impl<'a> JsonConstant<'a> {
    pub(crate) fn new(constant: &'a DeclaredConstant) -> Self {
        let value = match &constant.setting {
            ConstantSetting::Known(ConstantValue::Number(number)) => number_value(*number),
            ConstantSetting::Known(ConstantValue::String(bytes)) => {
                String::from_utf8_lossy(bytes).into()
            }
            ConstantSetting::Known(ConstantValue::Boolean(value)) => (*value).into(),
            ConstantSetting::Unset | ConstantSetting::Expression => Value::Null,
        };
        Self {
            name: &constant.name,
            kind: constant.kind.name(),
            value,
        }
    }
}

/// Whole numbers have no fraction, as long as they are exact.
fn number_value(number: f64) -> Value {
    let is_exact = number.fract() == 0.0 && number.abs() <= 2_f64.powi(53);
    if is_exact {
        (number as i64).into()
    } else {
        number.into()
    }
}

/// `MAX_BATCH: integer = 500`
pub(crate) fn shown(constant: &DeclaredConstant) -> String {
    let value = match &constant.setting {
        ConstantSetting::Known(value) => format!(" = {}", value.to_lua()),
        ConstantSetting::Unset | ConstantSetting::Expression => ", not set".to_owned(),
    };
    format!("{}: {}{value}", constant.name, constant.kind.name())
}

/// The constants without a value, as a message names them.
pub(crate) fn unset(script: &Script) -> Option<String> {
    let constants = script.analysis.constants.iter();
    let unset = constants.filter(|constant| !matches!(constant.setting, ConstantSetting::Known(_)));
    let names: Vec<&str> = unset.map(|constant| &*constant.name).collect();
    (!names.is_empty()).then(|| format!("`{}`", names.join("`, `")))
}

/// Why a script cannot be sent.
pub(crate) fn refusal(script: &Script) -> String {
    let (shown, unset) = (script.source.path(), unset(script).unwrap_or_default());
    format!(
        "`{shown}` is not sent without a value for {unset}\n  = help: add `--const NAME=VALUE`, or declare a value, as in `-- @const LIMIT: integer = 10`; an attribute can still set another"
    )
}
