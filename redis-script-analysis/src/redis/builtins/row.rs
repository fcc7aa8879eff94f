//! What a row of the table of builtins says.

use super::parameter::{ANY, Called, Parameter, Parameters};
use super::role::Role;
use crate::lua::pattern;
use crate::redis::servers::{Product, Servers};

/// A global variable of the sandbox, or a member of one of its libraries.
pub struct Row {
    /// Its name, without that of its library.
    pub name: &'static str,
    on: On,
    /// What it is.
    pub is: Is,
    /// Of a function: so many arguments at least.
    pub least: usize,
    /// So many at most, if more raise an error.
    pub most: Option<usize>,
    takes: &'static [Parameter],
    /// What all arguments after those of `takes` must be.
    rest: Parameter,
    /// What it gives.
    pub gives: Gives,
    /// What becomes of its arguments.
    pub passed: Passed,
    /// What it says to wrong types, and to a wrong number of arguments, if that is not what Lua's own functions say.
    says: [&'static str; 2],
    /// Whether a script that names it can give a value a metatable, or get at what can.
    pub opens_metatables: bool,
    /// What the interpreter and the lints do about it beyond its row.
    pub role: Role,
}

/// What a member of the sandbox is.
#[derive(Clone, Copy, PartialEq)]
pub enum Is {
    /// A function, to which the other columns belong.
    Function,
    /// A library: the one of this name, or the table of all globals.
    Library,
    /// KEYS or ARGV.
    Entries,
    /// A string.
    String,
    /// A number between these; an integer, if the last one says so.
    Number(f64, f64, bool),
    /// A userdata.
    Userdata,
}

/// What a function gives: its first result, as far as its arguments do not matter.
#[derive(Clone, Copy, PartialEq)]
pub enum Gives {
    /// Not known: any values, and any number of them.
    Unknown,
    /// A string.
    String,
    /// A number.
    Number,
    /// An integer from 0 on.
    Natural,
    /// An integer of 32 bits with a sign.
    Word,
    /// `true` or `false`.
    Boolean,
}

/// What becomes of the arguments of a function. Functions among them may always be called.
#[derive(Clone, Copy, PartialEq)]
pub enum Passed {
    /// It only reads them.
    Read,
    /// It reads them, and what they refer to may be called or indexed meanwhile.
    Used,
    /// They may go anywhere, and tables may be changed.
    Kept,
}

/// The servers that have a member; of most, all do.
#[derive(Clone, Copy, PartialEq)]
enum On {
    All,
    Since(u8, u8, u8),
    Before(u8, u8, u8),
    Valkey,
    RedisSince(u8, u8, u8),
    /// Redis until it was found that scripts could break out of the sandbox by it.
    RedisUntilFixed,
}

/// A function that takes these at least, and ignores more.
pub(super) const fn function(name: &'static str, takes: &'static [Parameter]) -> Row {
    Row {
        name,
        on: On::All,
        is: Is::Function,
        least: takes.len(),
        most: None,
        takes,
        rest: ANY,
        gives: Gives::Unknown,
        passed: Passed::Kept,
        opens_metatables: false,
        says: [""; 2],
        role: Role::Plain,
    }
}

/// What is no function.
pub(super) const fn value(name: &'static str, is: Is) -> Row {
    Row {
        is,
        ..function(name, &[])
    }
}

pub(super) const fn integer(name: &'static str) -> Row {
    value(name, Is::Number(f64::NEG_INFINITY, f64::INFINITY, true))
}

impl Row {
    /// A function of which the arguments from this one on may be left out.
    pub(super) const fn least(self, least: usize) -> Self {
        Self { least, ..self }
    }

    pub(super) const fn most(self, most: usize) -> Self {
        Self {
            most: Some(most),
            ..self
        }
    }

    /// It takes exactly these arguments.
    pub(super) const fn exactly(self) -> Self {
        let most = self.takes.len();
        self.most(most)
    }

    pub(super) const fn rest(self, rest: Parameter) -> Self {
        Self { rest, ..self }
    }

    pub(super) const fn gives(self, gives: Gives) -> Self {
        Self { gives, ..self }
    }

    pub(super) const fn says(self, of_types: &'static str, of_number: &'static str) -> Self {
        Self {
            says: [of_types, of_number],
            ..self
        }
    }

    /// It only reads its arguments.
    pub(super) const fn reads(self) -> Self {
        Self {
            passed: Passed::Read,
            ..self
        }
    }

    pub(super) const fn uses(self) -> Self {
        Self {
            passed: Passed::Used,
            ..self
        }
    }

    pub(super) const fn opens_metatables(self) -> Self {
        Self {
            opens_metatables: true,
            ..self
        }
    }

    pub(super) const fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    pub(super) const fn since(self, major: u8, minor: u8, patch: u8) -> Self {
        Self {
            on: On::Since(major, minor, patch),
            ..self
        }
    }

    pub(super) const fn before(self, major: u8, minor: u8, patch: u8) -> Self {
        Self {
            on: On::Before(major, minor, patch),
            ..self
        }
    }

    pub(super) const fn redis_since(self, major: u8, minor: u8, patch: u8) -> Self {
        Self {
            on: On::RedisSince(major, minor, patch),
            ..self
        }
    }

    pub(super) const fn valkey(self) -> Self {
        Self {
            on: On::Valkey,
            ..self
        }
    }

    pub(super) const fn redis_until_fixed(self) -> Self {
        Self {
            on: On::RedisUntilFixed,
            ..self
        }
    }

    /// What the argument at a place must be, counted from 0.
    #[must_use]
    pub fn parameter(&self, at: usize) -> Parameter {
        self.takes.get(at).copied().unwrap_or(self.rest)
    }

    /// What it takes of the arguments of one call. `format`: the first one, if it is a constant string.
    #[must_use]
    pub fn parameters(&'static self, format: Option<&[u8]>) -> Parameters {
        Parameters {
            row: self,
            conversions: (self.role == Role::Format).then(|| {
                let conversions = format.map(pattern::format_arguments);
                conversions.and_then(Result::ok).unwrap_or_default()
            }),
        }
    }

    /// What it raises if the argument at a place is of a type that it does not take.
    #[must_use]
    pub fn refusal(&self, call: &Called, parameter: Parameter, at: usize, got: &str) -> String {
        let [words, _] = self.says;
        if words.is_empty() {
            parameter.refusal(call, at, got)
        } else {
            words.to_owned()
        }
    }

    /// What it raises if it gets so many arguments, which are too few or too many.
    #[must_use]
    pub fn refusal_of_number(&self, call: &Called, passed: usize) -> String {
        let [_, words] = self.says;
        if !words.is_empty() {
            words.to_owned()
        } else if passed < self.least {
            self.parameter(passed).refusal(call, passed, "no value")
        } else {
            "wrong number of arguments".to_owned()
        }
    }

    /// Whether it calls commands.
    #[must_use]
    pub fn calls_commands(&self) -> bool {
        matches!(self.role, Role::Call | Role::CatchingCall)
    }

    /// The servers that have it, if they have its library.
    #[must_use]
    pub fn servers(&self) -> Servers {
        let on = self.on;
        if on == On::All {
            return Servers::ALL;
        }
        Servers::matching(|server| {
            let is_redis = server.product == Product::Redis;
            match on {
                On::All => true,
                On::Since(major, minor, patch) => server.version >= (major, minor, patch),
                On::Before(major, minor, patch) => server.version < (major, minor, patch),
                On::Valkey => !is_redis,
                On::RedisSince(major, minor, patch) => {
                    is_redis && server.version >= (major, minor, patch)
                }
                On::RedisUntilFixed => {
                    let fixed = server.version == (7, 0, 15) || server.version >= (8, 2, 3);
                    is_redis && !fixed
                }
            }
        })
    }
}
