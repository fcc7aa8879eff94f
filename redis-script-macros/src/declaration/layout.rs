//! Which parameters are KEYS and which are ARGV, according to the declaration alone.

use redis_script_analysis::Layout;

use super::Parameter;
use crate::args::EntryCount;
use crate::errors::Errors;

/// Compares `keys = ...` with the parameters.
pub(super) fn check_declared(keys: &EntryCount, params: &[Parameter], errors: &mut Errors) {
    let (fixed, variadic) = (keys.count.least, keys.count.varies());
    if fixed > params.len() {
        let found = match params.len() {
            0 => "no parameter".to_owned(),
            1 => "1 parameter".to_owned(),
            many => format!("{many} parameters"),
        };
        errors.at(
            &keys.tokens,
            format_args!(
                "`keys = {}`, but the function has {found} after the connection",
                keys.tokens
            ),
        );
    } else if variadic && !params.get(fixed).is_some_and(|param| param.slice) {
        let help = "`keys: &[T]`, after the single keys and before the ARGV";
        let message = "a variable number of KEYS needs a slice parameter";
        match params.get(fixed) {
            Some(param) => errors.with_help(&param.ty, message, help),
            None => errors.with_help(&keys.tokens, message, help),
        }
    } else {
        check_slices(fixed, variadic, params, errors);
    }
}

/// Compares `args = ...` with the parameters that are ARGV.
pub(crate) fn check_args(args: &EntryCount, layout: Layout, errors: &mut Errors) {
    let (least, varies) = (args.count.least, args.count.varies());
    if (least, varies) == (layout.fixed_args, layout.variadic_args) {
        return;
    }
    let single = |count| match count {
        1 => "1 single ARGV".to_owned(),
        count => format!("{count} single ARGV"),
    };
    let slice = |is: bool| if is { " and a slice" } else { "" };
    let message = format_args!(
        "`args = {args}`, but the function has {}{}",
        single(layout.fixed_args),
        slice(layout.variadic_args)
    )
    .to_string();
    let help = format!(
        "it means {}{}",
        single(least),
        slice(varies).replace(
            "a slice",
            "a slice after them, `&[T]`, as the last parameter"
        )
    );
    errors.with_help(&args.tokens, message, help);
}

/// Reports slices in the place of single entries.
fn check_slices(fixed_keys: usize, variadic_keys: bool, params: &[Parameter], errors: &mut Errors) {
    for (index, param) in params.iter().enumerate().filter(|(_, param)| param.slice) {
        let takes_keys = variadic_keys && index == fixed_keys;
        let takes_args = index >= fixed_keys && index + 1 == params.len();
        if index < fixed_keys {
            errors.with_help(
                &param.ty,
                "a slice in the place of a single key",
                format_args!(
                    "`keys = {}` takes a variable number of keys from it",
                    at_least(index)
                ),
            );
        } else if !takes_keys && !takes_args {
            errors.with_help(
                &param.ty,
                "a slice of ARGV that is not the last parameter",
                "move it to the end: entries after it would shift by its length",
            );
        }
    }
}

/// `1..`, `..`
fn at_least(keys: usize) -> String {
    match keys {
        0 => "..".to_owned(),
        keys => format!("{keys}.."),
    }
}
