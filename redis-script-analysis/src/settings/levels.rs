//! How seriously each lint is taken.

use crate::include::INCLUDE;
use crate::lints;
use crate::report::diagnostic::Severity;
use crate::text::{Refusal, Span, fill};

/// How seriously a lint is taken. Where no level is set, each finding is the error or the warning that the lint makes it.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum Level {
    /// Its warnings are left out. Its errors, which are certain failures, are left out if a reason is given.
    Allow,
    /// Its findings are warnings.
    Warn,
    /// Its findings are errors.
    Deny,
}

impl Level {
    /// All, the most lenient first.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    /// As settings write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// The level of a name.
    ///
    /// # Errors
    /// If there is none: which there are.
    pub fn named(name: &str) -> Result<Self, Refusal> {
        let mut names = Vec::new();
        for level in &Self::ALL {
            if level.name() == name {
                return Ok(*level);
            }
            names.push(level.name());
        }
        Err(Refusal::unknown("level", name, &names).or_list(&names))
    }

    /// The level of that name, or what is wrong at its place.
    pub(super) fn at(place: Span, name: &str) -> Result<Self, (Refusal, Span)> {
        Self::named(name).map_err(|refused| (refused, place))
    }
}

/// The levels that are set in one place, or in several of which the nearest wins.
#[derive(Clone, Default)]
pub struct Levels {
    /// Each lint at most once for each severity.
    set: Vec<LintLevel>,
}

/// The level of the findings of a lint that are warnings, or that are errors, unless levels say otherwise.
#[derive(Clone, Copy)]
struct LintLevel {
    lint: &'static str,
    severity: Severity,
    level: Level,
}

impl Levels {
    /// Sets the level of a lint, over what was set before. Without a reason, [`Level::Allow`] is about warnings alone: what was
    /// set for errors before stays.
    ///
    /// # Errors
    /// If there is no lint of that name, its level is fixed, or the reason is empty.
    pub fn set(&mut self, name: &str, level: Level, reason: Option<&str>) -> Result<(), Refusal> {
        for (fixed, why) in &FIXED {
            if *fixed == name {
                let message = fill!("the level of `{name}` is fixed: {why}", name, why);
                return Err(Refusal::new(message).help("fix the reported problem"));
            }
        }
        let names = lints::names();
        for known in &names {
            if *known == name {
                self.put(known, Severity::Warning, level);
                if level != Level::Allow || reason.is_some() {
                    self.put(known, Severity::Error, level);
                }
                return match reason {
                    Some(reason) if reason.trim().is_empty() => Err(empty_reason(name)),
                    _ => Ok(()),
                };
            }
        }
        match lints::renamed(name) {
            Some(new) => Err(renamed(name, new)),
            None => Err(Refusal::unknown("lint", name, &names)),
        }
    }

    /// Sets all that is set in a nearer place.
    pub fn add(&mut self, nearer: &Self) {
        for LintLevel {
            lint,
            severity,
            level,
        } in &nearer.set
        {
            self.put(lint, *severity, *level);
        }
    }

    /// The level of those findings of a lint that have this severity unless levels say otherwise; `None` if none is set.
    #[must_use]
    pub fn get(&self, name: &str, severity: Severity) -> Option<Level> {
        for known in &self.set {
            if known.lint == name && known.severity == severity {
                return Some(known.level);
            }
        }
        None
    }

    fn put(&mut self, lint: &'static str, severity: Severity, level: Level) {
        for known in &mut self.set {
            if known.lint == lint && known.severity == severity {
                known.level = level;
                return;
            }
        }
        self.set.push(LintLevel {
            lint,
            severity,
            level,
        });
    }
}

fn renamed(old: &str, new: &str) -> Refusal {
    Refusal::new(fill!("the lint `{old}` is now `{new}`", old, new))
        .help(fill!("write `{new}`", new))
}

fn empty_reason(lint: &str) -> Refusal {
    Refusal::new(fill!("the reason for the level of `{lint}` is empty", lint))
        .help("say why this level is right, or remove the reason")
}

/// What is reported besides lints, and why nobody can do without it.
pub const FIXED: [(&str, &str); 6] = [
    ("syntax", "no server runs what is not Lua"),
    (
        INCLUDE,
        "without the files that it includes, a script is not whole",
    ),
    ("settings", "a misspelled setting would have no effect"),
    (
        "constants",
        "the text that is sent needs the value of each constant",
    ),
    (
        "key_count",
        "without the number of KEYS nothing can be called",
    ),
    (
        "duration_unit",
        "without its unit a `Duration` cannot be sent",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_level_wins() -> Result<(), Refusal> {
        let mut levels = Levels::default();
        assert_eq!(levels.get("zero_index", Severity::Warning), None);
        levels.set("zero_index", Level::Deny, None)?;
        let mut nearer = Levels::default();
        nearer.set("zero_index", Level::Allow, Some("it is a test"))?;
        nearer.set("missing_entry", Level::Warn, None)?;
        levels.add(&nearer);
        for &severity in &[Severity::Warning, Severity::Error] {
            assert_eq!(levels.get("zero_index", severity), Some(Level::Allow));
            assert_eq!(levels.get("missing_entry", severity), Some(Level::Warn));
        }
        Ok(())
    }

    #[test]
    fn errors_are_allowed_with_a_reason_only() -> Result<(), Refusal> {
        let mut levels = Levels::default();
        levels.set("zero_index", Level::Allow, None)?;
        let found = |levels: &Levels| {
            let get = |severity| levels.get("zero_index", severity);
            (get(Severity::Warning), get(Severity::Error))
        };
        assert_eq!(found(&levels), (Some(Level::Allow), None));
        let mut outer = Levels::default();
        outer.set("zero_index", Level::Warn, None)?;
        outer.add(&levels);
        assert_eq!(found(&outer), (Some(Level::Allow), Some(Level::Warn)));
        let empty = levels.set("zero_index", Level::Allow, Some(" "));
        assert_eq!(
            empty.map_err(|why| why.to_string()),
            Err("the reason for the level of `zero_index` is empty\n  = help: say why this level is right, or remove the reason".to_owned())
        );
        Ok(())
    }

    #[test]
    fn names_that_do_not_exist_are_refused() {
        let refused = |name| {
            let set = Levels::default().set(name, Level::Allow, None);
            set.map_err(|why| why.to_string())
        };
        assert_eq!(
            refused("zero_indx"),
            Err("there is no lint `zero_indx`\n  = help: did you mean `zero_index`?".to_owned())
        );
        assert_eq!(
            refused("built_key"),
            Err(
                "the lint `built_key` is now `undeclared_key`\n  = help: write `undeclared_key`"
                    .to_owned()
            )
        );
        assert_eq!(
            refused("everything"),
            Err("there is no lint `everything`".to_owned())
        );
        assert_eq!(
            refused("syntax"),
            Err(
                "the level of `syntax` is fixed: no server runs what is not Lua\n  = help: fix the reported problem"
                    .to_owned()
            )
        );
        let level = Level::named("forbid").map_err(|why| why.to_string());
        assert_eq!(
            level,
            Err(
                "there is no level `forbid`\n  = help: there are `allow`, `warn` and `deny`"
                    .to_owned()
            )
        );
    }
}
