//! What an entry finds in a table: `actions[ARGV[1]]`.

use super::deciding::decider;
use super::is_data;
use crate::domain::{IdSet, TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{Constant, ConstantSet, EntryTable};
use crate::interpret::Interpreter;
use crate::interpret::heap::CellKey;
use crate::interpret::numbering::Definition;

/// The constants of a table that is indexed by an entry: where each stands.
pub(in crate::interpret) struct Choice {
    pub(super) table: EntryTable,
    pub(super) entry: i64,
    /// The names, each with the functions that stand there.
    pub(super) names: Vec<(Constant, IdSet)>,
}

impl Interpreter<'_> {
    /// What is found by the value of an entry: `actions[ARGV[1]]`.
    pub(in crate::interpret) fn note_choice(
        &mut self,
        object: &Value,
        index: &Value,
        found: &mut Value,
    ) {
        if index.types().only(Types::NUMBER) && index.as_number().is_some() || is_data(index) {
            return;
        }
        let Some((table, entry)) = self.entry_of(index) else {
            let deciding = self.deciding(index);
            found.origin.deciders.extend(&deciding);
            return;
        };
        let names = match object.single_target() {
            Some(target) if index.types().without(Types::NIL).only(Types::STRING) => {
                self.names_in(target)
            }
            _ => None,
        };
        match names {
            Some(names) if found.same != ValueNumber::NONE => {
                let choice = Choice {
                    table,
                    entry,
                    names,
                };
                self.numbering
                    .redefine(found.same, Definition::Chosen(choice.into()));
            }
            _ => {
                found.origin.deciders.extend(&decider(table, entry));
            }
        }
    }

    /// The names in a table that holds nothing else, each with the functions that stand there.
    fn names_in(&self, target: TargetId) -> Option<Vec<(Constant, IdSet)>> {
        let object = self.state.object(target)?;
        let is_closed =
            !object.is_escaped && object.rest.is_bottom() && object.metatable.is_bottom();
        let mut names = Vec::new();
        for (key, value) in object.cells() {
            match key {
                _ if value.is_nil() => {}
                CellKey::Named(name) => {
                    let ids = value.facets.target.ids.clone();
                    names.push((Constant::Text(name.clone()), ids));
                }
                CellKey::At(_) => return None,
            }
        }
        if is_closed { Some(names) } else { None }
    }

    /// A function is called that is there for some values of an entry alone.
    pub(in crate::interpret) fn require_chosen(&mut self, callee: &Value, target: TargetId) {
        let Definition::Chosen(choice) = self.numbering.definition(callee.same).clone() else {
            let deciding = self.deciding(callee);
            self.require_some(&deciding);
            return;
        };
        let mut names = Vec::new();
        for (name, functions) in &choice.names {
            if functions.contains(target.0) {
                names.push(name.clone());
            }
        }
        if target.kind() == TargetKind::Closure && !names.is_empty() {
            self.require_entry(choice.table, choice.entry, ConstantSet::OneOf(names));
        }
    }
}
