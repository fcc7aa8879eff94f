//! The ways through a short script, each as one run takes it.

use std::rc::Rc;

use super::EntryTable;
use crate::lua::syntax::ExprId;
use crate::text::Span;

/// One way through a script: which commands it calls, what it asks in between, and what it replies.
#[derive(Clone, Default)]
pub struct ScriptRun {
    /// The calls of commands, in their order.
    pub calls: Vec<RunCall>,
    /// What decided the way.
    pub tests: Vec<RunTest>,
    /// The reply.
    pub reply: RunReply,
}

/// A call of a command.
#[derive(Clone, PartialEq)]
pub struct RunCall {
    /// The call.
    pub id: ExprId,
    /// Where it stands.
    pub span: Span,
    /// The command's name in upper case; empty if it is not constant.
    pub name: String,
    /// The arguments after the name.
    pub arguments: Vec<RunValue>,
    /// Whether more arguments may follow.
    pub is_open: bool,
}

/// A value, by what it must be: two that are equal are one value.
#[derive(Clone)]
pub enum RunValue {
    /// An entry of KEYS or ARGV, as it was passed.
    Entry(EntryTable, i64),
    /// These bytes, as a command gets them.
    Text(Rc<[u8]>),
    /// The reply of a call of the run, by its place.
    Reply(usize),
    /// `tonumber` of another one.
    Number(Box<RunValue>),
    /// Another value that no reply changes, by its number in this run, and where it stands.
    Computed(u32, Span),
    /// Not known.
    Unknown,
}

impl PartialEq for RunValue {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Entry(table, entry), Self::Entry(others, at)) => table == others && entry == at,
            (Self::Text(text), Self::Text(other)) => text == other,
            (Self::Reply(call), Self::Reply(other)) => call == other,
            (Self::Number(of), Self::Number(other)) => of == other,
            (Self::Computed(number, _), Self::Computed(other, _)) => number == other,
            _ => false,
        }
    }
}

/// What a condition told.
#[derive(Clone, PartialEq)]
pub enum RunTest {
    /// The reply of a call is null.
    IsNull(usize),
    /// It is not null.
    IsThere(usize),
    /// It is this number.
    IsNumber(usize, i64),
    /// Two values are equal, or not.
    Equal(RunValue, RunValue, bool),
    /// The first value is less than the second.
    Less(RunValue, RunValue),
    /// Something else.
    Other,
}

/// What a run replies.
#[derive(Clone, Default, PartialEq)]
pub enum RunReply {
    /// Nil.
    #[default]
    Null,
    /// This integer.
    Integer(i64),
    /// A value as it is.
    Value(RunValue),
    /// The status `OK`.
    Ok,
    /// A list of these.
    List(Vec<RunReply>),
    /// Something else.
    Other,
}
