//! The excerpt of the script below a message, as rustc draws its own.

use super::diagnostic::Diagnostic;
use crate::lua::source::Source;

/// The whole finding: message, excerpt, notes and help, without `error:` or `warning:` before it.
#[must_use]
pub fn render(diagnostic: &Diagnostic, source: &Source) -> String {
    let at = source.position(diagnostic.primary.span.start);
    format!(
        "{}\n --> {}:{}:{}",
        diagnostic.message,
        source.path(),
        at.line,
        at.column
    )
}
