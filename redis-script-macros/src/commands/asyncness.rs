//! Whether a trait of commands is for async connections or for blocking ones.

use quote::ToTokens as _;
use redis_script_analysis::fill;

use super::CommandMethod;
use crate::errors::Errors;

/// Whether all scripts are async, or none is. Those that differ from the first are errors.
pub(super) fn agreed(methods: &mut [CommandMethod]) -> Option<bool> {
    let mut scripts = methods
        .iter_mut()
        .filter(|method| method.args.script.is_some());
    let first = scripts.next()?;
    let (name, kind) = (first.declaration.name(), is_async(first));
    let mut agree = true;
    for other in scripts.filter(|other| is_async(other) != kind) {
        agree = false;
        report(other, &name);
    }
    agree.then_some(kind)
}

fn is_async(command: &CommandMethod) -> bool {
    command.declaration.sig.asyncness.is_some()
}

fn report(command: &mut CommandMethod, first: &str) {
    let name = command.declaration.name();
    let sig = &command.declaration.sig;
    let (place, message) = match sig.asyncness {
        Some(asyncness) => (
            asyncness.to_token_stream(),
            fill!("`{name}` is async, but `{first}` is not", name, first),
        ),
        None => (
            sig.fn_token.to_token_stream(),
            fill!("`{name}` is not async, but `{first}` is", name, first),
        ),
    };
    let errors: &mut Errors = &mut command.errors;
    errors.with_help(
        &place,
        message,
        "a trait of commands is for async connections or for blocking ones: make two traits",
    );
}
