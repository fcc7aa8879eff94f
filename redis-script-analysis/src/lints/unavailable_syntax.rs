//! Finds syntax that some of the targeted servers do not compile.
//!
//! # What it finds
//! - `[[` inside of a long string or comment `[[...]]`. Redis before 8.2.2 answers `nesting of [[...]] is deprecated`. Later
//!   versions take the brackets as text, since CVE-2025-46819 was fixed. So does Valkey.
//! - `...` outside of functions. Redis up to 6.2.5 answers `cannot use '...' outside a vararg function`, since it makes a
//!   function without parameters of the script. On later servers `...` is empty there.
//!
//! # Why is this bad?
//! Those servers refuse the whole script.
//!
//! # Example
//! ```lua
//! -- [target] servers = ["redis >= 7.2"]
//! return redis.call('SET', KEYS[1], [[a[[1]])
//! ```
//! Use instead:
//! ```lua
//! return redis.call('SET', KEYS[1], [=[a[[1]=])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::lua::{LimitedSyntax, LimitedSyntaxKind};
use crate::redis::servers::{Product, Servers};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "unavailable_syntax",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for syntax in &context.facts.limited_syntax {
        diagnostics.extend(report(context, *syntax));
    }
}

fn report(context: &Context, syntax: LimitedSyntax) -> Option<Diagnostic> {
    let is_nested = syntax.kind == LimitedSyntaxKind::NestedBrackets;
    let (before, message, answer) = if is_nested {
        (
            (8, 2, 2),
            "`[[` inside `[[...]]`",
            "they answer `nesting of [[...]] is deprecated`, and do not compile the script",
        )
    } else {
        (
            (6, 2, 6),
            "`...` outside of functions",
            "they answer `cannot use '...' outside a vararg function`, and do not compile the script",
        )
    };
    let refusing =
        Servers::matching(|server| server.product == Product::Redis && server.version < before);
    let severity = context.severity_on(refusing)?;
    let found = Diagnostic::error(LINT.name, syntax.span, message)
        .with_severity(severity)
        .label(fill!("refused by {}", context.targets_among(refusing)))
        .note(answer);
    if is_nested {
        return brackets_with_signs(context, found);
    }
    Some(found.help(
        "remove it: the script has no such arguments, and `...` is empty on the other servers",
    ))
}

/// `[=[...]=]` in the place of the brackets around those of a finding.
fn brackets_with_signs(context: &Context, found: Diagnostic) -> Option<Diagnostic> {
    let (text, inner) = (context.source.text(), found.span().range());
    let before = text.get(..inner.start)?;
    // Of more brackets than two, the first two are those around.
    let last = before.get(..before.rfind("[[")?)?;
    let start = last.trim_end_matches('[').len() as u32;
    let end = (inner.end + text.get(inner.end..)?.find("]]")?) as u32;
    let (open, close) = (Span::new(start, start + 2), Span::new(end, end + 2));
    let inside = context.text(open.to(close));
    let mut signs = "=".to_owned();
    while inside.contains(&fill!("]{signs}]", signs)) {
        signs.push('=');
    }
    let (opening, closing) = (fill!("[{signs}[", signs), fill!("]{signs}]", signs));
    Some(
        found
            .help(fill!(
                "put `{opening}` and `{closing}` around the whole",
                opening,
                closing
            ))
            .replace(open, opening)
            .replace(close, closing),
    )
}
