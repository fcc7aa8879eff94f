//! What a script does, whatever its callers declare.

use crate::header::Header;

/// What flow found out, for the lints, for documentation and for the code generator.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What the comments at the top say about KEYS and ARGV.
    pub header: Header,
}
