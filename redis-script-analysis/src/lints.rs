//! The lints: each reads the facts and the contract, and says what is wrong.
//!
//! One lint, one file; its name is its file's name and what `allow(...)` takes. The first paragraph of a lint's module
//! says what it finds; the rest is its page in the manual.

mod argument_type;
mod caller_bounded_loop;
mod constant_condition;
mod crossed_names;
mod delete_in_loop;
mod deprecated_command;
mod dropped_expiry;
mod empty_list;
mod empty_range;
mod endless_loop;
mod error_without_message;
mod exceeded_limit;
mod expired_at_once;
mod fixed_slice;
mod flat_reply_field;
mod float_format;
mod forbidden_command;
mod fractional_argument;
mod fractional_reply;
mod global_assignment;
mod ignored_argument;
mod ignored_error;
mod impossible_operation;
mod imprecise_text;
mod indirect_key;
mod inexact_sum;
mod invalid_argument;
mod invalid_library_call;
mod keys_command;
mod lost_element;
mod lost_field;
pub(crate) mod misaligned_group;
mod missing_entry;
mod missing_expiry;
mod missing_no_writes;
mod mixed_comparison;
mod mixed_key_types;
mod mixed_units;
mod nil_comparison;
mod no_cluster;
mod outdated_count;
mod outdated_header;
mod predictable_random;
mod read_after_delete;
mod reencoded_json;
mod rejected_write;
pub(crate) mod reply_type;
mod rewritten_value;
mod rounded_integer;
mod score_as_member;
mod seeded_random;
mod shadowed_entries;
mod similar_command;
mod single_command;
mod slow_pattern;
mod sort_pattern;
mod sparse_array;
mod status_comparison;
mod stored_deadline;
mod string_order;
mod table_hole;
mod transaction_suffices;
mod truncated_bits;
mod unavailable_command;
mod unavailable_member;
mod unavailable_syntax;
mod unbounded_loop;
mod unbounded_read;
mod unbounded_unpack;
mod unchecked_error;
mod unchecked_reply;
mod undeclared_key;
mod undefined_global;
mod unknown_command;
mod unknown_escape;
mod unknown_member;
mod unprotected_decode;
mod unreachable_code;
mod unusable_argument;
mod unused_function;
mod unused_key;
mod unused_local;
mod unused_parameter;
mod unused_reply;
mod write_in_readonly;
mod wrong_arity;
mod zero_divisor;
mod zero_index;
mod zero_is_true;

use crate::context::Context;
pub use crate::lint::{ByDefault, Lint, Topic};

/// The table of all lints, and with the feature `manual` their sources, which hold their pages.
macro_rules! registry {
    ($($module:ident::LINT),+ $(,)?) => {
        const LINTS: &[Lint] = &[$($module::LINT),+];

        #[cfg(feature = "manual")]
        pub(crate) const SOURCES: &[&str] =
            &[$(include_str!(concat!("lints/", stringify!($module), ".rs"))),+];
    };
}

// In alphabetic order.
registry![
    argument_type::LINT,
    caller_bounded_loop::LINT,
    constant_condition::LINT,
    crossed_names::LINT,
    delete_in_loop::LINT,
    deprecated_command::LINT,
    dropped_expiry::LINT,
    empty_list::LINT,
    empty_range::LINT,
    endless_loop::LINT,
    error_without_message::LINT,
    exceeded_limit::LINT,
    expired_at_once::LINT,
    fixed_slice::LINT,
    flat_reply_field::LINT,
    float_format::LINT,
    forbidden_command::LINT,
    fractional_argument::LINT,
    fractional_reply::LINT,
    global_assignment::LINT,
    ignored_argument::LINT,
    ignored_error::LINT,
    impossible_operation::LINT,
    imprecise_text::LINT,
    indirect_key::LINT,
    inexact_sum::LINT,
    invalid_argument::LINT,
    invalid_library_call::LINT,
    keys_command::LINT,
    lost_element::LINT,
    lost_field::LINT,
    misaligned_group::LINT,
    missing_entry::LINT,
    missing_expiry::LINT,
    missing_no_writes::LINT,
    mixed_comparison::LINT,
    mixed_key_types::LINT,
    mixed_units::LINT,
    nil_comparison::LINT,
    no_cluster::LINT,
    outdated_count::LINT,
    outdated_header::LINT,
    predictable_random::LINT,
    read_after_delete::LINT,
    reencoded_json::LINT,
    rejected_write::LINT,
    reply_type::LINT,
    rewritten_value::LINT,
    rounded_integer::LINT,
    score_as_member::LINT,
    seeded_random::LINT,
    shadowed_entries::LINT,
    similar_command::LINT,
    single_command::LINT,
    slow_pattern::LINT,
    sort_pattern::LINT,
    sparse_array::LINT,
    status_comparison::LINT,
    stored_deadline::LINT,
    string_order::LINT,
    table_hole::LINT,
    transaction_suffices::LINT,
    truncated_bits::LINT,
    unavailable_command::LINT,
    unavailable_member::LINT,
    unavailable_syntax::LINT,
    unbounded_loop::LINT,
    unbounded_read::LINT,
    unbounded_unpack::LINT,
    unchecked_error::LINT,
    unchecked_reply::LINT,
    undeclared_key::LINT,
    undefined_global::LINT,
    unknown_command::LINT,
    unknown_escape::LINT,
    unknown_member::LINT,
    unprotected_decode::LINT,
    unreachable_code::LINT,
    unusable_argument::LINT,
    unused_function::LINT,
    unused_key::LINT,
    unused_local::LINT,
    unused_parameter::LINT,
    unused_reply::LINT,
    write_in_readonly::LINT,
    wrong_arity::LINT,
    zero_divisor::LINT,
    zero_index::LINT,
    zero_is_true::LINT,
];

/// All lints, in alphabetic order.
#[must_use]
pub fn all() -> &'static [Lint] {
    LINTS
}

/// The lint that says what one of an old name said.
pub(crate) fn renamed(old: &str) -> Option<&'static str> {
    RENAMED.contains(&old).then_some(undeclared_key::LINT.name)
}

/// They became one.
const RENAMED: [&str; 5] = [
    "built_key",
    "hardcoded_key",
    "key_from_argument",
    "key_from_reply",
    "keyless_script",
];

/// The names of all lints, in alphabetic order.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names = Vec::with_capacity(LINTS.len());
    for lint in LINTS {
        names.push(lint.name);
    }
    names
}
