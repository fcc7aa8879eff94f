//! Where the documented arguments are not what servers accept, as running servers show.

/// The grammar to go by.
pub(crate) fn grammar(name: &str, documented: &str) -> String {
    match name {
        // Of the pairs of these, only NX with another and GT with LT are refused.
        "expire" | "pexpire" | "expireat" | "pexpireat" => {
            documented.replace("'NX | 'XX | 'GT | 'LT", "'NX | < 'XX | 'GT | 'LT >")
        }
        _ => documented.to_owned(),
    }
}
