//! What the analysis claims of a script: the only file that reads the analysis.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use redis_script_analysis::contract::Count;
use redis_script_analysis::contract::reply::ReplyShape;
use redis_script_analysis::facts::{EntryTable, Operand, Types};
use redis_script_analysis::redis::servers::{KNOWN, Servers};
use redis_script_analysis::{
    Analysis, Counts, Effect, Facts, Settings, Severity, Source, Target, analyze_alone,
};

use crate::log::Seen;
use crate::server::Reply;

/// All that a run can refute.
pub struct Claims {
    /// The text is Lua.
    pub accepted: bool,
    /// The commands that it may run; `None` if not all are known.
    pub commands: Option<BTreeSet<String>>,
    /// It does not write, by the rule of servers for read-only scripts.
    pub read_only: bool,
    /// What it reads of KEYS.
    pub keys: Entries,
    /// What it reads of ARGV.
    pub arguments: Entries,
    /// What it replies.
    pub reply: Shape,
    /// The server at hand runs it.
    pub runs_here: bool,
    /// What surely fails, however it is called.
    pub errors: Vec<CertainError>,
    /// What its expressions can be.
    pub values: Box<dyn Values>,
}

/// Which entries of KEYS or ARGV a script reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entries {
    /// The highest.
    pub count: usize,
    /// The highest of those for whose absence it does not provide: what is claimed holds for calls that pass as many.
    pub required: usize,
    /// Whether it may read any number more.
    pub variadic: bool,
}

/// A finding that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertainError {
    /// The lint.
    pub lint: &'static str,
    /// What it says.
    pub message: String,
    /// The offset of the first byte of what it marks.
    pub start: usize,
    /// The offset after the last one.
    pub end: usize,
    /// What is claimed of it.
    pub what: Certain,
}

/// What a finding claims that is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certain {
    /// What is marked, or what is done with it, fails.
    Fails,
    /// A run that gets there fails, at that place or later.
    FailsLater,
    /// It is nil.
    IsNil,
    /// Each run that ends without an error reads it.
    IsRead,
}

/// The shape of a reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape(pub ReplyShape);

/// What is known of the values of expressions.
pub trait Values {
    /// Whether the expression at this place can be this; `None` if nothing is known of it.
    fn holds(&self, start: usize, end: usize, seen: &Seen) -> Option<bool>;

    /// What is known, for a report.
    fn describe(&self, start: usize, end: usize) -> String;
}

impl Claims {
    /// What is claimed of a text on a server, which is one of the known ones.
    #[must_use]
    pub fn of(text: &str, server: &str) -> Self {
        let (settings, source) = (settings(server), Source::new("generated.lua", text));
        let Analysis {
            facts, diagnostics, ..
        } = analyze_alone(&source, Counts::default(), &settings);
        let errors: Vec<CertainError> = errors(&diagnostics);
        Self {
            accepted: !errors.iter().any(|error| error.lint == "syntax"),
            commands: commands(&facts),
            read_only: Effect::of(&facts, false, &Target::default()) != Effect::Writes,
            keys: entries(&facts, EntryTable::Keys),
            arguments: entries(&facts, EntryTable::Argv),
            reply: Shape(facts.reply()),
            runs_here: errors.is_empty(),
            errors,
            values: Box::new(Operands::of(&facts)),
        }
    }

    /// What surely fails if so many entries are passed.
    #[must_use]
    pub fn errors_for(
        text: &str,
        server: &str,
        keys: usize,
        arguments: usize,
    ) -> Vec<CertainError> {
        let exactly = |least| Some(Count { least, more: false });
        let counts = Counts {
            keys: exactly(keys),
            args: exactly(arguments),
        };
        let source = Source::new("generated.lua", text);
        errors(&analyze_alone(&source, counts, &settings(server)).diagnostics)
    }

    /// Whether the text is Lua.
    #[must_use]
    pub fn accepts(text: &str) -> bool {
        let (_, diagnostics) =
            redis_script_analysis::lua::parse(&Source::new("generated.lua", text));
        diagnostics
            .iter()
            .all(|found| found.severity == Severity::Warning)
    }
}

fn settings(server: &str) -> Settings {
    let is_it = |known: redis_script_analysis::redis::servers::Server| known.to_string() == server;
    let mut servers = Servers::matching(is_it);
    if servers.is_empty() {
        // An unknown version is taken for the newest known one.
        servers = Servers::matching(|known| KNOWN.last() == Some(&known));
    }
    Settings {
        target: Target {
            servers,
            declared: true,
            ..Target::default()
        },
        ..Settings::default()
    }
}

fn errors(diagnostics: &[redis_script_analysis::Diagnostic]) -> Vec<CertainError> {
    let found = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let error = |found: &redis_script_analysis::Diagnostic| CertainError {
        lint: found.lint,
        message: found.message.clone(),
        start: found.span().start as usize,
        end: found.span().end as usize,
        what: match found.lint {
            "missing_entry" => Certain::IsRead,
            "zero_index" | "unavailable_member" | "unknown_member" => Certain::IsNil,
            "endless_loop" => Certain::FailsLater,
            _ => Certain::Fails,
        },
    };
    found.map(error).collect()
}

fn commands(facts: &Facts) -> Option<BTreeSet<String>> {
    if !facts.unknown_calls.is_empty() {
        return None;
    }
    let name = |call: &redis_script_analysis::facts::CommandCall| {
        let known = call.command().map(|command| command.name().to_uppercase());
        known.or_else(|| call.name())
    };
    facts.commands.iter().map(name).collect()
}

fn entries(facts: &Facts, table: EntryTable) -> Entries {
    let required = facts
        .reads_of(table)
        .filter(|read| !read.optional)
        .filter_map(|read| read.index.highest());
    Entries {
        count: usize::try_from(facts.highest(table)).unwrap_or(0),
        required: required
            .max()
            .and_then(|at| usize::try_from(at).ok())
            .unwrap_or(0),
        variadic: facts.variable_read(table).is_some(),
    }
}

impl Shape {
    /// Whether it can be this reply.
    #[must_use]
    pub fn holds(&self, reply: &Reply) -> bool {
        holds(&self.0, reply)
    }
}

fn holds(shape: &ReplyShape, reply: &Reply) -> bool {
    match (shape, reply) {
        (ReplyShape::Any, _)
        | (ReplyShape::Status, Reply::Status(_))
        | (ReplyShape::Error, Reply::Error(_))
        | (ReplyShape::Null, Reply::Null)
        | (ReplyShape::Bool, Reply::Integer(1)) => true,
        (ReplyShape::OneOf(shapes), reply) => shapes.iter().any(|shape| holds(shape, reply)),
        (ReplyShape::Integer { range }, Reply::Integer(value)) => {
            range.is_none_or(|(low, high)| (low..=high).contains(value))
        }
        (ReplyShape::Bulk { text }, Reply::Bulk(bytes)) => {
            text.as_ref().is_none_or(|text| text == bytes)
        }
        (ReplyShape::Array(item), Reply::Array(items)) => {
            items.iter().all(|reply| holds(item, reply))
        }
        (ReplyShape::Tuple(shapes), Reply::Array(items)) => {
            shapes.len() == items.len()
                && shapes
                    .iter()
                    .zip(items)
                    .all(|(shape, reply)| holds(shape, reply))
        }
        (ReplyShape::Flat(key, value), Reply::Array(items)) => items.chunks(2).all(|pair| {
            holds(key, &pair[0]) && pair.get(1).is_some_and(|reply| holds(value, reply))
        }),
        _ => false,
    }
}

/// The operands of which the facts say something.
struct Operands(Vec<Operand>);

impl Operands {
    fn of(facts: &Facts) -> Self {
        let operations = facts
            .operations
            .iter()
            .flat_map(|operation| [&operation.left, &operation.right]);
        let unary = facts
            .unary_operations
            .iter()
            .map(|operation| &operation.operand);
        let tests = facts.tests.iter().map(|test| &test.operand);
        Self(operations.chain(unary).chain(tests).cloned().collect())
    }

    fn at(&self, start: usize, end: usize) -> impl Iterator<Item = &Operand> {
        self.0
            .iter()
            .filter(move |operand| operand.span.range() == (start..end))
    }
}

impl Values for Operands {
    fn holds(&self, start: usize, end: usize, seen: &Seen) -> Option<bool> {
        self.at(start, end)
            .map(|operand| can_be(operand, seen))
            .reduce(|one, other| one || other)
    }

    fn describe(&self, start: usize, end: usize) -> String {
        let mut all: Vec<String> = self.at(start, end).map(described).collect();
        all.sort();
        all.dedup();
        all.join(" or ")
    }
}

fn described(operand: &Operand) -> String {
    const NAMES: [(Types, &str); 8] = [
        (Types::NIL, "nil"),
        (Types::FALSE, "false"),
        (Types::TRUE, "true"),
        (Types::NUMBER, "a number"),
        (Types::STRING, "a string"),
        (Types::TABLE, "a table"),
        (Types::FUNCTION, "a function"),
        (Types::OTHER, "a userdata"),
    ];
    match (operand.number, &operand.text) {
        (Some(number), _) => format!("the number {number}"),
        (None, Some(text)) => format!("the string '{}'", text.escape_ascii()),
        (None, None) => {
            let types = NAMES.iter().filter(|(types, _)| operand.types.has(*types));
            types
                .map(|(_, name)| *name)
                .collect::<Vec<&str>>()
                .join("|")
        }
    }
}

fn can_be(operand: &Operand, seen: &Seen) -> bool {
    let wanted = match seen {
        Seen::Nil => Types::NIL,
        Seen::Boolean(false) => Types::FALSE,
        Seen::Boolean(true) => Types::TRUE,
        Seen::Number(_) => Types::NUMBER,
        Seen::Text(_) | Seen::LongText => Types::STRING,
        Seen::Table | Seen::ErrorTable => Types::TABLE,
        Seen::Function => Types::FUNCTION,
        Seen::Other => Types::OTHER,
    };
    let same_number = |seen: f64, known: f64| {
        seen.partial_cmp(&known) == Some(Ordering::Equal) || seen.is_nan() && known.is_nan()
    };
    operand.types.has(wanted)
        && match seen {
            Seen::Number(value) => operand
                .number
                .is_none_or(|known| same_number(*value, known)),
            Seen::Text(text) => operand.text.as_ref().is_none_or(|known| **known == **text),
            _ => true,
        }
}
