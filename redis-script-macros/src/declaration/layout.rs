//! Which parameters are KEYS and which are ARGV, according to the declaration alone.

use redis_script_analysis::{Count, Layout, Passes, fill};

use super::{Parameter, rust_types};
use crate::args::EntryCount;
use crate::errors::Errors;

/// Compares `keys = ...` with the parameters.
pub(super) fn check_declared(keys: &EntryCount, params: &[Parameter], errors: &mut Errors) {
    let (fixed, variadic) = (keys.count.least, keys.count.varies());
    let rest = params.get(fixed).filter(|_| variadic);
    if fixed > params.len() {
        let found = match params.len() {
            0 => "no parameter".to_owned(),
            1 => "1 parameter".to_owned(),
            many => fill!("{many} parameters", many),
        };
        errors.at(
            &keys.tokens,
            fill!(
                "`keys = {}`, but the function has {found} after the connection",
                keys.tokens,
                found
            ),
        );
    } else if variadic && rest.is_none_or(|param| param.passes == Passes::Once) {
        let help = "`keys: &[T]`, after the single keys and before the ARGV";
        let message = "a variable number of KEYS needs a slice parameter";
        match rest {
            Some(param) => errors.with_help(&param.ty, message, help),
            None => errors.with_help(&keys.tokens, message, help),
        }
    } else {
        if let Some(param) = rest {
            check_optional_keys(keys, param, errors);
        }
        check_rest(fixed, variadic, params, errors);
    }
}

/// Compares `keys = N..=M` with the keys of an `Option`.
fn check_optional_keys(keys: &EntryCount, param: &Parameter, errors: &mut Errors) {
    let Some(count) = optional(param, keys.count.least).filter(|count| *count != keys.count) else {
        return;
    };
    errors.with_help(
        &keys.tokens,
        fill!(
            "`keys = {keys}`, but `{}` is an `Option`, which is passed once or not at all",
            keys,
            param.name()
        ),
        fill!("write `keys = {}`", EntryCount::written(count)),
    );
}

/// How many entries are passed, if the last parameter is an `Option`.
fn optional(param: &Parameter, fixed: usize) -> Option<Count> {
    let most = fixed + rust_types::entries(&param.ty).len();
    (param.passes == Passes::Optional).then_some(Count::between(fixed, most))
}

/// Compares `args = ...` with the parameters that are ARGV.
pub(crate) fn check_args(args: &EntryCount, layout: Layout, errors: &mut Errors) {
    let passed = layout.args.passed();
    let rest = layout.args.rest.map(|rest| rest.passes);
    let (least, varies) = (args.count.least, args.count.varies());
    let agrees = match rest {
        Some(Passes::Optional) => (least, args.count.most) == (passed.least, passed.most),
        _ => (least, varies) == (passed.least, passed.varies()),
    };
    if agrees {
        return;
    }
    let single = |count| match count {
        1 => "1 single ARGV".to_owned(),
        count => fill!("{count} single ARGV", count),
    };
    let and_rest = match rest {
        Some(Passes::Slice) => " and a slice",
        Some(Passes::Optional) => " and an `Option`",
        _ => "",
    };
    let message = fill!(
        "`args = {args}`, but the function has {}{and_rest}",
        args,
        single(passed.least),
        and_rest
    );
    let slice = if varies {
        " and a slice after them, `&[T]`, as the last parameter"
    } else {
        ""
    };
    let help = if rest == Some(Passes::Optional) {
        fill!(
            "write `args = {}`, or leave it out",
            EntryCount::written(passed)
        )
    } else {
        fill!("it means {}{slice}", single(least), slice)
    };
    errors.with_help(&args.tokens, message, help);
}

/// Reports slices and `Option`s in the place of single entries.
fn check_rest(fixed_keys: usize, variadic_keys: bool, params: &[Parameter], errors: &mut Errors) {
    for (index, param) in params.iter().enumerate() {
        let takes_keys = variadic_keys && index == fixed_keys;
        let takes_args = index >= fixed_keys && index + 1 == params.len();
        match param.passes {
            Passes::Slice if index < fixed_keys => errors.with_help(
                &param.ty,
                "a slice in the place of a single key",
                fill!(
                    "`keys = {}` takes a variable number of keys from it",
                    at_least(index)
                ),
            ),
            Passes::Optional if index < fixed_keys => errors.with_help(
                &param.ty,
                "an `Option` in the place of a single key",
                fill!(
                    "`keys = {}` lets a call leave it out, if it is the last key",
                    optional(param, index).map_or_else(String::new, EntryCount::written)
                ),
            ),
            Passes::Slice | Passes::Optional if !takes_keys && !takes_args => {
                refuse_in_the_middle(param, errors);
            }
            Passes::Once | Passes::Slice | Passes::Optional => {}
        }
    }
}

/// Reports ARGV of a variable number that others follow.
pub(crate) fn refuse_in_the_middle(param: &Parameter, errors: &mut Errors) {
    let (message, help) = if param.passes == Passes::Slice {
        (
            "a slice of ARGV that is not the last parameter",
            "move it to the end: entries after it would shift by its length",
        )
    } else {
        (
            "an `Option` that is not the last parameter",
            "move it to the end: without it, the entries after it would shift; \
             or take the value, and pass one that the script takes for none, such as `\"\"`",
        )
    };
    errors.with_help(&param.ty, message, help);
}

/// `1..`, `..`
fn at_least(keys: usize) -> String {
    match keys {
        0 => "..".to_owned(),
        keys => fill!("{keys}..", keys),
    }
}
