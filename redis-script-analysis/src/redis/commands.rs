//! The commands of the [`KNOWN`](super::servers::KNOWN) servers: who has them, what they take, what they do.
//!
//! What servers say of their commands stands in one text, `table.txt`, which the tool `command-table` reads off them. What
//! they do not say stands in `properties.txt` and `replies.txt`. A lookup reads one entry of each.

mod arity;
mod cost;
mod details;
mod key_type;
mod keys;
mod properties;
mod table;

use std::fmt;

pub use arity::Arity;
pub use cost::Cost;
pub use key_type::KeyType;
pub use keys::{Access, KeyArgument, Keys};
pub use properties::{Property, is_option};
use table::CommandEntry;

use crate::redis::grammar::Grammar;
use crate::redis::servers::Servers;
use crate::text::{fill, nearest};

/// What a name and the argument behind it mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lookup {
    /// A command, or a subcommand if the command is a container and the argument names one of its subcommands.
    Found(Command),
    /// A name with a dot: a module's command, of which nothing is known.
    Module,
    /// No known server has it; the nearest name in lower case, if one is near.
    UnknownCommand(Option<&'static str>),
    /// A container that has no such subcommand on any known server; the nearest subcommand in lower case.
    UnknownSubcommand(Command, Option<&'static str>),
}

/// Looks up a command as a server does: in any case, and by the first argument too where the command is a container.
///
/// Without a first argument, as when it is not constant, a container itself is found.
#[must_use]
pub fn find(name: &[u8], first_argument: Option<&[u8]>) -> Lookup {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    // The table's name of a subcommand is no name to a server.
    let command = match table::find(&name) {
        Some(entry) if !entry.name.contains(' ') => Command { entry },
        _ if name.contains('.') => return Lookup::Module,
        _ => return Lookup::UnknownCommand(nearest(&name, &names())),
    };
    match first_argument {
        Some(argument) if command.is_container() => subcommand(command, argument),
        _ => Lookup::Found(command),
    }
}

fn subcommand(container: Command, argument: &[u8]) -> Lookup {
    let name = String::from_utf8_lossy(argument).to_ascii_lowercase();
    if let Some(entry) = table::find(&fill!("{} {name}", container.name(), name)) {
        return Lookup::Found(Command { entry });
    }
    let meant = nearest(&name, &container.subcommand_names());
    Lookup::UnknownSubcommand(container, meant)
}

/// The command of a name, in any case; of a container, the container.
#[must_use]
pub fn find_name(name: &str) -> Option<Command> {
    let entry = table::find(&name.to_ascii_lowercase())?;
    (!entry.name.contains(' ')).then_some(Command { entry })
}

/// All commands and subcommands, a container before its subcommands.
pub fn all() -> impl Iterator<Item = Command> {
    table::entries().iter().map(|entry| Command { entry })
}

/// The names of all commands in lower case, without subcommands.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names = Vec::new();
    for entry in table::entries() {
        if !entry.name.contains(' ') {
            names.push(entry.name);
        }
    }
    names
}

/// What is known of a command or a subcommand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Command {
    entry: &'static CommandEntry,
}

/// In upper case, as messages show it: `XGROUP CREATE`.
impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name().to_uppercase())
    }
}

impl Command {
    /// Its name in lower case, that of a subcommand behind its container's: `xgroup create`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry.name
    }

    /// The name in lower case of a subcommand without its container's.
    #[must_use]
    pub fn sub_name(self) -> Option<&'static str> {
        let (_, name) = self.name().split_once(' ')?;
        Some(name)
    }

    /// How many words its name is: two for a subcommand. The first argument comes after them.
    #[must_use]
    pub fn words(self) -> usize {
        1 + usize::from(self.name().contains(' '))
    }

    /// What it replies, as a line of `replies.txt`; empty if that is not known.
    pub(crate) fn reply(self) -> &'static str {
        self.entry.reply
    }

    /// The servers that have it.
    #[must_use]
    pub fn servers(self) -> Servers {
        self.entry.servers
    }

    /// The subcommands of a container.
    #[must_use]
    pub fn subcommands(self) -> Vec<Command> {
        let mut ours = Vec::new();
        for entry in table::entries_behind(self.entry) {
            if !self.contains(entry.name) {
                break;
            }
            ours.push(Self { entry });
        }
        ours
    }

    /// The names in lower case of a container's subcommands, without its own.
    #[must_use]
    pub fn subcommand_names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for command in &self.subcommands() {
            if let Some(name) = command.sub_name() {
                names.push(name);
            }
        }
        names
    }

    /// Whether its first argument names what is to be done.
    #[must_use]
    pub fn is_container(self) -> bool {
        match table::entries_behind(self.entry) {
            [next, ..] => self.contains(next.name),
            [] => false,
        }
    }

    /// Whether a name is that of one of its subcommands.
    fn contains(self, name: &str) -> bool {
        match name.strip_prefix(self.name()) {
            Some(rest) => rest.starts_with(' '),
            None => false,
        }
    }

    /// How many arguments it takes, by servers. A server looks at this before it runs anything.
    #[must_use]
    pub fn arities(self) -> &'static [(Servers, Arity)] {
        &self.entry.details().arities
    }

    /// What its arguments must look like on some servers, as far as that is known. The name of a subcommand is none of
    /// them.
    #[must_use]
    pub fn grammars(self, on: Servers) -> Vec<(Servers, &'static Grammar)> {
        let mut grammars = Vec::new();
        for (servers, grammar) in &self.entry.details().grammars {
            let servers = servers.and(on);
            if !servers.is_empty() {
                grammars.push((servers, grammar));
            }
        }
        grammars
    }

    /// The servers on which it has a flag of COMMAND INFO, as in `write`, `denyoom` or `blocking`.
    #[must_use]
    pub fn having_flag(self, flag: &str) -> Servers {
        let mut having = Servers::NONE;
        for (servers, flags) in &self.entry.details().flags {
            if flags.contains(&flag) {
                having = having.or(*servers);
            }
        }
        having
    }

    /// The servers that do not let a script call it.
    #[must_use]
    pub fn noscript(self) -> Servers {
        self.having_flag("noscript")
    }

    /// The servers whose documentation calls it deprecated, and what it names instead, in Markdown.
    #[must_use]
    pub fn deprecated(self) -> Option<(Servers, &'static str)> {
        let (mut all, mut advice) = (Servers::NONE, None);
        for (servers, text) in &self.entry.details().deprecated {
            all = all.or(*servers);
            advice = Some((all, *text));
        }
        advice
    }
}

#[cfg(test)]
mod tests;
