//! Holds what the attribute sets against what the script declares.

use super::reader::{mismatch, not_allowed};
use super::value::BEYOND;
use super::{CONSTANTS, ConstantSetting, ConstantType, ConstantValue, DeclaredConstant};
use crate::collections::lists;
use crate::lua;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::{FileId, Refusal, Source, Span, fill};

/// A constant that the attribute sets.
#[derive(Clone)]
pub struct SetConstant {
    /// Its name.
    pub name: String,
    /// Its value.
    pub to: SetTo,
}

/// What a constant is set to.
#[derive(Clone)]
pub enum SetTo {
    /// A literal of Rust.
    Literal(ConstantLiteral),
    /// Anything else: the compiler finds its value, and whether it is of the declared type.
    Expression,
}

/// A literal of Rust.
#[derive(Clone)]
pub enum ConstantLiteral {
    /// An integer; `None` if it is beyond those of Rust.
    Integer(Option<i128>),
    /// A floating point number.
    Float(f64),
    /// A string.
    String(String),
    /// `true` or `false`
    Boolean(bool),
    /// A literal that no constant can be: a character, bytes.
    Other,
}

/// Gives the declared constants the values that the attribute sets, and leaves out those of included files that the script does not
/// name. `set` is `None` if there is no attribute: then a constant may be without a value.
pub(crate) fn resolve(
    source: &Source,
    constants: &mut Vec<DeclaredConstant>,
    set: Option<&[SetConstant]>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    assign(constants, set.unwrap_or_default(), diagnostics);
    leave_out(source, constants);
    for constant in constants.iter() {
        if set.is_some() && constant.setting == ConstantSetting::Unset {
            diagnostics.push(unset(constant));
        }
    }
}

/// A file may declare what not all of its includers need. The rule is fixed, since it decides what is sent: a constant that an
/// included file declares stays if it is set, or if its name is a word of the code.
fn leave_out(source: &Source, constants: &mut Vec<DeclaredConstant>) {
    if source.segments().is_empty() {
        return;
    }
    let names = lua::names(source);
    lists::keep(constants, |constant| {
        source.file_of(constant.span.start) == FileId::MAIN
            || constant.set_by.is_some()
            || names.find(constant.name.as_bytes()).is_some()
    });
}

fn assign(
    constants: &mut [DeclaredConstant],
    set: &[SetConstant],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (at, one) in set.iter().enumerate() {
        let known = constants.iter_mut().find(|known| *known.name == one.name);
        let Some(constant) = known else {
            diagnostics.push(undeclared(constants, one, at));
            continue;
        };
        if constant.set_by.is_some() {
            let message = fill!("the constant `{}` is set twice", one.name);
            let error = Diagnostic::error(CONSTANTS, constant.span, message);
            diagnostics.push(error.about(Subject::ConstantName(at)));
            continue;
        }
        constant.set_by = Some(at);
        constant.setting = match &one.to {
            SetTo::Expression => ConstantSetting::Expression,
            SetTo::Literal(literal) => match value(constant, literal) {
                Ok(value) => ConstantSetting::Known(value),
                Err(refused) => {
                    let error = Diagnostic::refused(CONSTANTS, constant.span, refused);
                    let error = error.label("declared here");
                    diagnostics.push(error.about(Subject::ConstantValue(at)));
                    ConstantSetting::Expression
                }
            },
        };
    }
}

/// The value of a literal, if it is of the declared type.
#[expect(clippy::cast_precision_loss, reason = "up to 2^53 nothing is lost")]
fn value(constant: &DeclaredConstant, literal: &ConstantLiteral) -> Result<ConstantValue, Refusal> {
    let (name, kind) = (&*constant.name, constant.kind);
    let is_numeric = matches!(kind, ConstantType::Integer | ConstantType::Number);
    let number =
        |value| ConstantValue::number(value, kind).map_err(|why| not_allowed(name, kind, why));
    match literal {
        ConstantLiteral::Integer(value) if is_numeric => match value {
            // 2^53
            Some(value) if value.unsigned_abs() <= 1 << 53 => number(*value as f64),
            _ => Err(not_allowed(name, kind, BEYOND)),
        },
        ConstantLiteral::Float(value) if kind == ConstantType::Number => number(*value),
        ConstantLiteral::String(text) if kind == ConstantType::String => {
            Ok(ConstantValue::String(text.as_bytes().into()))
        }
        ConstantLiteral::Boolean(value) if kind == ConstantType::Boolean => {
            Ok(ConstantValue::Boolean(*value))
        }
        ConstantLiteral::Integer(_) => Err(mismatch(name, kind, "an integer")),
        ConstantLiteral::Float(_) => Err(mismatch(name, kind, "a floating point number")),
        ConstantLiteral::String(_) => Err(mismatch(name, kind, "a string")),
        ConstantLiteral::Boolean(_) => Err(mismatch(name, kind, "a boolean")),
        ConstantLiteral::Other => Err(mismatch(name, kind, "a literal of another type")),
    }
}

fn undeclared(constants: &[DeclaredConstant], set: &SetConstant, at: usize) -> Diagnostic {
    let mut names = Vec::with_capacity(constants.len());
    for constant in constants {
        names.push(&*constant.name);
    }
    let name = &set.name;
    let refused = if names.is_empty() {
        let message = fill!(
            "the script declares no constant `{name}`, nor any other",
            name
        );
        let help = fill!(
            "declare it in the script: `-- @const {name}: integer = 500`",
            name
        );
        Refusal::new(message).help(help)
    } else {
        let mut refused = Refusal::unknown("constant", name, &names).or_list(&names);
        refused.message = fill!("the script declares no constant `{name}`", name);
        refused
    };
    Diagnostic::refused(CONSTANTS, Span::default(), refused).about(Subject::ConstantName(at))
}

fn unset(constant: &DeclaredConstant) -> Diagnostic {
    let (name, example) = (&constant.name, constant.kind.example());
    let message = fill!("the constant `{name}` has no value", name);
    Diagnostic::error(CONSTANTS, constant.span, message)
        .label("declared without a value")
        .help(fill!("set it in the attribute, `consts({name} = {example})`, or give it a value here, `{name}: {} = {example}`", name, example, name, constant.kind.name(), example))
}

/// Constants that nothing in the script reads.
pub(crate) fn check_unread(
    constants: &[DeclaredConstant],
    unread: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for at in unread {
        let Some(constant) = constants.get(*at) else {
            continue;
        };
        let message = fill!(
            "nothing in the script reads the constant `{}`",
            constant.name
        );
        let error = Diagnostic::error(CONSTANTS, constant.span, message)
            .label("never read")
            .help("use it, or remove it");
        diagnostics.push(match constant.set_by {
            Some(set) => error.about(Subject::ConstantName(set)),
            None => error,
        });
    }
}
