//! The tables of a script, each known by the expression that makes it.

mod cell_key;
mod join;
mod list;

pub(super) use self::cell_key::CellKey;

use std::rc::Rc;

use super::limits::CELLS;
use crate::collections::lists;
use crate::domain::persistent_map::PersistentMap;
use crate::domain::{Number, TargetId, TargetKind, Text, Types, Value};
use crate::facts::TableKind;

/// What is known of a table, or of all that one expression makes.
#[derive(Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Object {
    /// What it was when it was made.
    pub(super) kind: TableKind,
    /// What stands at indices that are known, in ascending order; nil where nothing may stand there.
    cells: Vec<(CellKey, Value)>,
    /// What stands at all other indices, if anything does.
    pub(super) rest: Value,
    /// The indices that `rest` stands for, as the keys of `pairs`.
    pub(super) rest_keys: Value,
    /// What `#` may give.
    pub(super) length: Number,
    /// Its metatable; bottom if it has none.
    pub(super) metatable: Value,
    /// Whether it is one table, and not all that the same expression makes.
    pub(super) is_one: bool,
    /// Whether it went where it is not followed: anything may stand in it.
    pub(super) is_escaped: bool,
    /// Whether it is the list of a reply that is empty if the command finds nothing.
    pub(super) may_be_empty: bool,
    /// Whether something was stored, added or removed after it was made.
    pub(super) is_changed: bool,
    /// The round of a loop in which it was made.
    pub(super) since: Since,
}

/// A round of a loop, by its number; 0 if it is not known. What else is known of a table does not depend on it: it makes no
/// difference between two tables.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Since(pub(super) u32);

impl PartialEq for Since {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Since {
    fn joined(self, other: Self) -> Self {
        if self.0 == other.0 {
            self
        } else {
            Self::default()
        }
    }
}

impl Object {
    /// `{}`
    pub(super) fn new(kind: TableKind) -> Self {
        Self {
            kind,
            cells: Vec::new(),
            rest: Value::BOTTOM,
            rest_keys: Value::BOTTOM,
            length: Number::constant(0.0),
            metatable: Value::BOTTOM,
            is_one: true,
            is_escaped: false,
            may_be_empty: false,
            is_changed: false,
            since: Since::default(),
        }
    }

    /// An array of any number of elements.
    pub(super) fn array(kind: TableKind, item: Value) -> Self {
        Self {
            rest: item,
            rest_keys: Value::number(Number::between(1.0, CELLS_END, true)),
            length: if kind == TableKind::Flat {
                Number::EVEN
            } else {
                Number::NATURAL
            },
            ..Self::new(kind)
        }
    }

    /// Whether it is as it was made.
    pub(super) fn is_untouched(&self) -> bool {
        !self.is_changed && !self.is_escaped && self.metatable.is_bottom()
    }

    /// The values at known indices.
    pub(super) fn cells(&self) -> &[(CellKey, Value)] {
        &self.cells
    }

    /// All values, those of the metatable included.
    pub(super) fn values(&self) -> Vec<&Value> {
        let mut values = Vec::with_capacity(self.cells.len() + 2);
        values.push(&self.rest);
        values.push(&self.metatable);
        for (_, value) in &self.cells {
            values.push(value);
        }
        values
    }

    fn place(&self, key: &CellKey) -> Result<usize, usize> {
        lists::find(&self.cells, |(other, _)| other.cmp(key))
    }

    /// Whether it is known what stands at an index, if anything does.
    pub(super) fn has_cell(&self, key: &CellKey) -> bool {
        self.cell(key).is_some()
    }

    fn cell(&self, key: &CellKey) -> Option<&Value> {
        let at = self.place(key).ok()?;
        let (_, value) = self.cells.get(at)?;
        Some(value)
    }

    /// What the table itself may have at an index, whatever its metatable says.
    pub(super) fn read(&self, index: &Value) -> Value {
        if self.is_escaped {
            return Value::unknown();
        }
        let mut found = Value::nil();
        if let Some(key) = CellKey::of(index) {
            if let Some(cell) = self.cell(&key) {
                return cell.clone();
            }
            if key.fits(&self.rest_keys) {
                found.join(&self.rest);
            }
            return found;
        }
        for (key, value) in &self.cells {
            if key.fits(index) {
                found.join(value);
            }
        }
        found.join(&self.rest);
        found
    }

    /// What the table may have anywhere.
    pub(super) fn any(&self) -> Value {
        let mut all = self.rest.clone();
        for (_, value) in &self.cells {
            all.join(value);
        }
        if self.is_escaped {
            Value::unknown()
        } else {
            all
        }
    }

    /// What the keys of `pairs` may be.
    pub(super) fn keys(&self) -> Value {
        if self.is_escaped {
            return Value::of_types(Types::TRUTHY);
        }
        let mut keys = self.rest_keys.clone();
        for (key, value) in &self.cells {
            if !value.is_nil() {
                keys.join(&key.value());
            }
        }
        keys
    }

    /// Stores a value at an index. `surely`: this very table is meant, and no other.
    pub(super) fn write(&mut self, index: &Value, value: &Value, surely: bool) {
        self.is_changed = true;
        let Some(key) = CellKey::of(index) else {
            self.write_somewhere(index, value);
            return;
        };
        self.grow(&key, value, surely);
        let place = self.place(&key);
        let stored = if surely && self.is_one && !self.is_escaped {
            value.clone()
        } else {
            self.read(index).joined(value)
        };
        match place {
            Ok(at) => {
                if let Some((_, known)) = self.cells.get_mut(at) {
                    *known = stored;
                }
            }
            Err(_) if self.cells.len() >= CELLS => self.write_elsewhere(index, value),
            Err(at) => self.cells.insert(at, (key, stored)),
        }
    }

    fn write_somewhere(&mut self, index: &Value, value: &Value) {
        self.write_elsewhere(index, value);
        for (key, known) in &mut self.cells {
            if key.fits(index) {
                known.join(value);
            }
        }
    }

    /// Stores a value at an index that is none of those that are kept apart.
    fn write_elsewhere(&mut self, index: &Value, value: &Value) {
        self.is_changed = true;
        self.length = Number::NATURAL;
        if self.cells.len() >= CELLS {
            // Each of them would get what each later store puts somewhere.
            self.summarize_elements();
        }
        self.rest.join(value);
        self.rest_keys.join(index);
    }

    /// Sets what stands at an index of a table in the making.
    pub(super) fn set(&mut self, key: CellKey, value: Value) {
        match self.place(&key) {
            Ok(at) => {
                if let Some((_, known)) = self.cells.get_mut(at) {
                    *known = value;
                }
            }
            Err(_) if self.cells.len() >= CELLS => self.write_elsewhere(&key.value(), &value),
            Err(at) => self.cells.insert(at, (key, value)),
        }
    }

    /// Whether it has a metatable on some path.
    pub(super) fn may_have_metatable(&self) -> bool {
        self.is_escaped || !self.metatable.is_bottom()
    }
}

/// More elements than any table of a script has.
const CELLS_END: f64 = 9_007_199_254_740_992.0;

/// All tables on one path.
pub(super) type Heap = PersistentMap<Rc<Object>>;

/// The number of a table in the heap.
pub(super) fn number(id: TargetId) -> Option<u64> {
    (id.kind() == TargetKind::Object).then_some(id.index().into())
}

/// A table's string keys that Redis turns into something else than an array when it is replied.
pub(super) const REPLY_FIELDS: [&[u8]; 7] = [
    b"ok",
    b"err",
    b"double",
    b"map",
    b"set",
    b"big_number",
    b"verbatim_string",
];

/// The value of a field by its name.
pub(super) fn field(object: &Object, name: &[u8]) -> Value {
    object.read(&Value::new(
        crate::domain::Facets::of_text(Text::constant(name)),
        crate::domain::Sources::LITERAL,
    ))
}
