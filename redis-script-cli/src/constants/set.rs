//! Constants that the command line sets: `--const LIMIT=5`.

use redis_script_analysis::constants::{
    CONSTANTS, ConstantLiteral, ConstantSetting, ConstantType, DeclaredConstant, SetConstant, SetTo,
};
use redis_script_analysis::report::render::render_errors;
use redis_script_analysis::text::Refusal;
use redis_script_analysis::{Diagnostic, Subject};

use crate::args::NamedValue;
use crate::script::Script;

/// What an attribute with these values would set. After them come the constants that have no value, as if the compiler knew it: that
/// they are missing is told when the script is to be sent.
pub(crate) fn set(values: &[NamedValue], declared: &[DeclaredConstant]) -> Vec<SetConstant> {
    let of_name = |name: &str| declared.iter().find(|constant| *constant.name == *name);
    let mut set: Vec<SetConstant> = Vec::new();
    for NamedValue { name, value } in values {
        let to = match of_name(name) {
            Some(constant) => SetTo::Literal(literal(value, constant.kind)),
            None => SetTo::Expression,
        };
        set.push(SetConstant {
            name: name.clone(),
            to,
        });
    }
    for constant in declared {
        let is_set = values.iter().any(|value| value.name == *constant.name);
        if constant.setting == ConstantSetting::Unset && !is_set {
            set.push(SetConstant {
                name: constant.name.to_string(),
                to: SetTo::Expression,
            });
        }
    }
    set
}

/// The literal that a value is meant to be: for a string the value as it is, for other types what it looks like.
fn literal(value: &str, kind: ConstantType) -> ConstantLiteral {
    if kind == ConstantType::String {
        return ConstantLiteral::String(value.to_owned());
    }
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    // Rust reads `inf` and `nan`, too.
    let begins_number = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    match (value, value.parse::<f64>()) {
        ("true", _) => ConstantLiteral::Boolean(true),
        ("false", _) => ConstantLiteral::Boolean(false),
        (_, Ok(number)) if begins_number => {
            if !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
                return ConstantLiteral::Float(number);
            }
            match value.parse() {
                // A floating point number has a -0.
                Ok(0) if kind == ConstantType::Number => ConstantLiteral::Float(number),
                integer => ConstantLiteral::Integer(integer.ok()),
            }
        }
        _ => ConstantLiteral::String(value.to_owned()),
    }
}

/// Why a script does not take the values, if it was checked with them.
pub(crate) fn wrong(script: &Script, values: &[NamedValue]) -> Option<String> {
    let found = script.analysis.diagnostics.iter();
    let mut found = found.filter(|found| found.lint == CONSTANTS);
    found.find_map(|found| match found.subject {
        Subject::ConstantValue(at) => {
            let NamedValue { name, value } = values.get(at)?;
            let excerpt = render_errors(std::slice::from_ref(found), &script.source);
            Some(format!("`--const {name}={value}`: {excerpt}"))
        }
        Subject::ConstantName(at) => {
            let NamedValue { name, .. } = values.get(at)?;
            Some(format!("`--const {name}`: {}", refusal(found)))
        }
        _ => None,
    })
}

/// The name has no place in the script.
fn refusal(found: &Diagnostic) -> Refusal {
    Refusal {
        message: found.message.to_string(),
        help: found.help.first().map(ToString::to_string),
    }
}
