//! The tables of a script, each known by the expression that makes it.

mod list;

use std::rc::Rc;

use super::limits::CELLS;
use crate::domain::persistent_map::PersistentMap;
use crate::domain::{Domain, Number, Plain, TargetId, TargetKind, Text, Types, Value};
use crate::facts::TableKind;

/// What is known of a table, or of all that one expression makes.
#[derive(Clone, Debug, PartialEq)]
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
    /// Whether something was stored, added or removed after it was made.
    pub(super) is_changed: bool,
}

/// A constant index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum CellKey {
    /// A number.
    At(i64),
    /// A string.
    Named(Rc<[u8]>),
}

impl CellKey {
    /// The index that a value surely is.
    pub(super) fn of(index: &Value) -> Option<Self> {
        if let Some(name) = index.as_text() {
            return Some(Self::Named(name.clone()));
        }
        let number = index.as_number()?;
        let is_small = number.fract() == 0.0 && number.abs() < 9e15;
        #[expect(clippy::cast_possible_truncation, reason = "a small integer")]
        is_small.then_some(Self::At(number as i64))
    }

    /// Whether an index may be this one.
    fn fits(&self, index: &Value) -> bool {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "a small integer")]
            Self::At(at) => index.facets.number.contains(*at as f64),
            Self::Named(name) => index.facets.text.may_be(name),
        }
    }

    fn value(&self) -> Value {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "a small integer")]
            Self::At(at) => Value::constant(*at as f64),
            Self::Named(name) => Value::text(name.clone()),
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
            is_changed: false,
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

    /// The values at known indices.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&CellKey, &Value)> {
        self.cells.iter().map(|(key, value)| (key, value))
    }

    /// All values, those of the metatable included.
    pub(super) fn values(&self) -> Vec<&Value> {
        let mut values = vec![&self.rest, &self.metatable];
        for (_, value) in &self.cells {
            values.push(value);
        }
        values
    }

    fn place(&self, key: &CellKey) -> Result<usize, usize> {
        self.cells.binary_search_by(|(other, _)| other.cmp(key))
    }

    /// Whether it is known what stands at an index, if anything does.
    pub(super) fn has_cell(&self, key: &CellKey) -> bool {
        self.cell(key).is_some()
    }

    fn cell(&self, key: &CellKey) -> Option<&Value> {
        let at = self.place(key).ok()?;
        self.cells.get(at).map(|(_, value)| value)
    }

    /// What the table itself may have at an index, whatever its metatable says.
    pub(super) fn read(&self, index: &Value) -> Value {
        if self.is_escaped {
            return Value::unknown();
        }
        let key = CellKey::of(index);
        if let Some(cell) = key.as_ref().and_then(|key| self.cell(key)) {
            return cell.clone();
        }
        let mut found = Value::nil();
        if let Some(key) = &key {
            if key.fits(&self.rest_keys) {
                found.join(&self.rest);
            }
            return found;
        }
        for (_, value) in self.cells.iter().filter(|(key, _)| key.fits(index)) {
            found.join(value);
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
            Err(_) if self.cells.len() >= CELLS => self.write_somewhere(index, value),
            Err(at) => self.cells.insert(at, (key, stored)),
        }
    }

    fn write_somewhere(&mut self, index: &Value, value: &Value) {
        self.is_changed = true;
        self.length = Number::NATURAL;
        for (_, known) in self.cells.iter_mut().filter(|(key, _)| key.fits(index)) {
            known.join(value);
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
            Err(_) if self.cells.len() >= CELLS => self.write_somewhere(&key.value(), &value),
            Err(at) => self.cells.insert(at, (key, value)),
        }
    }

    /// Whether it has a metatable on some path.
    pub(super) fn may_have_metatable(&self) -> bool {
        self.is_escaped || !self.metatable.is_bottom()
    }

    /// The table where two paths meet.
    pub(super) fn join(&self, other: &Self) -> Self {
        if self == other {
            return self.clone();
        }
        self.combine(other, |ours, theirs| {
            ours.join(theirs);
        })
    }

    pub(super) fn widen(&self, other: &Self, thresholds: &[f64]) -> Self {
        let mut wide = self.combine(other, |ours, theirs| {
            ours.widen(theirs, thresholds);
        });
        let mut length = self.length;
        length.widen(&other.length, thresholds);
        wide.length = length;
        wide
    }

    fn combine(&self, other: &Self, merge: impl Fn(&mut Value, &Value)) -> Self {
        let mut all = Self {
            kind: if self.kind == other.kind {
                self.kind
            } else {
                TableKind::Any
            },
            is_one: self.is_one && other.is_one,
            is_escaped: self.is_escaped || other.is_escaped,
            is_changed: self.is_changed || other.is_changed,
            ..self.clone()
        };
        for (key, value) in &mut all.cells {
            merge(value, &other.read(&key.value()));
        }
        for (key, value) in &other.cells {
            if let Err(at) = all.place(key) {
                let mut here = self.read(&key.value());
                merge(&mut here, value);
                all.cells.insert(at, (key.clone(), here));
            }
        }
        merge(&mut all.rest, &other.rest);
        merge(&mut all.rest_keys, &other.rest_keys);
        // No metatable on one side: it may have none.
        if all.metatable.is_bottom() != other.metatable.is_bottom() {
            all.metatable.facets.plain.join(&Plain::NIL);
        }
        merge(&mut all.metatable, &other.metatable);
        all.length.join(&other.length);
        all
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
