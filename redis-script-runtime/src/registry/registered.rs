//! What the linker collects.

use crate::Script;

/// A script as the macro registers it.
#[derive(Debug)]
pub struct RegisteredScript(pub &'static Script);

inventory::collect!(RegisteredScript);

/// All scripts, in any order.
pub(super) fn all() -> Vec<&'static Script> {
    let registered = inventory::iter::<RegisteredScript>.into_iter();
    registered.map(|entry| entry.0).collect()
}
