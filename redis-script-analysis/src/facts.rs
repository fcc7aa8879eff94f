//! What a script does, whatever its callers declare.

mod amount;
mod command;
mod conditions;
mod count;
mod entries;
mod globals;
mod header;
mod keys;
mod locals;
mod names;
mod operands;
mod paths;
mod reads;
mod reply;
mod run;
mod steps;
mod tables;
mod typed_key;
mod uses;
mod value;
#[cfg(feature = "soundness")]
pub mod value_log;

pub use self::amount::{Amount, BoundedBy, Factor, Sum, Term};
pub use self::command::CommandCall;
pub(crate) use self::command::Found;
pub use self::conditions::{Condition, Conditions, Constant, ConstantSet};
pub use self::count::Count;
pub use self::entries::{Entries, EntryLoop};
pub use self::globals::{GlobalAccess, GlobalUse};
pub(crate) use self::header::read as read_header;
pub use self::header::{EntryDocs, Header};
pub use self::keys::{KeyOrigin, KeyUse};
pub use self::locals::{Shadow, UnusedLocal};
pub use self::names::{NamedBy, NamedValue};
pub use self::paths::{Barrier, Loop, LoopEnd, LoopKind, Unreachable};
pub use self::reads::{EntryTable, Index, Read};
pub use self::reply::ReplyShape;
pub use self::run::{RunCall, RunReply, RunTest, RunValue, ScriptRun};
pub use self::steps::{LoopSteps, PathSteps, Step};
pub use self::tables::{Constructed, Leaves, LeftTable, Store};
pub use self::typed_key::{KeyName, TypedKey};
pub use self::uses::{
    Asks, CallArguments, FieldAccess, LibraryCall, Member, More, Operation, Return, Test,
    UnaryOperation,
};
pub use self::value::{
    Derivation, Integrality, Named, Operand, Sources, TableKind, Time, TimeUnit, Types, ValueAt,
};

use crate::lua::syntax::{ExprId, FunctionId};
use crate::lua::{LimitedSyntax, Shebang};
use crate::text::Span;

/// What the interpreter found out, for the lints, for documentation and for the code generator.
#[derive(Clone, Default)]
pub struct Facts {
    /// What the comments at the top say about KEYS and ARGV.
    pub header: Header,
    /// All reads of KEYS and ARGV.
    pub reads: Vec<Read>,
    /// All uses of globals.
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
    /// Calls of the script's functions that are statements, and always return an error of the script's own.
    pub dropped_errors: Vec<Span>,
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
    /// What is stored in tables.
    pub stores: Vec<Store>,
    /// Lists that `cjson.encode` gets and that may be empty, as far as the script tells.
    pub empty_lists: Vec<Operand>,
    /// The `return`s of the script itself.
    pub returns: Vec<Return>,
    /// Whether the end of the script can be reached without a `return`.
    pub falls_off: bool,
    /// The ways through a short script that only calls commands; none if they are too many, or something else happens.
    pub runs: Vec<ScriptRun>,
    /// Code that no path reaches.
    pub unreachable: Vec<Unreachable>,
    /// All loops but those over tables.
    pub loops: Vec<Loop>,
    /// The names of local variables and fields that hold an entry of KEYS or ARGV, perhaps converted.
    pub named: Vec<NamedValue>,
    /// Local variables whose names say another unit of time than their values have.
    pub misnamed: Vec<NamedValue>,
    /// The commands that it calls, in the order of its paths.
    pub steps: Vec<Step>,
    /// The same of the functions that are not followed at each of their calls.
    pub(crate) shared_steps: Vec<(FunctionId, Vec<Step>)>,
    /// How many elements the lists have that calls of commands reply.
    pub(crate) reply_sizes: Vec<(ExprId, Amount)>,
    /// The same of calls of `unpack` for tables that the script fills, and of which it never looks how long they are.
    pub unpacked_sizes: Vec<(ExprId, Amount)>,
    /// The functions that something may call at any time.
    pub(crate) at_any_time: Vec<FunctionId>,
    /// Local variables that nothing reads.
    pub unused_locals: Vec<UnusedLocal>,
    /// The constants that nothing reads, by their numbers.
    pub unread_constants: Vec<usize>,
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
        match &self.shebang {
            Some(line) if line.flag("no-writes").is_none() => Some(line),
            _ => None,
        }
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
        if shapes.len() == 1
            && let Some(only) = shapes.pop()
        {
            return only;
        }
        ReplyShape::OneOf(shapes)
    }
}
