//! How seriously each lint is taken.

use crate::lints;
use crate::text::Refusal;

/// How seriously a lint is taken. Where no level is set, each finding is the error or the warning that the lint makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Its findings are left out.
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
}

/// The levels that are set in one place, or in several of which the nearest wins.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Each lint at most once.
    set: Vec<(&'static str, Level)>,
}

impl Levels {
    /// Sets the level of a lint, over what was set before.
    ///
    /// # Errors
    /// If there is no lint of that name, or its level is fixed.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), Refusal> {
        for (fixed, why) in &FIXED {
            if *fixed == name {
                let message = format!("the level of `{name}` is fixed: {why}");
                return Err(Refusal::new(message).help("fix the reported problem"));
            }
        }
        let names = lints::names();
        for known in &names {
            if *known == name {
                self.put(known, level);
                return Ok(());
            }
        }
        Err(Refusal::unknown("lint", name, &names))
    }

    /// Silences a lint.
    ///
    /// # Errors
    /// As [`Levels::set`].
    pub fn allow(&mut self, name: &str) -> Result<(), Refusal> {
        self.set(name, Level::Allow)
    }

    /// Sets all that is set in a nearer place.
    pub fn add(&mut self, nearer: &Self) {
        for (lint, level) in &nearer.set {
            self.put(lint, *level);
        }
    }

    /// The level of a lint, where one is set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Level> {
        for (lint, level) in &self.set {
            if *lint == name {
                return Some(*level);
            }
        }
        None
    }

    fn put(&mut self, lint: &'static str, level: Level) {
        self.set.retain(|(known, _)| *known != lint);
        self.set.push((lint, level));
    }
}

/// What is reported besides lints, and why nobody can do without it.
pub const FIXED: [(&str, &str); 3] = [
    ("syntax", "no server runs what is not Lua"),
    ("settings", "a misspelled setting would have no effect"),
    (
        "key_count",
        "without the number of KEYS nothing can be called",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_level_wins() -> Result<(), Refusal> {
        let mut levels = Levels::default();
        assert_eq!(levels.get("zero_index"), None);
        levels.set("zero_index", Level::Deny)?;
        let mut nearer = Levels::default();
        nearer.allow("zero_index")?;
        nearer.set("missing_entry", Level::Warn)?;
        levels.add(&nearer);
        assert_eq!(levels.get("zero_index"), Some(Level::Allow));
        assert_eq!(levels.get("missing_entry"), Some(Level::Warn));
        Ok(())
    }

    #[test]
    fn names_that_do_not_exist_are_refused() {
        let refused = |name| Levels::default().allow(name).map_err(|why| why.to_string());
        assert_eq!(
            refused("zero_indx"),
            Err("there is no lint `zero_indx`\n  = help: did you mean `zero_index`?".to_owned())
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
