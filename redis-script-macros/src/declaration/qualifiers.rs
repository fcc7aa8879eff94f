//! What a script's function cannot be: `const`, `unsafe`, `extern` or C-variadic, nor a method outside of a trait of commands.

use crate::errors::Errors;
use crate::signature::Signature;

/// Reports the qualifiers that make no sense, and removes them.
pub(super) fn check(sig: &mut Signature, errors: &mut Errors) {
    if let Some(constness) = sig.constness.take() {
        errors.at(&constness, "a script's function cannot be `const`");
    }
    if let Some(unsafety) = sig.unsafety.take() {
        errors.at(&unsafety, "a script's function cannot be `unsafe`");
    }
    if let Some(abi) = sig.abi.take() {
        errors.at(&abi, "a script's function cannot be `extern`");
    }
    if let Some(variadic) = sig.variadic.take() {
        errors.with_help(
            &variadic,
            "a script's function cannot be variadic",
            "take a slice as the last parameter: `args: &[T]`",
        );
    }
}

/// Reports a receiver outside of a trait of commands.
pub(super) fn refuse_receiver(sig: &Signature, errors: &mut Errors) {
    if let Some(receiver) = sig.receiver() {
        errors.with_help(
            &receiver.self_token,
            "a script's function cannot be a method",
            "declare it outside and call it from the method, or declare it with `&mut self` in a trait with `#[redis_script::commands]`",
        );
    }
}
