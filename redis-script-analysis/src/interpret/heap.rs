//! The tables of a script, each known by the expression that makes it.

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

    /// What a store at a known index does to the length.
    fn grow(&mut self, key: &CellKey, value: &Value, surely: bool) {
        let CellKey::At(at) = key else {
            return;
        };
        #[expect(clippy::cast_precision_loss, reason = "a small integer")]
        let at = *at as f64;
        let length = self.length.as_constant().filter(|_| surely && self.is_one);
        match length {
            _ if !surely || !self.is_one => self.length = Number::NATURAL,
            Some(length) if is_next(at, length) && !value.may_be_nil() => {
                // Beyond it, something may stand already.
                self.length = Number::between(at, CELLS_END, true);
                if self.rest.is_bottom() && !self.has_from(at + 1.0) {
                    self.length = Number::constant(at);
                }
            }
            Some(length) if at <= length && at >= 1.0 && !value.may_be_nil() => {}
            _ => self.length = self.length_with(at, value),
        }
    }

    /// The length of an array with another element, whose elements are known one by one: its last is at most the longer of both.
    fn length_with(&self, at: f64, value: &Value) -> Number {
        let Some((low, high)) = self.known_ends() else {
            return Number::NATURAL;
        };
        if at < 1.0 || at > high + 1.0 {
            return Number::NATURAL;
        }
        let low = if value.may_be_nil() {
            low.min(at - 1.0)
        } else {
            low
        };
        Number::between(low, high.max(at), true)
    }

    /// The least and the greatest length of an array whose elements are known one by one.
    fn known_ends(&self) -> Option<(f64, f64)> {
        let low = self.length.low().as_constant()?;
        let high = self.length.high().as_constant()?;
        let is_closed = self.rest.is_bottom() && !self.has_from(high + 1.0);
        is_closed.then_some((low, high))
    }

    fn has_from(&self, first: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a small integer")]
        let behind = |key: &CellKey| matches!(key, CellKey::At(at) if *at as f64 >= first);
        self.cells.iter().any(|(key, _)| behind(key))
    }

    /// Adds a value behind the last one, as `table.insert(t, value)` does.
    pub(super) fn push(&mut self, value: &Value, surely: bool) {
        if let Some(length) = self.length.as_constant().filter(|_| surely && self.is_one) {
            self.write(&Value::constant(length + 1.0), value, surely);
            return;
        }
        if surely && self.is_one && self.push_to_known(value) {
            return;
        }
        let longer = self.length.add(&Number::constant(1.0));
        let keys = Value::number(Number::between(1.0, CELLS_END, true));
        self.write_somewhere(&keys, value);
        if surely && !value.may_be_nil() {
            self.length = longer;
        }
    }

    /// Adds a value to an array whose elements are known one by one, some of which may be nil: it comes after one that may be the
    /// last. Returns whether it is such an array.
    fn push_to_known(&mut self, value: &Value) -> bool {
        let Some((low, high)) = self.known_ends() else {
            return false;
        };
        let Some(elements) = self.longest_elements() else {
            return false;
        };
        if self.cells.len() >= CELLS {
            return false;
        }
        self.is_changed = true;
        let may_be_last = |element: &&Value| element.may_be_nil();
        let is_silent = elements
            .iter()
            .filter(may_be_last)
            .all(|element| element.origin.guarded || element.is_only_absent());
        let mut next = 1;
        for element in elements {
            if element.may_be_nil() {
                self.set(CellKey::At(next), element.joined(value));
            }
            next += 1;
        }
        let mut last = Value::nil().joined(value);
        last.origin.guarded |= is_silent;
        self.set(CellKey::At(next), last);
        self.length = Number::between(low, high + 1.0, true);
        true
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

    /// Elements move or vanish: any of them may stand at any number.
    pub(super) fn summarize_elements(&mut self) {
        self.is_changed = true;
        self.length = Number::NATURAL;
        let mut kept = Vec::new();
        for (key, value) in std::mem::take(&mut self.cells) {
            match key {
                CellKey::At(_) => {
                    if !value.is_nil() {
                        self.rest.join(&value);
                        self.rest_keys
                            .join(&Value::number(Number::between(-CELLS_END, CELLS_END, true)));
                    }
                }
                CellKey::Named(_) => kept.push((key, value)),
            }
        }
        self.cells = kept;
    }

    /// The elements from 1 on, if all of them are known one by one.
    pub(super) fn elements(&self) -> Option<Vec<Value>> {
        self.elements_up_to(self.length.as_constant()?)
    }

    /// The elements from 1 on that there are at most, if all of them are known one by one; some may be nil.
    pub(super) fn longest_elements(&self) -> Option<Vec<Value>> {
        self.elements_up_to(self.length.high().as_constant()?)
    }

    fn elements_up_to(&self, length: f64) -> Option<Vec<Value>> {
        if self.is_escaped {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is a small length")]
        let length = (0.0..=300.0).contains(&length).then_some(length as i64)?;
        (1..=length)
            .map(|at| self.cell(&CellKey::At(at)).cloned())
            .collect()
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

/// Whether an index is the one behind a length; both are small integers.
#[expect(clippy::float_cmp, reason = "small integers are exact")]
fn is_next(at: f64, length: f64) -> bool {
    at == length + 1.0
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
