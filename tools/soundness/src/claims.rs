//! What the analysis claims of a script: nothing else reads the analysis.

mod bound;
mod operands;
pub mod other_text;
mod recorded;
mod reply;
mod warned;

use std::collections::BTreeSet;

use redis_script_analysis::Count;
use redis_script_analysis::bounds::Bounds;
use redis_script_analysis::compatibility::runs_on;
use redis_script_analysis::facts::{EntryTable, Index};
use redis_script_analysis::redis::servers::{KNOWN, Servers};
use redis_script_analysis::redis::target::Required;
use redis_script_analysis::{
    Analysis, Counts, Effect, Facts, Settings, Severity, Source, Span, Target, analyze_alone,
};

pub use redis_script_analysis::facts::value_log::PassedCounts;

pub use self::bound::CommandBound;
use self::recorded::Recorded;
pub use self::reply::Shape;
pub use self::warned::{Probable, Warned};
use crate::log::Seen;
use crate::print::Node;

/// All that a run can refute.
#[allow(clippy::struct_excessive_bools, reason = "each is a claim of its own")]
pub struct Claims {
    /// The text is Lua.
    pub accepted: bool,
    /// The commands that it may run; `None` if not all are known.
    pub commands: Option<BTreeSet<String>>,
    /// It does not write, by the rule of servers for read-only scripts.
    pub read_only: bool,
    /// A run that ends with READONLY has had no effect.
    pub undone_by_readonly: bool,
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
    /// What warnings say of each run that comes to their place.
    pub warned: Vec<Warned>,
    /// The one command, as a script, that does the same.
    pub instead: Option<String>,
    /// What is sent for it, if that is another text: constants are set in it.
    pub sent: Option<String>,
    /// How many commands it issues.
    pub bound: CommandBound,
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
    /// A run that gets there finds nil there, at least once.
    ReadsNil,
    /// The call passes too few entries for a list or for a loop: of that alone, a run shows nothing.
    IsShort,
}

/// What is known of the values of expressions.
pub trait Values {
    /// Whether the expression at a place can be this.
    fn holds(&self, place: &Place<'_>, seen: &Seen) -> bool;

    /// What is known, for a report.
    fn describe(&self, place: &Place<'_>) -> String;
}

/// An expression in a run.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The expression.
    pub node: Node,
    /// All nodes of the script.
    pub nodes: &'a [Node],
    /// How many entries were passed.
    pub passed: PassedCounts,
}

impl Claims {
    /// What is claimed of a text on a server, which is one of the known ones.
    #[must_use]
    pub fn of(text: &str, server: &str) -> Self {
        let (settings, source) = (settings(server), Source::new("generated.lua", text));
        let analysis = analyze_alone(&source, Counts::default(), &settings);
        let runs_here = !runs_on(&source, &analysis)
            .and(settings.target.servers)
            .is_empty();
        let Analysis {
            facts,
            diagnostics,
            notes,
            sent,
            ..
        } = analysis;
        let errors: Vec<CertainError> = errors(&diagnostics, &facts, text);
        Self {
            accepted: !errors.iter().any(|error| SYNTAX.contains(&error.lint)),
            commands: commands(&facts),
            read_only: Effect::of(&facts, false, &Target::default()) != Effect::Writes,
            undone_by_readonly: facts.is_undone_by_readonly(),
            keys: entries(&facts, EntryTable::Keys),
            arguments: entries(&facts, EntryTable::Argv),
            reply: Shape(facts.reply()),
            runs_here,
            errors,
            warned: warned::warned(&diagnostics),
            instead: other_text::single_command(&notes),
            sent: sent.and_then(|sent| sent.whole()),
            bound: CommandBound(Bounds::of(&facts).commands),
            values: Box::new(Recorded::of(facts)),
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
        let counts = Counts {
            keys: Some(Count::exactly(keys)),
            args: Some(Count::exactly(arguments)),
        };
        let source = Source::new("generated.lua", text);
        let analysis = analyze_alone(&source, counts, &settings(server));
        errors(&analysis.diagnostics, &analysis.facts, text)
    }

    /// Whether the text is Lua for a server.
    #[must_use]
    pub fn accepts(text: &str, server: &str) -> bool {
        let source = Source::new("generated.lua", text);
        let (chunk, errors) = redis_script_analysis::lua::parse(&source);
        let is_error = |found: &redis_script_analysis::Diagnostic| {
            found.severity == Severity::Error && SYNTAX.contains(&found.lint)
        };
        if chunk.limited.is_empty() {
            return !errors.iter().any(is_error);
        }
        let analysis = analyze_alone(&source, Counts::default(), &settings(server));
        !analysis.diagnostics.iter().any(is_error)
    }
}

/// The lints whose errors mean that a server does not compile the script.
const SYNTAX: [&str; 2] = ["syntax", "unavailable_syntax"];

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
            beyond_known: false,
            large_integers: Required::from(servers).large_integers,
            declared: true,
            ..Target::default()
        },
        ..Settings::default()
    }
}

fn errors(
    diagnostics: &[redis_script_analysis::Diagnostic],
    facts: &Facts,
    text: &str,
) -> Vec<CertainError> {
    let found = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let error = |found: &redis_script_analysis::Diagnostic| CertainError {
        lint: found.lint,
        message: found.message.clone().into_owned(),
        start: failing(found.span(), facts).start as usize,
        end: failing(found.span(), facts).end as usize,
        what: match found.lint {
            "missing_entry" if !is_one_entry(found.span(), facts, text) => Certain::IsShort,
            "missing_entry" | "zero_index" => Certain::ReadsNil,
            "unavailable_member" | "unknown_member" => Certain::IsNil,
            "endless_loop" => Certain::FailsLater,
            _ => Certain::Fails,
        },
    };
    found.map(error).collect()
}

/// What fails: the call, if what is marked is its command's name where that is written.
fn failing(marked: Span, facts: &Facts) -> Span {
    let is_within = |call: Span| call.start <= marked.start && marked.end <= call.end;
    let named = facts
        .commands
        .iter()
        .filter(|call| call.name_span == marked);
    let mut elsewhere = named.filter(|call| !is_within(call.span));
    elsewhere.next().map_or(marked, |call| call.span)
}

/// Whether an expression is one entry of KEYS or ARGV, and not a list that has it.
fn is_one_entry(span: Span, facts: &Facts, text: &str) -> bool {
    let mut reads = facts.reads.iter().filter(|read| read.span == span);
    let first = reads.next();
    // A place that reads another one, too, after entries were taken off, may end before it comes to this one.
    let is_one =
        first.is_some_and(|read| matches!(read.index, Index::At(_))) && reads.next().is_none();
    is_one
        && text
            .get(span.range())
            .is_some_and(|text| text.ends_with(']'))
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
