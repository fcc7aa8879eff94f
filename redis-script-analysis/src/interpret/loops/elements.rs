//! What loops over tables give.

use crate::domain::{Domain, Number, Sources, TargetKind, Types, Value};
use crate::facts::EntryTable;
use crate::interpret::Interpreter;
use crate::interpret::escape::entry_table;
use crate::interpret::expression::entries_value;
use crate::interpret::site::Site;
use crate::interpret::values::Values;

impl Interpreter<'_> {
    /// A key and the value that stands there, of what a value may be.
    pub(in crate::interpret) fn elements(
        &mut self,
        table: &Value,
        in_order: bool,
        site: Site,
    ) -> Values {
        let mut key = Value::BOTTOM;
        let mut element = Value::BOTTOM;
        for target in table.facets.target.iter() {
            match target.kind() {
                TargetKind::Entries => {
                    let table = entry_table(target.index());
                    self.read_all(table, site);
                    let (index, entry) = self.any_entry(table);
                    key.join(&index);
                    element.join(&entry);
                }
                TargetKind::Object => {
                    if let Some(object) = self.state.object(target) {
                        key.join(&object.keys());
                        element.join(&object.any());
                    }
                }
                _ => {
                    self.escape(&Value::target(target));
                    key.join(&Value::of_types(Types::TRUTHY));
                    element.join(&Value::unknown());
                }
            }
        }
        let types = table.types();
        let is_known = types.only(Types::TABLE) && !table.facets.target.any_table;
        if !is_known {
            let unknown = Value::new(
                crate::domain::Facets::TOP,
                table.origin.sources.or(Sources::UNKNOWN),
            );
            key.join(&unknown);
            element.join(&unknown);
        }
        key.restrict(Types::ANY.without(Types::NIL));
        if in_order {
            // From 1 on, as long as something stands there.
            let mut number = key.facets.number;
            number.meet(&Number::between(1.0, f64::INFINITY, true));
            if !is_known || number.is_bottom() {
                number = Number::between(1.0, f64::INFINITY, true);
            }
            key = Value::number(number);
        }
        element.restrict(Types::ANY.without(Types::NIL));
        key.same = crate::domain::ValueNumber::NONE;
        element.same = crate::domain::ValueNumber::NONE;
        Values::two(key, element)
    }

    /// The index and the value of an entry of which nothing else is known.
    fn any_entry(&mut self, table: EntryTable) -> (Value, Value) {
        let high = self.entry_count(table).facets.number.high();
        let mut number = Number::between(1.0, f64::INFINITY, true);
        number.set_high(high);
        let mut entry = Value::string();
        entry.origin.sources = match table {
            EntryTable::Keys => Sources::KEY,
            EntryTable::Argv => Sources::ARGUMENT,
        };
        let mut index = Value::number(number);
        if !self.state.entries(table).is_as_passed() {
            entry.join(&Value::unknown());
            index.join(&Value::of_types(Types::TRUTHY));
        }
        (index, entry)
    }

    /// Whether KEYS or ARGV is what a value must be.
    pub(in crate::interpret) fn is_entries(value: &Value, table: EntryTable) -> bool {
        value.types().only(Types::TABLE)
            && value.facets.target == entries_value(table).facets.target
    }
}
