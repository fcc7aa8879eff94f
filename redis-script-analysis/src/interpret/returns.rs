//! What Redis makes of what the script returns.

mod shape;

pub(super) use self::shape::special_shape;
use self::shape::{add, is_own_error, one_of, range};
use super::Interpreter;
use super::function::{Frame, Returned};
use super::heap::CellKey;
use super::operand::Seen;
use super::site::Site;
use super::state::PathKind;
use crate::collections::{Map, lists};
use crate::domain::{Domain, Plain, TargetId, TargetKind, Types, Value};
use crate::facts::ReplyShape;
use crate::facts::{EntryTable, Facts, Leaves, Return, TableKind};
use crate::lua::syntax::StatementId;
use crate::redis::commands::Property;

/// Arrays in arrays behind which the shape of a reply is not looked at.
const NESTED: usize = 4;

/// Elements of a reply that are told apart.
const TUPLE: usize = 64;

/// What becomes of a nil or false that something may exclude which is not followed.
#[derive(Clone, Copy, PartialEq)]
enum Guarded {
    /// It counts: a run may give it.
    Counts,
    /// No lint speaks of it.
    IsSilent,
}

impl Guarded {
    fn types(self, value: &Value) -> Types {
        let types = value.types();
        if self == Self::Counts || !types.has(Types::TRUTHY) {
            types
        } else if value.origin.guarded {
            types.without(Types::FALSY)
        } else if value.is_only_absent() {
            // An absent entry is another lint's finding.
            types.without(Types::NIL)
        } else {
            types
        }
    }
}

impl Interpreter<'_> {
    /// Notes each `return` of the script itself, with what it gives whenever it is reached.
    pub(super) fn note_returns(&mut self, frame: &Frame, facts: &mut Facts) {
        let mut places: Map<StatementId, &Returned> = Map::EMPTY;
        for returned in &frame.returns {
            let state = &returned.state;
            if !state.unreachable && state.path != PathKind::Refuted {
                places.insert(returned.statement, returned);
            }
        }
        for returned in &places.take_sorted() {
            self.state = returned.state.clone();
            let note = self.returned(returned);
            facts.returns.push(note);
        }
    }

    /// What one `return` gives.
    fn returned(&mut self, returned: &Returned) -> Return {
        let values = &returned.values;
        let span = returned.site.span;
        if values.fixed.is_empty() && !values.is_open() {
            return Return {
                span,
                operand: None,
                reply: ReplyShape::Null,
                surely: ReplyShape::Null,
                may_be_absent: false,
                may_be_own_error: false,
            };
        }
        let value = &values.known(0);
        self.note_leaving(value, returned.site, Leaves::Reply);
        let present = self.refined(value);
        Return {
            span,
            operand: returned
                .first
                .map(|id| self.operand(value, Seen::unnamed(Site { id, span }))),
            reply: self.reply_shape(value, Guarded::Counts, NESTED),
            surely: self.reply_shape(value, Guarded::IsSilent, NESTED),
            may_be_absent: present.may_be_nil() && !present.origin.nil_unless.is_empty(),
            may_be_own_error: self.may_be_own_error(value),
        }
    }

    fn reply_shape(&self, value: &Value, guarded: Guarded, depth: usize) -> ReplyShape {
        let value = &self.refined(value);
        let types = guarded.types(value);
        // After `redis.setresp(3)`, false is a boolean, which clients of RESP2 get as 0.
        let is_boolean = self.resp3 && types.has(Types::FALSE);
        if depth == 0 || types == Types::ANY || is_boolean {
            return ReplyShape::Any;
        }
        let mut shapes = Vec::new();
        // An absent entry is another lint's finding.
        let only_absent = value.is_only_absent();
        let null = Types::FALSE.or(Types::FUNCTION).or(Types::OTHER);
        if types.has(null) || types.has(Types::NIL) && !only_absent {
            add(&mut shapes, ReplyShape::Null);
        }
        if types.has(Types::TRUE) {
            add(&mut shapes, ReplyShape::Bool);
        }
        if types.has(Types::NUMBER) {
            let left = self.time_left(value, guarded);
            let range = left.or_else(|| range(&value.facets.number));
            add(&mut shapes, ReplyShape::Integer { range });
        }
        if types.has(Types::STRING) {
            let text = value.facets.text.as_constant().map(|text| text.to_vec());
            add(&mut shapes, ReplyShape::Bulk { text });
        }
        if types.has(Types::TABLE) {
            if value.facets.target.any_table {
                return ReplyShape::Any;
            }
            for target in value.facets.target.iter() {
                let shape = match target.kind() {
                    TargetKind::Object => self.table_shape(target, guarded, depth - 1),
                    TargetKind::Entries => self.entries_shape(target),
                    TargetKind::Library => ReplyShape::Tuple(Vec::new()),
                    TargetKind::Closure | TargetKind::Builtin => continue,
                };
                add(&mut shapes, shape);
            }
        }
        one_of(shapes)
    }

    /// -2 or -1 and more, if it says how long a key lives that need not be there.
    fn time_left(&self, value: &Value, guarded: Guarded) -> Option<(i64, i64)> {
        let is_doubtful = value.origin.guarded || self.is_key_tested(value);
        if guarded == Guarded::Counts || is_doubtful {
            return None;
        }
        if !self.command_of(value)?.has(Property::TIME_LEFT) {
            return None;
        }
        match value.facets.number.low().as_constant()? {
            -2.0 => Some((-2, i64::MAX)),
            -1.0 => Some((-1, i64::MAX)),
            _ => None,
        }
    }

    /// Whether Redis may make an error of a value that is not the unchanged error of a command.
    fn may_be_own_error(&self, value: &Value) -> bool {
        let targets = &self.refined(value).facets.target;
        for target in targets.iter() {
            let may_be = match target.kind() {
                TargetKind::Object => match self.state.object(target) {
                    Some(object) => is_own_error(object),
                    None => true,
                },
                // A script may store `err` in them.
                TargetKind::Entries | TargetKind::Library => true,
                TargetKind::Closure | TargetKind::Builtin => false,
            };
            if may_be {
                return true;
            }
        }
        targets.any_table
    }

    fn entries_shape(&self, target: TargetId) -> ReplyShape {
        let table = super::escape::entry_table(target.index());
        let item = if self.state.entries(table).is_as_passed() {
            ReplyShape::Bulk { text: None }
        } else {
            ReplyShape::Any
        };
        ReplyShape::Array(Box::new(item))
    }

    fn table_shape(&self, target: TargetId, guarded: Guarded, depth: usize) -> ReplyShape {
        let Some(object) = self.state.object(target) else {
            return ReplyShape::Any;
        };
        // Redis up to 6.2.5 asks `__index` for what is returned, later servers do not.
        if object.is_escaped || !object.metatable.is_bottom() {
            return ReplyShape::Any;
        }
        // `err` is asked before `ok`, and either counts only if it is a string.
        if let Some(shape) = special_shape(object) {
            return shape;
        }
        let item = |value: &Value| self.reply_shape(value, guarded, depth);
        if object.kind == TableKind::Flat && !object.is_changed {
            let rest = item(&object.rest);
            return ReplyShape::Flat(Box::new(rest.clone()), Box::new(rest));
        }
        let elements = match guarded {
            Guarded::Counts => object.elements(),
            Guarded::IsSilent => object.longest_elements(),
        };
        if let Some(elements) = elements
            && elements.len() <= TUPLE
        {
            let mut shapes = Vec::with_capacity(elements.len());
            for value in &elements {
                if !guarded.types(value).has(Types::NIL) {
                    shapes.push(item(value));
                }
            }
            if shapes.len() == elements.len() {
                return ReplyShape::Tuple(shapes);
            }
        }
        let mut all = object.rest.clone();
        if !object.rest_keys.types().has(Types::NUMBER) {
            all = Value::BOTTOM;
        }
        for (key, value) in object.cells() {
            if matches!(key, CellKey::At(1..)) {
                all.join(value);
            }
        }
        // A nil ends the array.
        all.facets.plain = all.facets.plain.without(Plain::NIL);
        if all.facets.is_bottom() {
            return ReplyShape::Tuple(Vec::new());
        }
        ReplyShape::Array(Box::new(item(&all)))
    }

    /// A value goes with all that is in its tables, into a reply or an encoded string: KEYS or ARGV in one of them is read.
    pub(super) fn leave_nested(&mut self, value: &Value) {
        let mut open = value.facets.target.to_vec();
        let mut seen: Vec<TargetId> = Vec::new();
        while let Some(target) = open.pop() {
            if seen.contains(&target) {
                continue;
            }
            if target.kind() == TargetKind::Entries {
                self.leave(&Value::target(target));
                continue;
            }
            let Some(object) = self.state.object(target) else {
                continue;
            };
            let (mut held, values) = (Vec::new(), object.values());
            let count = values.len();
            for value in &values {
                lists::append(&mut held, value.facets.target.iter());
            }
            if seen.len() > TUPLE || !self.look_through(count + held.len()) {
                // It may be in any of the others.
                for table in EntryTable::ALL {
                    self.read_all(table, Site::NOWHERE);
                }
                return;
            }
            seen.push(target);
            open.append(&mut held);
        }
    }
}
