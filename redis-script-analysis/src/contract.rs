//! What the Rust side declares about a call.

mod counts;
mod factor_name;
pub mod fit;
mod groups;
mod layout;
mod params;
pub mod types;

pub use self::counts::{Counts, DeclaredBy};
pub use self::groups::{Misaligned, misaligned};
pub use self::layout::{Layout, Rest, TableLayout};
pub use self::params::{Param, Passes};
use self::types::ReplyType;

use crate::constants::SetConstant;
use crate::facts::{Conditions, Count, EntryTable, Facts, Index, Read};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::report::plural;
use crate::text::{Span, fill};

/// How many KEYS the attribute declares.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum KeyCount {
    /// No `keys`: the script says.
    #[default]
    Inferred,
    /// Nobody says: there is no declaration, as when a script is checked on its own.
    Unknown,
    /// `keys = N`
    Exactly(usize),
    /// `keys = N..`: N single keys, then a slice of keys.
    AtLeast(usize),
    /// `keys = N..=M`: N single keys, then a slice of keys, M in all at most.
    Between(usize, usize),
}

impl From<Count> for KeyCount {
    fn from(count: Count) -> Self {
        match count.most {
            Some(most) if most == count.least => Self::Exactly(most),
            Some(most) => Self::Between(count.least, most),
            None => Self::AtLeast(count.least),
        }
    }
}

impl KeyCount {
    /// The number, where the declaration says it.
    #[must_use]
    pub fn count(self) -> Option<Count> {
        match self {
            Self::Inferred | Self::Unknown => None,
            Self::Exactly(keys) => Some(Count::exactly(keys)),
            Self::AtLeast(keys) => Some(Count::at_least(keys)),
            Self::Between(least, most) => Some(Count::between(least, most)),
        }
    }
}

/// The declaration as the analysis sees it.
#[derive(Clone, Default)]
pub struct Contract {
    /// `keys = ...`
    pub keys: KeyCount,
    /// All parameters behind the connection: KEYS, then ARGV.
    pub params: Vec<Param>,
    /// How many ARGV there are at most, where the last parameter is a slice of them; `None`: there is no limit.
    pub most_args: Option<usize>,
    /// What the function returns.
    pub reply: ReplyType,
    /// `readonly`: the script must not write.
    pub readonly: bool,
    /// `consts(...)`; `None`: there is no attribute, and constants have the values that the script declares.
    pub constants: Option<Vec<SetConstant>>,
    /// Who says how many KEYS there are.
    pub keys_by: DeclaredBy,
    /// Who says how many ARGV there are.
    pub args_by: DeclaredBy,
}

impl Contract {
    /// Who says how many entries of a table there are.
    #[must_use]
    pub fn declared_by(&self, table: EntryTable) -> DeclaredBy {
        match table {
            EntryTable::Keys => self.keys_by,
            EntryTable::Argv => self.args_by,
        }
    }

    /// The layout where the attribute alone decides it, and the parameters agree with the attribute.
    #[must_use]
    pub fn declared_layout(&self) -> Option<Layout> {
        self.layout_with(self.keys.count()?)
    }

    /// The layout, with the number of KEYS taken from the script where the attribute does not give it.
    #[must_use]
    pub fn layout(&self, facts: &Facts, diagnostics: &mut Vec<Diagnostic>) -> Option<Layout> {
        if self.keys != KeyCount::Inferred {
            return self.declared_layout();
        }
        match fixed_key_count(facts) {
            Ok(keys) if keys > self.params.len() => {
                diagnostics.extend(self.too_many_keys(facts, keys));
                None
            }
            Ok(keys) => self.layout_with(Count::exactly(keys)),
            Err(read) => {
                diagnostics.push(open_key_count(read));
                None
            }
        }
    }

    fn layout_with(&self, keys: Count) -> Option<Layout> {
        let keys = TableLayout::new(0, &self.params, Some(keys), keys.most)?;
        let first = keys.params();
        let args = TableLayout::new(first, self.params.get(first..)?, None, self.most_args)?;
        Some(Layout { keys, args })
    }

    fn too_many_keys(&self, facts: &Facts, keys: usize) -> Option<Diagnostic> {
        let read = first_read(facts, EntryTable::Keys, i64::try_from(keys).ok()?)?;
        let params = plural(self.params.len(), "parameter");
        let message = fill!(
            "the script reads `KEYS[{keys}]`, but the function has {params} after the connection",
            keys,
            params
        );
        Some(
            Diagnostic::error(KEY_COUNT, read, message)
                .label("this key has no parameter")
                .about(Subject::Script),
        )
    }
}

/// The first read of an entry that is the last one that it may read.
pub(crate) fn first_read(facts: &Facts, table: EntryTable, entry: i64) -> Option<Span> {
    for read in facts.reads_of(table) {
        if read.index.highest() == Some(entry) {
            return Some(read.span);
        }
    }
    None
}

/// The name under which problems with the number of KEYS are reported; they cannot be silenced.
const KEY_COUNT: &str = "key_count";

/// The number of KEYS that a script fixes by reading no others; otherwise the read that leaves it open.
fn fixed_key_count(facts: &Facts) -> Result<usize, &Read> {
    if let Some(read) = facts.variable_read(EntryTable::Keys) {
        return Err(read);
    }
    let any = conditions_of(facts, None);
    let mut highest = None;
    for read in facts.reads_of(EntryTable::Keys) {
        if !read.optional && !is_chosen(facts, read, &any) {
            highest = highest.max(read.index.highest());
        }
    }
    let highest = highest.unwrap_or(0);
    for read in facts.reads_of(EntryTable::Keys) {
        if matches!(read.index.highest(), Some(entry) if entry > highest) {
            return Err(read);
        }
    }
    Ok(usize::try_from(highest).unwrap_or(0))
}

/// For which values of entries the script reads any of KEYS, or one.
fn conditions_of(facts: &Facts, entry: Option<Index>) -> Conditions {
    let mut conditions: Option<Conditions> = None;
    for read in facts.reads_of(EntryTable::Keys) {
        if !matches!(entry, Some(entry) if read.index != entry) {
            conditions = Some(match conditions {
                Some(known) => known.of_either(&read.conditions),
                None => read.conditions.clone(),
            });
        }
    }
    conditions.unwrap_or_default()
}

/// Whether only some operations of a script that does several need a key: it is read where an argument equals a constant,
/// and other keys are read elsewhere, too.
fn is_chosen(facts: &Facts, read: &Read, any: &Conditions) -> bool {
    let conditions = conditions_of(facts, Some(read.index));
    conditions.names_values() && conditions != *any
}

fn open_key_count(read: &Read) -> Diagnostic {
    let label = match read.index.highest() {
        None => "reads as many keys as the call passes",
        Some(_) if read.optional => "this key is optional",
        Some(_) => "only some calls need this key",
    };
    Diagnostic::error(
        KEY_COUNT,
        read.span,
        "the script does not fix the number of KEYS, and the attribute does not say it",
    )
    .label(label)
    .help("add `keys = N` for N keys, `keys = N..` for N keys and a slice of more, or `keys = N..=M` for a slice that has an end")
    .about(Subject::Keys)
}
