//! A script as the macro found it at build time.

use core::fmt;
use std::path::Path;

/// A Lua script: its name, where it came from, its text and the SHA1 under which servers know it.
///
/// Everything is known at build time: a `Script` is a handful of `&'static str`, usable in constants and free to copy.
///
/// ```
/// # use redis_script_runtime::{Script, __private::script};
/// const ONE: Script = script("one", "scripts/one.lua", "return 1", "e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
/// assert_eq!(ONE.name(), "one");
/// assert_eq!(ONE.sha1().len(), 40);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Script {
    name: &'static str,
    path: &'static str,
    source: &'static str,
    sha1: &'static str,
    read_only: bool,
}

impl Script {
    pub(crate) const fn new(
        name: &'static str,
        path: &'static str,
        source: &'static str,
        sha1: &'static str,
    ) -> Self {
        Self {
            name,
            path,
            source,
            sha1,
            read_only: false,
        }
    }

    pub(crate) const fn reading_only(self) -> Self {
        Self {
            read_only: true,
            ..self
        }
    }

    /// The function's name, unless the attribute gives another.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The file as messages show it, relative to the crate; for inline text, the Rust file.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The text that is sent to the server.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// The SHA1 of [`source`](Self::source) in 40 lower case hex digits.
    #[must_use]
    pub const fn sha1(&self) -> &'static str {
        self.sha1
    }

    /// Whether the script only reads, by the server's rule for read-only scripts: no command that writes, nor PUBLISH,
    /// PFCOUNT, SORT or GETEX. `false` also where the text does not show it, as with a command's name in ARGV.
    #[must_use]
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether the text stands in a Rust file, so that its lines are not the lines of [`path`](Self::path).
    pub(crate) fn is_inline(&self) -> bool {
        let extension = Path::new(self.path).extension();
        extension.is_some_and(|extension| extension == "rs")
    }
}

/// Without the text: it is long, and the SHA1 says which it is.
impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script")
            .field("name", &self.name)
            .field("path", &self.path)
            .field("sha1", &self.sha1)
            .finish_non_exhaustive()
    }
}
