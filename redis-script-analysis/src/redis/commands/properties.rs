//! What is known of commands that no server says: the columns of `properties.txt`.

use super::key_type::{KeyType, TYPES};
use super::{Command, find_name};
use crate::redis::servers::{Product, Servers};

/// A word of a command in `properties.txt`. Some have a value: `limit:COUNT`.
#[derive(Clone, Copy)]
pub struct Property(&'static str);

impl Property {
    /// It makes its key if that is missing.
    pub const CREATES: Self = Self("creates");
    /// It gives its key an expiry; if it has a value, that is so with one of these options only.
    pub const EXPIRES: Self = Self("expires");
    /// It ends what its keys held, or puts something in the place of it.
    pub const ENDS: Self = Self("ends");
    /// Its keys hold nothing after it.
    pub const REMOVES: Self = Self("removes");
    /// Its key does not hold its other arguments after it.
    pub const REMOVES_PARTS: Self = Self("removes-parts");
    /// It asks for the part of its key that its second argument names.
    pub const ASKS_PART: Self = Self("asks-part");
    /// It adds nothing to its key.
    pub const LESSENS: Self = Self("lessens");
    /// It takes out of its key what is out of date.
    pub const TRIMS: Self = Self("trims");
    /// It replies how many elements its key has.
    pub const COUNTS: Self = Self("counts");
    /// Its keys do not expire after it, unless it has one of these options.
    const DROPS_EXPIRY: Self = Self("drops-expiry");
    /// It tells the type of its key.
    pub const TELLS_TYPE: Self = Self("tells-type");
    /// Its reply grows with what its keys hold.
    pub const GROWS: Self = Self("grows");
    /// That is so unless its second and third argument name less than this range.
    pub const RANGE: Self = Self("range");
    /// That is so unless this option limits it.
    pub const LIMIT: Self = Self("limit");
    /// Its reply may be an empty list, or have one; so may that of a command whose reply grows.
    const EMPTY: Self = Self("empty");
    /// Its second and third argument are the ends of a range, and this one has everything.
    pub const BOUNDS: Self = Self("bounds");

    /// It replies two values for each element; if it has a value, that is so with this option.
    pub const PAIRS: Self = Self("pairs");
    /// It takes an element out, and replies null when none is left.
    pub const TAKES: Self = Self("takes");
    /// It puts what it takes out into another key.
    pub const MOVES: Self = Self("moves");
    /// It replies all keys of the database.
    pub const ALL_KEYS: Self = Self("all-keys");
    /// It goes through all keys of the database in steps.
    pub const EACH_KEY: Self = Self("each-key");
    /// It goes through all elements of its key in steps.
    pub const EACH_ELEMENT: Self = Self("each-element");
    /// It replies a time, or a negative number if there is none.
    pub const TIME_LEFT: Self = Self("time-left");
    /// Its integers count time in a unit, as a variable of this name does.
    pub const UNIT: Self = Self("unit");
    /// It replies the time of the server.
    pub const CLOCK: Self = Self("clock");
    /// Its reply is in no order that anyone promises.
    pub const UNORDERED: Self = Self("unordered");
    /// Its reply is the digits of a number.
    pub const NUMERAL: Self = Self("numeral");
    /// It stores the argument at this place, from 0, as it is, or adds it to what is there: under its key, or in the field before it.
    pub const HOLDS: Self = Self("holds");
    /// It replies the string that its key holds.
    pub const REPLIES_HELD: Self = Self("replies-held");
    /// The command that gives its key the same time to live and keeps what it holds, or one for each of these options: `EX/EXPIRE`.
    pub const KEEPING: Self = Self("keeping");

    /// It stores its second argument as it is.
    pub const STORES: Self = Self("stores");
    /// It stores its third argument as it is, and every second one after it: the values of fields.
    pub const STORES_FIELDS: Self = Self("stores-fields");
    /// It adds members with scores, which come after these options.
    pub const SCORES: Self = Self("scores");
    /// Its second argument is how long its key lives, or until when; if it has a value, it refuses what is over.
    pub const TIMES: Self = Self("times");
    /// These options name other keys by patterns.
    pub const BY_PATTERN: Self = Self("by-pattern");
    /// The command that does the same and writes nothing.
    pub const READING: Self = Self("reading");
    /// The command that writes, with like arguments and a like name.
    pub const WRITING: Self = Self("writing");
    /// The command that adds a number to what it reads.
    pub const ADDING: Self = Self("adding");
    /// It notes when its keys were used.
    const TOUCHES: Self = Self("touches");
    /// The command that does the same and frees memory in another thread.
    pub const LAZY: Self = Self("lazy");
    /// The option that makes it wait.
    pub const BLOCKS: Self = Self("blocks");
    /// Its first argument is a channel that has a slot of a cluster, as a key has.
    pub const CHANNEL: Self = Self("channel");
    /// The service that refuses it, by the name of its profile.
    pub const REFUSED_BY: Self = Self("refused-by");
    /// It belongs outside of scripts; the value says which kind of command it is.
    pub const BELONGS_OUTSIDE: Self = Self("outside");
    /// It sends a message, on a replica too.
    pub const PUBLISHES: Self = Self("publishes");
    /// It switches the connection to something else, in a script until that ends.
    pub const SWITCHES: Self = Self("switches");
    /// It does nothing if its key is missing, whatever its other arguments are; if it has a value, on these servers.
    const LENIENT: Self = Self("lenient");
    /// It is refused in a read-only script, which servers from 7.0 on keep for themselves.
    const REPLICATES: Self = Self("replicates");

    #[cfg(test)]
    const ALL: [Self; 48] = [
        Self::CREATES,
        Self::EXPIRES,
        Self::ENDS,
        Self::REMOVES,
        Self::REMOVES_PARTS,
        Self::ASKS_PART,
        Self::LESSENS,
        Self::TRIMS,
        Self::COUNTS,
        Self::DROPS_EXPIRY,
        Self::TELLS_TYPE,
        Self::GROWS,
        Self::RANGE,
        Self::LIMIT,
        Self::EMPTY,
        Self::BOUNDS,
        Self::PAIRS,
        Self::TAKES,
        Self::MOVES,
        Self::ALL_KEYS,
        Self::EACH_KEY,
        Self::EACH_ELEMENT,
        Self::TIME_LEFT,
        Self::UNIT,
        Self::CLOCK,
        Self::UNORDERED,
        Self::NUMERAL,
        Self::HOLDS,
        Self::REPLIES_HELD,
        Self::KEEPING,
        Self::STORES,
        Self::STORES_FIELDS,
        Self::SCORES,
        Self::TIMES,
        Self::BY_PATTERN,
        Self::READING,
        Self::WRITING,
        Self::ADDING,
        Self::TOUCHES,
        Self::LAZY,
        Self::BLOCKS,
        Self::CHANNEL,
        Self::REFUSED_BY,
        Self::BELONGS_OUTSIDE,
        Self::PUBLISHES,
        Self::SWITCHES,
        Self::LENIENT,
        Self::REPLICATES,
    ];
}

/// An argument behind the command's name, if it is constant.
type KnownArgument<'a> = Option<&'a [u8]>;

impl Command {
    /// The value of a property, empty if it needs none; `None` if the command does not have it.
    #[must_use]
    pub fn property(self, property: Property) -> Option<&'static str> {
        for (name, value) in &self.entry.details().properties {
            if *name == property.0 {
                return Some(value);
            }
        }
        None
    }

    /// The same of its container, if it is a subcommand.
    #[must_use]
    pub fn container_property(self, property: Property) -> Option<&'static str> {
        let container = match self.name().split_once(' ') {
            Some((container, _)) => find_name(container),
            None => None,
        };
        container.unwrap_or(self).property(property)
    }

    /// Whether it has a property.
    #[must_use]
    pub fn has(self, property: Property) -> bool {
        self.property(property).is_some()
    }

    /// The type that it asks of all its keys; on another it raises WRONGTYPE, or, as SET does, it puts its own in the
    /// place. `None` if it takes any, or that is not known.
    #[must_use]
    pub fn key_type(self) -> Option<KeyType> {
        for (property, _) in &self.entry.details().properties {
            for (name, of) in &TYPES {
                if name == property {
                    return Some(*of);
                }
            }
        }
        None
    }

    /// Whether a call gives its key an expiry, or may do so.
    #[must_use]
    pub fn expires(self, arguments: &[KnownArgument], open: bool) -> bool {
        match self.property(Property::EXPIRES) {
            Some(options) => options.is_empty() || open || has_option(arguments, options),
            None => false,
        }
    }

    /// Whether its reply may be an empty list, or have one.
    #[must_use]
    pub fn may_reply_empty(self) -> bool {
        self.has(Property::GROWS) || self.has(Property::EMPTY)
    }

    /// Whether a call leaves its keys without an expiry, if it gives them none.
    #[must_use]
    pub fn drops_expiry(self, arguments: &[KnownArgument], open: bool) -> bool {
        let Some(unless) = self.property(Property::DROPS_EXPIRY) else {
            return false;
        };
        let options = arguments.get(2..).unwrap_or_default();
        unless.is_empty() || !open && !options.contains(&None) && !has_option(options, unless)
    }

    /// Whether a call sets an expiry only if that of the key is such.
    #[must_use]
    pub fn compares_expiry(self, arguments: &[KnownArgument]) -> bool {
        let options = arguments.get(2..).unwrap_or_default();
        self.property(Property::EXPIRES) == Some("") && has_option(options, "NX,XX,GT,LT")
    }

    /// Whether a call asks for a limited part of what could be a reply of any length.
    #[must_use]
    pub fn is_limited(self, arguments: &[KnownArgument]) -> bool {
        let limit = self.property(Property::LIMIT).unwrap_or_default();
        // Ranks count elements, other ends of ranges do not.
        if let Some(range) = self.property(Property::RANGE)
            && let Some((_, last)) = range.split_once(',')
            && last.parse::<i64>().is_ok()
            && !is(arguments, 2, last)
        {
            return true;
        }
        has_option(arguments, limit)
    }

    /// The servers on which it does nothing if its key is missing, whatever its other arguments are.
    #[must_use]
    pub fn ignores_arguments_without_key(self) -> Servers {
        match self.property(Property::LENIENT) {
            None => Servers::NONE,
            Some("before-7") => Servers::matching(|server| server.version < (7, 0, 0)),
            Some("valkey") => Servers::matching(|server| server.product == Product::Valkey),
            Some(_) => Servers::ALL,
        }
    }

    /// Whether it has no effect beside its reply.
    #[must_use]
    pub fn only_reads(self) -> bool {
        !self.having_flag("readonly").is_empty()
            && self.writes_in_script().is_empty()
            && !self.has(Property::TOUCHES)
    }

    /// The servers on which it is refused in a read-only script, whether it changes something or not.
    ///
    /// That is what the flags `write` and `may_replicate` say. Servers from 7.0 on keep the second one for themselves.
    #[must_use]
    pub fn writes_in_script(self) -> Servers {
        if self.has(Property::REPLICATES) {
            return self.servers();
        }
        self.having_flag("write")
            .or(self.having_flag("may_replicate"))
    }
}

/// Whether a word is one of some options.
#[must_use]
pub fn is_option(word: &[u8], options: &str) -> bool {
    for option in options.split(',') {
        if word.eq_ignore_ascii_case(option.as_bytes()) {
            return true;
        }
    }
    false
}

/// Whether one of some options stands among the arguments.
fn has_option(arguments: &[KnownArgument], options: &str) -> bool {
    for argument in arguments {
        if let Some(argument) = argument
            && is_option(argument, options)
        {
            return true;
        }
    }
    false
}

fn is(arguments: &[KnownArgument], at: usize, text: &str) -> bool {
    matches!(arguments.get(at), Some(Some(argument)) if *argument == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Property, TYPES};
    use crate::redis::commands::{all, find_name};

    #[test]
    fn every_word_is_a_property_or_a_type() {
        for command in all() {
            for (word, _) in &command.entry.details().properties {
                let known = Property::ALL.iter().any(|property| property.0 == *word)
                    || TYPES.iter().any(|(name, _)| name == word);
                assert!(known, "{}: {word}", command.name());
            }
        }
    }

    #[test]
    fn commands_that_are_named_exist() {
        for command in all() {
            for property in [
                Property::READING,
                Property::WRITING,
                Property::ADDING,
                Property::LAZY,
            ] {
                let named = command.property(property);
                assert!(
                    named.is_none_or(|name| find_name(name).is_some()),
                    "{}",
                    command.name()
                );
            }
        }
    }
}
