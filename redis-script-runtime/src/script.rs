//! A script as the macro found it at build time.

use core::fmt;
use core::hash::{Hash, Hasher};
use std::path::Path;

use crate::call::SentDuration;
use crate::constants;
use crate::load_state::LoadState;

/// A Lua script: its name, its file, its source and the SHA1 by which servers know it.
///
/// Everything is known at build time: a `Script` consists of `&'static` references, can be used in constants and is cheap to copy.
/// Two scripts are equal if their names, paths and SHA1s are equal.
///
/// ```
/// # use redis_script_runtime::{Script, __private::{Effect, LoadState, ScriptDefinition, script}};
/// # const ONE: Script = {
/// #     static STATE: LoadState = LoadState::new();
/// #     script(ScriptDefinition {
/// #         name: "one",
/// #         path: "scripts/one.lua",
/// #         source: "return 1",
/// #         sha1: "e0e1f9fabfc9d4800c877a703b823ac0578ff8db",
/// #         keys: &[],
/// #         effect: Effect::ReadsByRo,
/// #         one_slot: false,
/// #         undone_by_readonly: true,
/// #         state: &STATE,
/// #     })
/// # };
/// assert_eq!(ONE.name(), "one");
/// assert_eq!(ONE.sha1().len(), 40);
/// assert!(ONE.is_read_only());
/// ```
#[derive(Clone, Copy)]
pub struct Script {
    definition: ScriptDefinition,
    /// The largest numbers of KEYS and ARGV of a call; `None` is any number.
    max_entries: [Option<usize>; 2],
    /// The entries of ARGV that are a `Duration`.
    durations: &'static [SentDuration],
    /// Whether calls are checked before they are sent.
    is_checked: bool,
    /// Empty for a script that includes no files.
    origins: Origins,
    /// The source with the values of constants, if the compiler has made it.
    computed: Option<&'static [u8]>,
}

/// Where the lines of a script are from: for each part, in their order, its first line, its file, and its first line there.
pub type Origins = &'static [(u32, &'static str, u32)];

/// What the macro knows of a script.
#[derive(Clone, Copy, Debug)]
pub struct ScriptDefinition {
    /// [`Script::name`]
    pub name: &'static str,
    /// [`Script::path`]
    pub path: &'static str,
    /// [`Script::source`]
    pub source: &'static str,
    /// [`Script::sha1`]
    pub sha1: &'static str,
    /// [`Script::keys`]
    pub keys: &'static [&'static str],
    /// Whether it writes, and how it is sent.
    pub effect: Effect,
    /// Whether it runs in a cluster and a call can have several keys, which must be in one slot.
    pub one_slot: bool,
    /// Whether a run that ends with READONLY has had no effect.
    pub undone_by_readonly: bool,
    /// What is remembered from call to call.
    pub state: &'static LoadState,
}

/// What a script does to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It may write.
    Writes,
    /// It only reads, but some targeted server has no `EVALSHA_RO` or would not run this script by it.
    Reads,
    /// It only reads, and is called by `EVALSHA_RO`.
    ReadsByRo,
}

impl Script {
    pub(crate) const fn new(definition: ScriptDefinition) -> Self {
        Self {
            is_checked: definition.one_slot,
            max_entries: [None, None],
            durations: &[],
            origins: &[],
            computed: None,
            definition,
        }
    }

    pub(crate) const fn with_computed(mut self, source: &'static [u8]) -> Self {
        self.computed = Some(source);
        self
    }

    pub(crate) const fn with_max_entries(
        mut self,
        keys: Option<usize>,
        args: Option<usize>,
    ) -> Self {
        self.max_entries = [keys, args];
        self.is_checked = true;
        self
    }

    pub(crate) const fn with_durations(mut self, durations: &'static [SentDuration]) -> Self {
        self.durations = durations;
        self.is_checked = true;
        self
    }

    pub(crate) const fn with_origins(mut self, origins: Origins) -> Self {
        self.origins = origins;
        self
    }

    /// The name of the function, unless the attribute sets another.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.definition.name
    }

    /// The file as messages show it, relative to the crate; for an inline script, the Rust file.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.definition.path
    }

    /// The Lua source that is sent to the server.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        match self.computed {
            // To look at each byte takes the compiler longer than all else, so it is done here.
            Some(source) => constants::as_str(source),
            None => self.definition.source,
        }
    }

    /// The SHA1 of [`source`](Self::source) in 40 lower case hex digits.
    #[must_use]
    pub const fn sha1(&self) -> &'static str {
        self.definition.sha1
    }

    /// The names of the parameters that are KEYS. The last one may be a slice of them.
    #[must_use]
    pub const fn keys(&self) -> &'static [&'static str] {
        self.definition.keys
    }

    /// Whether the script only reads, by the server's rule for read-only scripts: no command that writes, nor PUBLISH,
    /// PFCOUNT, SORT or GETEX. Also `false` if the source does not show it, for example if the name of a command is in ARGV or a
    /// function comes from `loadstring`, unless the attribute says `readonly`.
    #[must_use]
    pub const fn is_read_only(&self) -> bool {
        !matches!(self.definition.effect, Effect::Writes)
    }

    /// The command by which calls are sent.
    #[inline]
    pub(crate) fn command(&self) -> &'static str {
        match self.definition.effect {
            Effect::ReadsByRo if self.state().knows_evalsha_ro() => EVALSHA_RO,
            _ => EVALSHA,
        }
    }

    /// Whether calls are checked before they are sent.
    #[inline]
    pub(crate) const fn is_checked(&self) -> bool {
        self.is_checked
    }

    /// The largest numbers of KEYS and ARGV of a call; `None` is any number.
    pub(crate) const fn max_entries(&self) -> [Option<usize>; 2] {
        self.max_entries
    }

    /// The entries of ARGV that are a `Duration`.
    pub(crate) const fn durations(&self) -> &'static [SentDuration] {
        self.durations
    }

    /// Whether a call is rejected if its keys are in different slots.
    pub(crate) const fn needs_one_slot(&self) -> bool {
        self.definition.one_slot
    }

    /// Whether a run that ends with READONLY has had no effect.
    pub(crate) const fn is_undone_by_readonly(&self) -> bool {
        self.definition.undone_by_readonly
    }

    #[inline]
    pub(crate) const fn state(&self) -> &'static LoadState {
        self.definition.state
    }

    /// Whether lines of the source are from other files.
    pub(crate) const fn includes_files(&self) -> bool {
        !self.origins.is_empty()
    }

    /// The file of a line of the source, and the line there: that of the script, or one that it includes.
    pub(crate) fn origin(&self, line: u32) -> (&'static str, u32) {
        let mut parts = self.origins.iter().rev();
        match parts.find(|(first, ..)| *first <= line) {
            Some((first, path, own)) => (path, own + (line - first)),
            None => (self.path(), line),
        }
    }

    /// The script's file, and those that have lines of its source.
    pub(crate) fn files(&self) -> impl Iterator<Item = &'static str> {
        let parts = self.origins.iter().map(|(_, file, _)| *file);
        core::iter::once(self.path()).chain(parts)
    }

    /// Whether the source is a literal in a Rust file, so that its lines are not the lines of [`path`](Self::path).
    pub(crate) fn is_inline(&self) -> bool {
        let extension = Path::new(self.path()).extension();
        extension.is_some_and(|extension| extension == "rs")
    }

    fn identity(&self) -> [&'static str; 3] {
        [self.name(), self.path(), self.sha1()]
    }
}

/// Runs a script that the server knows.
pub(crate) const EVALSHA: &str = "EVALSHA";
/// The same, but rejects writes: clusters can route it to replicas.
pub(crate) const EVALSHA_RO: &str = "EVALSHA_RO";

impl PartialEq for Script {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Script {}

impl Hash for Script {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.identity().hash(hasher);
    }
}

/// Without the source: it is long, and the SHA1 identifies it.
impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script")
            .field("name", &self.name())
            .field("path", &self.path())
            .field("sha1", &self.sha1())
            .finish_non_exhaustive()
    }
}
