//! What a script does, whatever its callers declare.

mod command;
mod conditions;
mod count;
mod entries;
mod header;
mod keys;
mod locals;
mod operands;
mod paths;
mod reply;
mod typed_key;
mod uses;
mod value;
#[cfg(feature = "soundness")]
pub mod value_log;

pub use self::command::CommandCall;
pub(crate) use self::command::Found;
pub use self::conditions::{Condition, Conditions, Constant, ConstantSet};
pub use self::count::Count;
pub use self::entries::{Entries, EntryLoop};
pub(crate) use self::header::read as read_header;
pub use self::header::{EntryDocs, Header};
pub use self::keys::{KeyOrigin, KeyUse};
pub use self::locals::{Shadow, UnusedLocal};
pub use self::paths::{Barrier, Loop, LoopEnd, LoopKind, Unreachable};
pub use self::reply::ReplyShape;
pub use self::typed_key::{KeyName, TypedKey};
pub use self::uses::{
    Asks, CallArguments, Constructed, FieldAccess, LibraryCall, Member, More, Operation, Return,
    Test, UnaryOperation,
};
pub use self::value::{Integrality, Named, Operand, Sources, TableKind, Types, ValueAt};

use crate::collections::HalfKey;
use crate::lua::syntax::ExprId;
use crate::lua::{LimitedSyntax, Shebang};
use crate::text::Span;

/// One of the two tables that Redis fills for a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryTable {
    /// `KEYS`
    Keys,
    /// `ARGV`
    Argv,
}

impl HalfKey for EntryTable {
    fn half(self) -> u64 {
        (self == Self::Argv).into()
    }
}

impl EntryTable {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Keys, Self::Argv];

    /// The one of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let mut tables = [Self::Keys, Self::Argv].into_iter();
        tables.find(|table| table.name() == name)
    }

    /// The name of the global.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keys => "KEYS",
            Self::Argv => "ARGV",
        }
    }

    /// How messages call one of its entries.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Keys => "key",
            Self::Argv => "argument",
        }
    }
}

/// Which entries a read touches; entries count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Index {
    /// One fixed entry.
    At(i64),
    /// From `first` to `last`, or to the end of the table.
    Range {
        /// The first entry.
        first: i64,
        /// The last entry; `None`: however many were passed.
        last: Option<i64>,
        /// From one entry to the next; 1 or more.
        step: i64,
    },
    /// Counted from the length: 0 is the last entry, -1 the one before it.
    FromEnd(i64),
    /// An entry that the script computes.
    Any,
}

/// A place where the script reads KEYS or ARGV.
#[derive(Clone, Debug)]
pub struct Read {
    /// The table.
    pub table: EntryTable,
    /// The entries.
    pub index: Index,
    /// The expression that reads.
    pub id: ExprId,
    /// Where it stands.
    pub span: Span,
    /// Whether the script provides for the entry's absence: a default, a test, a count.
    pub optional: bool,
    /// So many entries are known to have been passed where the script needs this one; where it is read, if nothing needs it.
    pub known: i64,
    /// For which values of other entries the script comes here.
    pub conditions: Conditions,
    /// Whether a condition on every way to it is never so: then it does not run.
    pub is_impossible: bool,
}

/// How a script touches a global variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlobalAccess {
    /// Its value is read.
    Read,
    /// It is assigned, which creates it if it does not exist.
    Write,
}

/// A place where the script touches a global variable, or a member of the global table `os`.
#[derive(Clone, Debug)]
pub struct GlobalUse {
    /// The expression.
    pub id: ExprId,
    /// `name`, or `os.name`.
    pub name: String,
    /// Where.
    pub span: Span,
    /// How.
    pub access: GlobalAccess,
}

/// What the interpreter found out, for the lints, for documentation and for the code generator.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What the comments at the top say about KEYS and ARGV.
    pub header: Header,
    /// All reads of KEYS and ARGV.
    pub reads: Vec<Read>,
    /// All uses of globals outside of functions that `pcall` protects.
    pub globals: Vec<GlobalUse>,
    /// The first line, where it is a shebang.
    pub shebang: Option<Shebang>,
    /// All calls of commands.
    pub commands: Vec<CommandCall>,
    /// Calls of functions that are not known, as what `loadstring` gives: any of them may call commands.
    pub unknown_calls: Vec<Span>,
    /// Those calls of `redis.pcall` of whose reply the script asks somewhere whether it is an error.
    pub examined: Vec<ExprId>,
    /// What commands take the keys to hold, where both are known.
    pub typed_keys: Vec<(KeyName, TypedKey)>,
    /// All calls of other functions of Redis's libraries.
    pub library_calls: Vec<LibraryCall>,
    /// Assignments to fields of libraries.
    pub library_stores: Vec<Member>,
    /// All uses of members of libraries.
    pub members: Vec<Member>,
    /// Comparisons, arithmetic and concatenation.
    pub operations: Vec<Operation>,
    /// Uses of a value that stands alone: its length, its negation, its call.
    pub unary_operations: Vec<UnaryOperation>,
    /// Values whose truth decides.
    pub tests: Vec<Test>,
    /// Values that are indexed.
    pub accesses: Vec<FieldAccess>,
    /// All table constructors.
    pub constructed: Vec<Constructed>,
    /// The `return`s of the script itself.
    pub returns: Vec<Return>,
    /// Whether the end of the script can be reached without a `return`.
    pub falls_off: bool,
    /// Code that no path reaches.
    pub unreachable: Vec<Unreachable>,
    /// All loops but those over tables.
    pub loops: Vec<Loop>,
    /// Local variables that nothing reads.
    pub unused_locals: Vec<UnusedLocal>,
    /// Local variables named KEYS or ARGV that hold something else.
    pub shadows: Vec<Shadow>,
    /// Escapes in strings that Lua 5.1 does not know: the backslash and the character behind it.
    pub unknown_escapes: Vec<Span>,
    /// Syntax that not every server compiles.
    pub limited_syntax: Vec<LimitedSyntax>,
    /// The values of expressions.
    pub(crate) values: operands::ValuesAt,
    /// The names of all local variables, each once.
    pub local_names: Vec<Box<str>>,
    /// What each expression was found to be.
    #[cfg(feature = "soundness")]
    pub value_log: value_log::ValueLog,
}

impl Facts {
    /// The place of a flag that the first line sets, as in `#!lua flags=no-writes`.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<Span> {
        self.shebang.as_ref()?.flag(name)
    }

    /// The first line of a script that servers take for one that writes, whatever it does: a shebang without `no-writes`.
    #[must_use]
    pub fn writing_shebang(&self) -> Option<&Shebang> {
        let shebang = self.shebang.as_ref();
        shebang.filter(|line| line.flag("no-writes").is_none())
    }

    /// The reads of one table.
    pub fn reads_of(&self, table: EntryTable) -> impl Iterator<Item = &Read> {
        self.reads.iter().filter(move |read| read.table == table)
    }

    /// The highest fixed entry that is read; 0 if none is.
    #[must_use]
    pub fn highest(&self, table: EntryTable) -> i64 {
        let mut highest = None;
        for read in self.reads_of(table) {
            highest = highest.max(read.index.highest());
        }
        highest.unwrap_or(0)
    }

    /// The first read that depends on how many entries were passed.
    #[must_use]
    pub fn variable_read(&self, table: EntryTable) -> Option<&Read> {
        self.reads_of(table)
            .find(|read| read.index.highest().is_none())
    }

    /// What the script replies, on all its ways.
    #[must_use]
    pub fn reply(&self) -> ReplyShape {
        let mut shapes: Vec<ReplyShape> = Vec::new();
        let mut add = |shape: &ReplyShape| {
            let some = match shape {
                ReplyShape::OneOf(some) => some.as_slice(),
                one => std::slice::from_ref(one),
            };
            for shape in some {
                if !shapes.contains(shape) {
                    shapes.push(shape.clone());
                }
            }
        };
        let mut is_absent = self.falls_off;
        for returned in &self.returns {
            add(&returned.reply);
            is_absent |= returned.may_be_absent;
        }
        if is_absent {
            add(&ReplyShape::Null);
        }
        match shapes.len() {
            1 => shapes.remove(0),
            _ => ReplyShape::OneOf(shapes),
        }
    }

    /// Whether an entry is read when `count` entries are passed.
    #[must_use]
    pub fn reads_entry(&self, table: EntryTable, entry: i64, count: i64) -> bool {
        self.reads_of(table)
            .any(|read| read.index.covers(entry, count))
    }
}

impl Index {
    /// From an entry to the last that is passed.
    #[must_use]
    pub fn from(first: i64) -> Self {
        Self::Range {
            first,
            last: None,
            step: 1,
        }
    }

    /// The highest entry; `None` if it depends on how many were passed.
    #[must_use]
    pub fn highest(self) -> Option<i64> {
        match self {
            Self::At(at) => Some(at),
            Self::Range { last, .. } => last,
            Self::FromEnd(_) | Self::Any => None,
        }
    }

    fn covers(self, entry: i64, count: i64) -> bool {
        match self {
            Self::At(at) => at == entry,
            Self::Range { first, last, step } => {
                entry >= first
                    && last.is_none_or(|last| entry <= last)
                    && entry.saturating_sub(first) % step == 0
            }
            Self::FromEnd(back) => count.saturating_add(back) == entry,
            Self::Any => true,
        }
    }
}
