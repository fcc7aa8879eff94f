//! Two trees beside each other: what is in both, in either, and where they differ. What they share is not looked at.

use std::rc::Rc;

use super::node::{Branch, TrieNode, apart, for_each};

type BranchSide<'a, V> = Option<&'a Rc<TrieNode<V>>>;

pub(super) fn any_difference<V>(
    left: BranchSide<'_, V>,
    right: BranchSide<'_, V>,
    differs: &mut dyn FnMut(Option<&V>, Option<&V>) -> bool,
) -> bool {
    let (left, right) = match (left, right) {
        (Some(left), Some(right)) => (left, right),
        (None, None) => return false,
        (one, other) => {
            let is_left = one.is_some();
            let Some(node) = one.or(other) else {
                return false;
            };
            return !for_each(node, &mut |_, value| {
                !if is_left {
                    differs(Some(value), None)
                } else {
                    differs(None, Some(value))
                }
            });
        }
    };
    if Rc::ptr_eq(left, right) {
        return false;
    }
    match (&**left, &**right) {
        (TrieNode::Leaf(key, ours), TrieNode::Leaf(other, theirs)) if key == other => {
            differs(Some(ours), Some(theirs))
        }
        (TrieNode::Branch(ours), TrieNode::Branch(theirs))
            if (ours.bit, ours.prefix) == (theirs.bit, theirs.prefix) =>
        {
            any_difference(Some(&ours.zeros), Some(&theirs.zeros), differs)
                || any_difference(Some(&ours.ones), Some(&theirs.ones), differs)
        }
        (TrieNode::Branch(ours), other) if other.is_below(ours) => {
            let (same, alone) = ours.sides(other.key());
            any_difference(Some(alone), None, differs)
                || any_difference(Some(same), Some(right), differs)
        }
        (other, TrieNode::Branch(theirs)) if other.is_below(theirs) => {
            let (same, alone) = theirs.sides(other.key());
            any_difference(None, Some(alone), differs)
                || any_difference(Some(left), Some(same), differs)
        }
        _ => {
            any_difference(Some(left), None, differs) || any_difference(None, Some(right), differs)
        }
    }
}

pub(super) fn union<V: Clone>(
    left: &Rc<TrieNode<V>>,
    right: &Rc<TrieNode<V>>,
    join: &mut dyn FnMut(&V, &V) -> Option<V>,
) -> Rc<TrieNode<V>> {
    if Rc::ptr_eq(left, right) {
        return left.clone();
    }
    match (&**left, &**right) {
        (TrieNode::Leaf(key, ours), TrieNode::Leaf(other, theirs)) if key == other => {
            joined(left, *key, join(ours, theirs))
        }
        (TrieNode::Branch(ours), TrieNode::Branch(theirs))
            if (ours.bit, ours.prefix) == (theirs.bit, theirs.prefix) =>
        {
            let zeros = union(&ours.zeros, &theirs.zeros, join);
            let ones = union(&ours.ones, &theirs.ones, join);
            with_sides(left, ours, zeros, ones)
        }
        (TrieNode::Branch(ours), other) if other.is_below(ours) => {
            let key = other.key();
            ours.with_side(key, union(ours.side(key), right, join))
        }
        (other, TrieNode::Branch(theirs)) if other.is_below(theirs) => {
            let key = other.key();
            theirs.with_side(key, union(left, theirs.side(key), join))
        }
        (ours, theirs) => apart(left, ours.key(), right, theirs.key()),
    }
}

pub(super) fn intersection<V>(
    left: &Rc<TrieNode<V>>,
    right: &Rc<TrieNode<V>>,
    join: &mut dyn FnMut(&V, &V) -> Option<V>,
) -> Option<Rc<TrieNode<V>>> {
    if Rc::ptr_eq(left, right) {
        return Some(left.clone());
    }
    match (&**left, &**right) {
        (TrieNode::Leaf(key, ours), TrieNode::Leaf(other, theirs)) => {
            if key != other {
                return None;
            }
            Some(joined(left, *key, join(ours, theirs)))
        }
        (TrieNode::Branch(ours), TrieNode::Branch(theirs)) if ours.bit == theirs.bit => {
            if ours.prefix != theirs.prefix {
                return None;
            }
            let zeros = intersection(&ours.zeros, &theirs.zeros, join);
            let ones = intersection(&ours.ones, &theirs.ones, join);
            both_sides(left, ours, zeros, ones)
        }
        (TrieNode::Branch(ours), other) if other.is_below(ours) => {
            intersection(ours.side(other.key()), right, join)
        }
        (other, TrieNode::Branch(theirs)) if other.is_below(theirs) => {
            intersection(left, theirs.side(other.key()), join)
        }
        _ => None,
    }
}

/// A branch of two sides that remain of one, if both do.
fn both_sides<V>(
    whole: &Rc<TrieNode<V>>,
    branch: &Branch<V>,
    zeros: Option<Rc<TrieNode<V>>>,
    ones: Option<Rc<TrieNode<V>>>,
) -> Option<Rc<TrieNode<V>>> {
    let (zeros, ones) = match (zeros, ones) {
        (Some(zeros), Some(ones)) => (zeros, ones),
        (one, other) => return one.or(other),
    };
    Some(with_sides(whole, branch, zeros, ones))
}

/// The branch with these sides; the branch itself if they are its own.
fn with_sides<V>(
    whole: &Rc<TrieNode<V>>,
    branch: &Branch<V>,
    zeros: Rc<TrieNode<V>>,
    ones: Rc<TrieNode<V>>,
) -> Rc<TrieNode<V>> {
    if Rc::ptr_eq(&zeros, &branch.zeros) && Rc::ptr_eq(&ones, &branch.ones) {
        return whole.clone();
    }
    Rc::new(TrieNode::Branch(Branch {
        zeros,
        ones,
        ..*branch
    }))
}

/// A leaf with what its value was joined to, if that is another value.
fn joined<V>(leaf: &Rc<TrieNode<V>>, key: u64, value: Option<V>) -> Rc<TrieNode<V>> {
    match value {
        Some(value) => Rc::new(TrieNode::Leaf(key, value)),
        None => leaf.clone(),
    }
}
