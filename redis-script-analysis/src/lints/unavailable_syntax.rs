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
    let (before, message, answer, help) = match syntax.kind {
        LimitedSyntaxKind::NestedBrackets => (
            (8, 2, 2),
            "`[[` inside `[[...]]`",
            "they answer `nesting of [[...]] is deprecated`, and do not compile the script",
            "put `[=[` and `]=]` around the whole",
        ),
        LimitedSyntaxKind::MainVararg => (
            (6, 2, 6),
            "`...` outside of functions",
            "they answer `cannot use '...' outside a vararg function`, and do not compile the script",
            "remove it: the script has no such arguments, and `...` is empty on the other servers",
        ),
    };
    let refusing =
        Servers::matching(|server| server.product == Product::Redis && server.version < before);
    let severity = context.severity_on(refusing)?;
    let found = Diagnostic::error(LINT.name, syntax.span, message)
        .with_severity(severity)
        .label(format!("refused by {}", context.targets_among(refusing)))
        .note(answer)
        .help(help);
    Some(found)
}
