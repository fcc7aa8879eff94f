//! One script, and what is known about it.

use std::collections::BTreeSet;

use redis_script_analysis::facts::{CommandCall, Entries, EntryTable};
use redis_script_analysis::lua::ScriptKind;
use redis_script_analysis::{
    Analysis, Counts, Diagnostic, Effect, Facts, Level, Settings, Severity, Source, analyze_alone,
    analyze_library,
};

/// A script that was read and checked.
pub(crate) struct Script {
    pub(crate) source: Source,
    /// The SHA1 of the source with LF as its line ends, in 40 hex digits.
    pub(crate) sha1: String,
    pub(crate) kind: ScriptKind,
    /// Whether a tool inserts other files before it is sent. They may define names.
    includes: bool,
    pub(crate) effect: Effect,
    pub(crate) analysis: Analysis,
}

impl Script {
    pub(crate) fn check(source: Source, counts: Counts, settings: &Settings) -> Self {
        let sha1 = sha1_smol::Sha1::from(source.text()).digest().to_string();
        let kind = ScriptKind::of(&source);
        let includes = source.text().lines().any(is_include);
        let analysis = match kind {
            ScriptKind::Library => analyze_library(&source, settings),
            ScriptKind::Script if includes => {
                analyze_alone(&source, counts, &without_lints_of_includes(settings))
            }
            ScriptKind::Script => analyze_alone(&source, counts, settings),
        };
        Self {
            source,
            sha1,
            kind,
            includes,
            effect: Effect::of(&analysis.facts, false, &settings.target),
            analysis,
        }
    }

    /// What it reads of KEYS or ARGV. If no loop shows the size of a group, the header may say it.
    pub(crate) fn entries(&self, table: EntryTable) -> Entries {
        let entries = self.analysis.facts.entries(table);
        let described = self.analysis.facts.header.of(table).group;
        let described = described.and_then(|size| i64::try_from(size).ok());
        Entries {
            group: entries.group.or(described.filter(|_| entries.variadic)),
            ..entries
        }
    }

    /// Whether it certainly does not write.
    pub(crate) fn is_read_only(&self) -> bool {
        self.is_known() && self.analysis.facts.is_read_only()
    }

    /// Whether its facts are known: it is a script, and valid Lua.
    pub(crate) fn is_known(&self) -> bool {
        self.kind != ScriptKind::Library && self.is_lua()
    }

    /// Whether it is valid Lua.
    pub(crate) fn is_lua(&self) -> bool {
        let broken =
            |found: &Diagnostic| found.lint == "syntax" && found.severity == Severity::Error;
        !self.analysis.diagnostics.iter().any(broken)
    }

    /// The names of the commands that it calls. Subcommands follow the names of their containers.
    pub(crate) fn commands(&self) -> Vec<String> {
        commands(&self.analysis.facts, |_| true)
    }

    /// The names of those that may write.
    pub(crate) fn writing_commands(&self) -> Vec<String> {
        commands(&self.analysis.facts, |call| !call.writes().is_empty())
    }

    /// A note about what was not checked.
    pub(crate) fn remark(&self) -> Option<&'static str> {
        match self.kind {
            ScriptKind::Library => {
                Some("it is a function library: its keys and arguments are not checked")
            }
            ScriptKind::Script if self.includes => Some(
                "it includes other files, which are not read; undefined globals, unused locals and unused entries are not reported",
            ),
            ScriptKind::Script => None,
        }
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        let found = self.analysis.diagnostics.iter();
        found.filter(|found| found.severity == severity).count()
    }
}

fn commands(facts: &Facts, which: impl Fn(&CommandCall) -> bool) -> Vec<String> {
    let calls = facts.commands.iter().filter(|call| which(call));
    let names = calls.filter_map(|call| {
        let known = call.command().map(|command| command.name().to_uppercase());
        known.or_else(|| call.name())
    });
    let names: BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// The settings for a script that includes others.
fn without_lints_of_includes(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    for lint in ["undefined_global", "unused_local", "unused_parameter"] {
        if settings.levels.get(lint, Severity::Warning).is_none() {
            // These lints exist.
            let reason = "what the included files define and read is not known";
            let _ = settings.levels.set(lint, Level::Allow, Some(reason));
        }
    }
    settings
}

/// `--- @include "name"`, as some tools write it.
fn is_include(line: &str) -> bool {
    let comment = line.trim_start().strip_prefix("--");
    comment.is_some_and(|text| {
        text.trim_start_matches('-')
            .trim_start()
            .starts_with("@include")
    })
}
