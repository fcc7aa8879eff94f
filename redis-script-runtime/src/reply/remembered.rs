//! Errors of structs, on their way through redis-rs's conversions.
//!
//! redis-rs's errors are only texts, and most of them print the reply. A text is shown only if it is the one that this module made last
//! on the thread.

use std::cell::RefCell;

use redis::ParsingError;

use crate::error::ConversionError;

thread_local! {
    static LAST: RefCell<Option<(ParsingError, ConversionError)>> = const { RefCell::new(None) };
}

/// The error as redis-rs takes it.
pub(super) fn error(conversion: ConversionError) -> ParsingError {
    let error = ParsingError::from(conversion.to_string());
    let last = (error.clone(), conversion);
    // A thread that ends does not remember any more. Then the error names the type, and not the field.
    let _ = LAST.try_with(|slot| slot.replace(Some(last)));
    error
}

/// What an error of redis-rs was made of, if it was made here.
pub(super) fn cause_of(error: &ParsingError) -> Option<ConversionError> {
    let last = LAST.try_with(RefCell::take).ok()??;
    (last.0 == *error).then_some(last.1)
}
