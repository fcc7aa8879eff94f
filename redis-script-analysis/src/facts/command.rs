//! Calls of commands.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use super::uses::{CallArguments, More};
use super::value::Operand;
use super::{Conditions, Facts};
use crate::lua::syntax::ExprId;
use crate::redis::builtins::{self, Role, Row};
use crate::redis::commands::{self, Command, Keys, Lookup, Property};
use crate::redis::replies::Shape;
use crate::redis::servers::Servers;
use crate::text::Span;

/// A call of `redis.call` or `redis.pcall`.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct CommandCall {
    /// The call.
    pub id: ExprId,
    /// Where it stands.
    pub span: Span,
    /// Where the command's name stands: the literal, also if that was passed to a function of the script.
    pub name_span: Span,
    /// That literal; `None` if there are several, or none.
    pub(crate) name_literal: Option<ExprId>,
    /// Whether it is `redis.pcall`, which gives an error as a value.
    pub catches: bool,
    /// Whether it is `pcall`, or stands in a function that `pcall` protects.
    pub protected: bool,
    /// Whether another function may be called there instead.
    pub is_alternative: bool,
    /// The command's name and its arguments.
    pub arguments: CallArguments,
    /// The loops around it, those of its callers included.
    pub loops: u32,
    /// Whether it is a statement, so that nothing looks at the reply.
    pub discarded: bool,
    /// Whether an earlier command may have had the same key.
    pub is_touched: bool,
    /// The earlier call that on every path settled what this one asks for or writes: it ended the key or the part of it, left it without
    /// an expiry, or read the string that the key still holds.
    pub settled_by: Option<ExprId>,
    /// An end of the script at which nothing has used the element that it took out.
    pub lost_at: Option<Span>,
    /// An end of the script that it would also come to without this call: what the call added is more than the script admits.
    pub rejected_at: Option<Span>,
    /// The call that left its key without an expiry, if it gives it one on some paths only.
    pub renews: Option<ExprId>,
    /// Whether a condition on every way to it is never so: then it does not run.
    pub is_impossible: bool,
    /// For which values of entries the script comes here.
    pub conditions: Conditions,
    /// What is asked for again and again.
    pub(crate) found: Found,
}

/// What the table of commands says about a call, once somebody has asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    lookup: Cell<Option<Lookup>>,
    keys: OnceCell<Option<Keys>>,
}

impl CommandCall {
    /// Whether an error of it ends each run that comes there.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !self.protected && !self.is_alternative
    }

    /// The command's name in upper case, if it is constant.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let name = self.arguments.fixed.first()?.text.as_deref()?;
        Some(String::from_utf8_lossy(name).to_uppercase())
    }

    /// The arguments behind the command's name.
    #[must_use]
    pub fn operands(&self) -> &[Operand] {
        self.arguments.fixed.get(1..).unwrap_or_default()
    }

    /// What is known of the command on servers; `None` if it is not known.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        match self.lookup()? {
            Lookup::Found(command) => Some(command),
            _ => None,
        }
    }

    /// What the servers know of the command; `None` if its name is not constant.
    #[must_use]
    pub fn lookup(&self) -> Option<Lookup> {
        let known = self.found.lookup.get();
        if known.is_some() {
            return known;
        }
        let name = self.arguments.fixed.first()?.text.as_deref()?;
        let first = match self.operands().first() {
            Some(operand) => operand.text.as_deref(),
            None => None,
        };
        let lookup = commands::find(name, first);
        self.found.lookup.set(Some(lookup));
        Some(lookup)
    }

    /// Whether more arguments may follow those that are known one by one.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.arguments.more != More::None
    }

    /// The arguments behind the command's name as the server gets them, `None` where they are not constant.
    #[must_use]
    pub fn constants(&self) -> Vec<Option<Rc<[u8]>>> {
        let mut constants = Vec::with_capacity(self.operands().len());
        for operand in self.operands() {
            constants.push(operand.as_argument());
        }
        constants
    }

    /// Whether an argument is this word, in any case.
    #[must_use]
    pub fn has_option(&self, option: &[u8]) -> bool {
        for constant in &self.constants() {
            if let Some(text) = constant
                && text.eq_ignore_ascii_case(option)
            {
                return true;
            }
        }
        false
    }

    /// Which arguments are keys; `None` if the command is not known.
    #[must_use]
    pub fn keys(&self) -> Option<&Keys> {
        let find = || {
            let command = self.command()?;
            let constants = self.constants();
            Some(command.keys(&borrowed(&constants), self.is_open()))
        };
        self.found.keys.get_or_init(find).as_ref()
    }

    /// `redis.call` or `redis.pcall`.
    #[must_use]
    pub fn function(&self) -> &'static Row {
        builtins::caller(self.catches)
    }

    /// Whether the command is known, and has a property.
    #[must_use]
    pub fn has(&self, property: Property) -> bool {
        match self.command() {
            Some(command) => command.has(property),
            None => false,
        }
    }

    /// The value of a property of the command; `None` if it is not known, or has it not.
    #[must_use]
    pub fn property(&self, property: Property) -> Option<&'static str> {
        self.command()?.property(property)
    }

    /// Whether it gives its key an expiry, or may do so.
    #[must_use]
    pub fn expires(&self) -> bool {
        self.asks(&|command, arguments| command.expires(arguments, self.is_open()))
    }

    /// Whether it leaves its key without an expiry, whatever that had.
    #[must_use]
    pub fn drops_expiry(&self) -> bool {
        !self.expires()
            && self.asks(&|command, arguments| command.drops_expiry(arguments, self.is_open()))
    }

    /// Whether it sets an expiry only if that of the key is such, as `EXPIRE key 10 NX` does.
    #[must_use]
    pub fn compares_expiry(&self) -> bool {
        self.asks(&Command::compares_expiry)
    }

    /// Whether a number in its reply may be an integer of the server's, and not only a string that was converted.
    #[must_use]
    pub fn replies_integers(&self) -> bool {
        self.asks(&|command, arguments| {
            Shape::of(command, arguments, self.is_open()).may_hold_integers()
        })
    }

    /// Whether its reply is another one in RESP3, which scripts that do not ask for it never see.
    #[must_use]
    pub fn replies_otherwise_in_resp3(&self) -> bool {
        self.asks(&|command, arguments| {
            Shape::of(command, arguments, self.is_open()).is_other_in_resp3()
        })
    }

    /// Whether it may reply null, which scripts see as `false`.
    #[must_use]
    pub fn may_reply_null(&self) -> bool {
        self.asks(&|command, arguments| Shape::of(command, arguments, self.is_open()).may_be_null())
    }

    /// Whether it asks for a limited part of what could be a reply of any length.
    #[must_use]
    pub fn is_limited(&self) -> bool {
        self.asks(&Command::is_limited)
    }

    fn asks(&self, question: &Question<'_>) -> bool {
        let Some(command) = self.command() else {
            return false;
        };
        question(command, &borrowed(&self.constants()))
    }

    /// The servers on which a read-only script may not do this; all of them if the command is not known.
    #[must_use]
    pub fn writes(&self) -> Servers {
        match self.command() {
            Some(command) => command.writes_in_script(),
            None => Servers::ALL,
        }
    }
}

/// Something about a command with these arguments.
type Question<'a> = dyn Fn(Command, &[Option<&[u8]>]) -> bool + 'a;

fn borrowed(constants: &[Option<Rc<[u8]>>]) -> Vec<Option<&[u8]>> {
    let mut borrowed = Vec::with_capacity(constants.len());
    for constant in constants {
        borrowed.push(constant.as_deref());
    }
    borrowed
}

impl Facts {
    /// Whether no call of the script writes, by the rule of servers for read-only scripts: PUBLISH, PFCOUNT, SORT and
    /// GETEX count as writes. A command that is not known may write, and so may a function that is not.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        for call in &self.commands {
            if !call.is_impossible && !call.writes().is_empty() {
                return false;
            }
        }
        self.unknown_calls.is_empty()
    }

    /// Whether a run that ends with the error READONLY has had no effect: a replica, which gives it, refuses all writes. So the
    /// script must not publish, and must neither reply nor raise an error of its own, which could be the same.
    #[must_use]
    pub fn is_undone_by_readonly(&self) -> bool {
        for used in &self.globals {
            if let Some(builtin) = builtins::member(builtins::GLOBALS, &used.name)
                && raises(builtin.row)
            {
                return false;
            }
        }
        for call in &self.library_calls {
            if raises(call.function.row) {
                return false;
            }
        }
        for returned in &self.returns {
            if returned.may_be_own_error {
                return false;
            }
        }
        for call in &self.commands {
            if !call.is_impossible && may_publish(call) {
                return false;
            }
        }
        self.unknown_calls.is_empty()
    }
}

fn raises(row: &Row) -> bool {
    matches!(row.role, Role::Error | Role::Assert)
}

fn may_publish(call: &CommandCall) -> bool {
    let publishes = match call.command() {
        Some(command) => command.has(Property::PUBLISHES),
        None => true,
    };
    publishes && !planted!(MessageIsUndone)
}
