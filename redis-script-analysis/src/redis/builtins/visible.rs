//! What scripts see as globals, and by which names.

use super::globals;
use super::row::Row;
use super::{Library, find, library_at};
use crate::redis::servers::Servers;
use crate::text::fill;

/// The table of all globals, which is one of them.
pub(super) const ALL: &str = "_G";

/// The library of which scripts see one member: to name another is to name a global that is not there.
pub(super) const OS: &str = "os";

/// The global that a member of a library is: `_G.name` is `name`, and `os.name` counts as one. `None` for all others.
#[must_use]
pub fn global_in(library: u32, member: &str) -> Option<String> {
    match library_at(library)?.name {
        ALL => Some(member.to_owned()),
        OS => Some(fill!("{OS}.{member}", OS, member)),
        _ => None,
    }
}

/// The library of a global that counts as one although it is a member, and its name there: `os.clock`.
#[must_use]
pub fn member_of_global(global: &str) -> Option<(&str, &str)> {
    let (library, name) = global.split_once('.')?;
    (library == OS).then_some((library, name))
}

/// Whether some server from 7.0 on has a global.
#[must_use]
pub fn has_global(name: &str) -> bool {
    let is_seen = !name.contains('.') || member_of_global(name).is_some();
    match find(name) {
        Some(builtin) => is_seen && is_current(builtin.row),
        None => false,
    }
}

/// The names of the globals that some server from 7.0 on has.
#[must_use]
pub fn global_names() -> Vec<&'static str> {
    let mut names = Vec::new();
    for row in globals::GLOBALS {
        if is_current(row) {
            names.push(row.name);
        }
    }
    names
}

fn is_current(row: &Row) -> bool {
    !row.servers().and(Servers::CURRENT).is_empty()
}

impl Library {
    /// Whether it is the table of all globals.
    #[must_use]
    pub fn is_of_globals(&self) -> bool {
        self.name == ALL
    }

    /// Whether its members count as globals.
    #[must_use]
    pub fn has_globals(&self) -> bool {
        self.is_of_globals() || self.name == OS
    }
}
