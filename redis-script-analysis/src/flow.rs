//! What a script does when it runs, found by following its values.

use crate::facts::Facts;
use crate::lua::source::Source;
use crate::lua::syntax::Chunk;

/// Follows every path through the script.
#[must_use]
pub fn follow(_chunk: &Chunk, _source: &Source) -> Facts {
    Facts::default()
}
