//! Replies as trees: the numbers in them, and smaller trees of the same shape.

use core::ops::Range;

use redis::Value;

/// redis-rs reads flat arrays as lists of tuples with up to so many parts.
const MAX_ARITY: usize = 12;

/// Whether the reply has no parts that could contain an error.
#[inline]
pub(super) fn is_plain(reply: &Value) -> bool {
    matches!(
        reply,
        Value::Nil
            | Value::Int(_)
            | Value::BulkString(_)
            | Value::SimpleString(_)
            | Value::Okay
            | Value::Double(_)
            | Value::Boolean(_)
    )
}

/// Whether the reply contains a number that some type would cast.
pub(super) fn has_castable(reply: &Value) -> bool {
    let any = |pairs: &[(Value, Value)]| {
        pairs
            .iter()
            .any(|(key, value)| has_castable(key) || has_castable(value))
    };
    match reply {
        Value::Array(items) | Value::Set(items) | Value::Push { data: items, .. } => {
            items.iter().any(has_castable)
        }
        Value::Map(pairs) => any(pairs),
        Value::Attribute { data, attributes } => has_castable(data) || any(attributes),
        leaf => is_castable(leaf),
    }
}

/// Whether some type would cast it. `0..=127` fits all integer types.
pub(super) fn is_castable(leaf: &Value) -> bool {
    match leaf {
        Value::Int(number) => !(0..=127).contains(number),
        Value::Double(_) => true,
        _ => false,
    }
}

/// Visits the leaves, in an order that does not depend on the visitor.
pub(super) fn for_each_leaf(reply: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if is_tree(reply) {
        for_each_child(reply, &mut |child| for_each_leaf(child, visit));
    } else {
        visit(reply);
    }
}

/// The reply with the first and with the second half of its longest sequence. The cut is made where both halves are accepted:
/// not inside a tuple whose parts are flat in an array.
pub(super) fn halves(reply: &mut Value, accepts: fn(&Value) -> bool) -> Option<[Value; 2]> {
    let length = longest(reply);
    let middle = length / 2;
    (middle.max(1)..length.min(middle + MAX_ARITY)).find_map(|cut| {
        let halves = [0..cut, cut..length].map(|part| {
            let mut half = reply.clone();
            keep(&mut half, length, &part);
            half
        });
        halves.iter().all(accepts).then_some(halves)
    })
}

/// The length of the longest sequence.
fn longest(reply: &mut Value) -> usize {
    let mut length = sequence_len(reply);
    for_each_child(reply, &mut |child| length = length.max(longest(child)));
    length
}

/// Cuts the first sequence of this length; returns whether there was one.
fn keep(reply: &mut Value, length: usize, part: &Range<usize>) -> bool {
    if sequence_len(reply) == length {
        match reply {
            Value::Map(pairs) => cut(pairs, part),
            Value::Array(items) | Value::Set(items) | Value::Push { data: items, .. } => {
                cut(items, part);
            }
            _ => {}
        }
        return true;
    }
    let mut done = false;
    for_each_child(reply, &mut |child| done = done || keep(child, length, part));
    done
}

fn cut<T>(items: &mut Vec<T>, part: &Range<usize>) {
    items.truncate(part.end);
    items.drain(..part.start.min(items.len()));
}

fn sequence_len(reply: &Value) -> usize {
    match reply {
        Value::Array(items) | Value::Set(items) | Value::Push { data: items, .. } => items.len(),
        Value::Map(pairs) => pairs.len(),
        _ => 0,
    }
}

fn is_tree(reply: &Value) -> bool {
    matches!(
        reply,
        Value::Array(_)
            | Value::Set(_)
            | Value::Map(_)
            | Value::Push { .. }
            | Value::Attribute { .. }
    )
}

fn for_each_child(reply: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    match reply {
        Value::Array(items) | Value::Set(items) | Value::Push { data: items, .. } => {
            items.iter_mut().for_each(visit);
        }
        Value::Map(pairs) => for_each_of_pairs(pairs, visit),
        Value::Attribute { data, attributes } => {
            visit(data);
            for_each_of_pairs(attributes, visit);
        }
        _ => {}
    }
}

fn for_each_of_pairs(pairs: &mut [(Value, Value)], visit: &mut dyn FnMut(&mut Value)) {
    for (key, value) in pairs {
        visit(key);
        visit(value);
    }
}
