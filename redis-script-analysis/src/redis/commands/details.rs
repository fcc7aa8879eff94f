//! What is said of one command, read off its lines of the table.

use super::Arity;
use super::keys::Spec;
use super::table::{first_line, set};
use crate::collections::lists;
use crate::redis::grammar::Grammar;
use crate::redis::servers::Servers;

/// What is said of a command; servers that differ have a value each.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) arities: Vec<(Servers, Arity)>,
    pub(super) flags: Vec<(Servers, Vec<&'static str>)>,
    /// Where its keys are: known servers agree. `None`: not said.
    pub(super) keys: Option<Vec<Spec>>,
    pub(super) deprecated: Vec<(Servers, &'static str)>,
    pub(super) grammars: Vec<(Servers, Grammar)>,
    /// The properties, each with its value, which is empty if it needs none.
    pub(super) properties: Vec<(&'static str, &'static str)>,
}

impl Details {
    /// Reads the facts, one a line, and the properties, one a word, of a command that some servers have.
    pub(super) fn read(facts: &'static str, properties: &'static str, having: Servers) -> Self {
        let (mut details, mut rest) = (Self::default(), facts);
        while !rest.is_empty() {
            let line;
            (line, rest) = first_line(rest);
            if let Some((name, servers, value)) = fact(line, having) {
                details.add(name, servers, value);
            }
        }
        for word in properties.split(' ') {
            if !word.is_empty() {
                let property = word.split_once(':').unwrap_or((word, ""));
                details.properties.push(property);
            }
        }
        details
    }

    fn add(&mut self, name: &str, servers: Servers, value: &'static str) {
        match name {
            "arity" => {
                if let Some(arity) = Arity::of_table(value) {
                    self.arities.push((servers, arity));
                }
            }
            "flags" => self.flags.push((servers, lists::list(value.split(' ')))),
            "keys" => self.keys = Some(specs(value)),
            "deprecated" => self.deprecated.push((servers, value)),
            "grammar" => {
                if let Some(grammar) = Grammar::of_line(value) {
                    self.grammars.push((servers, grammar));
                }
            }
            _ => {}
        }
    }
}

/// The name and the value of a fact, with the servers on which it has that value: those that have the command, unless the line
/// names some of them.
pub(super) fn fact(
    line: &'static str,
    having: Servers,
) -> Option<(&'static str, Servers, &'static str)> {
    let (name, value) = line.get(1..)?.split_once(' ')?;
    if let Some(only) = value.strip_prefix('@')
        && let Some((servers, value)) = only.split_once(' ')
    {
        return Some((name, set(servers), value));
    }
    Some((name, having, value))
}

/// Key specs with `; ` between them.
fn specs(value: &'static str) -> Vec<Spec> {
    let mut specs = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        let (text, more) = crate::text::split_once(rest, "; ").unwrap_or((rest, ""));
        if let Some(spec) = Spec::read(text) {
            specs.push(spec);
        }
        rest = more;
    }
    specs
}
