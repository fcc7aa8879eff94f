//! The comments that declare constants: `-- @const MAX_BATCH: integer = 500`.

use super::reader;
use super::{CONSTANTS, DeclaredConstant};
use crate::lua::comments;
use crate::lua::syntax::Comment;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Source, fill, find};

pub(super) const TAG: &str = "@const";
/// Each is a local variable of the text that is sent.
const MOST: usize = 200;

/// Reads the declarations of a script, each constant once; what is wrong with them is an error.
pub(crate) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<DeclaredConstant> {
    let mut constants = Vec::new();
    if find(source.text(), TAG).is_none() {
        return constants;
    }
    for comment in &comments(source) {
        let Some(start) = tag(comment, source) else {
            continue;
        };
        match reader::read(source, start, comment.span.end) {
            Ok(declared) if constants.len() < MOST => add(&mut constants, declared, diagnostics),
            Ok(declared) => {
                let message = fill!(
                    "a script can declare {MOST} constants, and this is one more",
                    MOST
                );
                let error = Diagnostic::error(CONSTANTS, declared.span, message);
                diagnostics.push(error.help("pass some of the values as ARGV"));
                break;
            }
            Err((refused, place)) => {
                diagnostics.push(Diagnostic::refused(CONSTANTS, place, refused));
            }
        }
    }
    constants
}

/// A library has none: nobody calls it with their values.
pub(crate) fn refuse(constants: &[DeclaredConstant], diagnostics: &mut Vec<Diagnostic>) {
    for constant in constants {
        let message = "a function library cannot declare constants";
        let error = Diagnostic::error(CONSTANTS, constant.span, message);
        diagnostics.push(error.help("declare a local variable"));
    }
}

/// Where the tag of a declaration begins, if the comment is one. It is a line of its own or ends one.
fn tag(comment: &Comment, source: &Source) -> Option<u32> {
    let is_long = comment.inner.start != comment.span.start + 2;
    let text = source.slice(comment.inner);
    let decoration: fn(char) -> bool = |c| c == '-' || c.is_whitespace();
    let declaration = text.trim_start_matches(decoration);
    let rest = declaration.strip_prefix(TAG)?;
    let is_longer = rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    (!is_long && !is_longer).then_some(comment.span.end - declaration.len() as u32)
}

/// The same declaration may come twice, as from two files that are joined.
fn add(
    constants: &mut Vec<DeclaredConstant>,
    declared: DeclaredConstant,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for known in constants.iter() {
        if known.name != declared.name {
            continue;
        }
        if known.kind != declared.kind || known.setting != declared.setting {
            let message = fill!("the constant `{}` is declared twice", declared.name);
            let error = Diagnostic::error(CONSTANTS, declared.span, message)
                .label("of another type or value than before")
                .also(known.span, "first declared here");
            diagnostics.push(error.help("remove one of the declarations, or make both the same"));
        }
        return;
    }
    constants.push(declared);
}
