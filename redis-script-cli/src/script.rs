//! One script, and what is known about it.

use std::collections::BTreeSet;

use redis_script_analysis::facts::{CommandCall, Entries, EntryTable};
use redis_script_analysis::include::{INCLUDE, IncludedPath, Joined};
use redis_script_analysis::lua::ScriptKind;
use redis_script_analysis::{
    Analysis, Contract, Counts, Diagnostic, Effect, Facts, Settings, Severity, Source, analyze,
    analyze_alone, analyze_library, analyze_syntax,
};

use crate::args::NamedValue;
use crate::constants;

/// What is sent for a script.
pub(crate) struct Sent {
    /// With LF as line ends, and the values of constants.
    pub(crate) text: String,
    /// In 40 hex digits.
    pub(crate) sha1: String,
}

/// A script that was read and checked.
pub(crate) struct Script {
    pub(crate) source: Source,
    /// `None` if a constant is not set.
    pub(crate) sent: Option<Sent>,
    pub(crate) kind: ScriptKind,
    /// The files that it includes, in the order of their numbers.
    pub(crate) files: Vec<IncludedPath>,
    pub(crate) effect: Effect,
    pub(crate) analysis: Analysis,
}

impl Script {
    pub(crate) fn check(joined: Joined, counts: Counts, settings: &Settings) -> Self {
        let Joined {
            source,
            errors,
            files,
            ..
        } = joined;
        let kind = ScriptKind::of(&source);
        let mut analysis = match kind {
            _ if !errors.is_empty() => analyze_syntax(&source, settings),
            ScriptKind::Library => analyze_library(&source, settings),
            ScriptKind::Script => analyze_alone(&source, counts, settings),
        };
        analysis.add_errors(&errors);
        Self {
            sent: Sent::of(&source, &analysis),
            source,
            kind,
            files,
            effect: Effect::of(&analysis.facts, false, &settings.target),
            analysis,
        }
    }

    /// Checks it again, with the constants that the command line sets.
    ///
    /// # Errors
    /// If it declares no such constants. A script that is not valid Lua stays as it is: its other errors come first.
    pub(crate) fn with_constants(
        mut self,
        constants: &[NamedValue],
        counts: Counts,
        settings: &Settings,
    ) -> Result<Self, String> {
        if constants.is_empty() || !self.is_lua() {
            return Ok(self);
        }
        if self.kind == ScriptKind::Library {
            let shown = self.source.path();
            return Err(format!(
                "`{shown}` is a function library, which has no constants: leave out `--const`"
            ));
        }
        let contract = Contract {
            constants: Some(constants::set(constants, &self.analysis.constants)),
            ..counts.contract(&self.analysis.facts.header)
        };
        self.analysis = analyze(&self.source, &contract, settings);
        self.sent = Sent::of(&self.source, &self.analysis);
        self.effect = Effect::of(&self.analysis.facts, false, &settings.target);
        match constants::wrong(&self, constants) {
            Some(why) => Err(why),
            None => Ok(self),
        }
    }

    /// The SHA1, or why there is none.
    pub(crate) fn shown_sha1(&self) -> String {
        match &self.sent {
            Some(sent) => sent.sha1.clone(),
            None => format!("depends on {}", constants::unset(self).unwrap_or_default()),
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

    /// Whether its facts are known: it is a whole script, and valid Lua.
    pub(crate) fn is_known(&self) -> bool {
        self.kind != ScriptKind::Library && self.is_lua()
    }

    /// Whether it is whole, and valid Lua.
    pub(crate) fn is_lua(&self) -> bool {
        let broken = |found: &Diagnostic| {
            matches!(found.lint, "syntax" | INCLUDE) && found.severity == Severity::Error
        };
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
            ScriptKind::Script => None,
        }
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        let found = self.analysis.diagnostics.iter();
        found.filter(|found| found.severity == severity).count()
    }
}

impl Sent {
    fn of(source: &Source, analysis: &Analysis) -> Option<Self> {
        let text = match &analysis.sent {
            Some(sent) => sent.whole()?,
            None => source.text().to_owned(),
        };
        Some(Self {
            sha1: sha1_smol::Sha1::from(&text).digest().to_string(),
            text,
        })
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
