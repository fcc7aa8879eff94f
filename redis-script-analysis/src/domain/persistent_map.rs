//! Persistent maps: copies share what they have in common.
//!
//! Each branch of a script has a state of its own, and most of it is that of the others. A copy costs nothing here, and
//! where two paths meet, only what either has changed is looked at: otherwise the time would grow with the number of
//! branches times that of the variables. It is a big-endian Patricia tree (Okasaki and Gill, 1998).

use std::rc::Rc;

/// A map from numbers.
#[derive(Debug)]
pub(crate) struct PersistentMap<V>(Option<Rc<TrieNode<V>>>);

#[derive(Debug)]
enum TrieNode<V> {
    Leaf(u64, V),
    Branch(Branch<V>),
}

#[derive(Debug)]
struct Branch<V> {
    /// The bits above `bit`, which all keys below have in common.
    prefix: u64,
    /// The highest bit in which the keys below differ.
    bit: u32,
    zeros: Rc<TrieNode<V>>,
    ones: Rc<TrieNode<V>>,
}

impl<V> Default for PersistentMap<V> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<V> Clone for PersistentMap<V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<V> PersistentMap<V> {
    pub(crate) const EMPTY: Self = Self(None);

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn contains(&self, key: u64) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn get(&self, key: u64) -> Option<&V> {
        let mut node = self.0.as_deref()?;
        loop {
            match node {
                TrieNode::Leaf(found, value) => return (*found == key).then_some(value),
                TrieNode::Branch(branch) => node = branch.side(key),
            }
        }
    }

    /// The highest key.
    pub(crate) fn last_key(&self) -> Option<u64> {
        let mut node = self.0.as_deref()?;
        loop {
            match node {
                TrieNode::Leaf(key, _) => return Some(*key),
                TrieNode::Branch(branch) => node = &branch.ones,
            }
        }
    }

    pub(crate) fn insert(&mut self, key: u64, value: V) {
        let leaf = Rc::new(TrieNode::Leaf(key, value));
        match &mut self.0 {
            Some(root) => insert(root, key, leaf),
            None => self.0 = Some(leaf),
        }
    }

    pub(crate) fn remove(&mut self, key: u64) {
        if self.contains(key) {
            self.0 = self.0.take().and_then(|root| without(&root, key));
        }
    }

    /// What both maps have; the values of a key are joined where the two do not share it.
    pub(crate) fn intersect(&self, other: &Self, mut join: impl FnMut(&V, &V) -> V) -> Self {
        let both = self.0.as_ref().zip(other.0.as_ref());
        Self(both.and_then(|(left, right)| intersection(left, right, &mut join)))
    }
}

impl<V: Clone> PersistentMap<V> {
    /// What either map has; the values of a key that both have are joined unless they share it.
    pub(crate) fn union(&self, other: &Self, mut join: impl FnMut(&V, &V) -> V) -> Self {
        match (&self.0, &other.0) {
            (Some(left), Some(right)) => Self(Some(union(left, right, &mut join))),
            (one, other) => Self(one.clone().or_else(|| other.clone())),
        }
    }
}

impl<V> PersistentMap<V> {
    /// Calls `visit` for each key.
    pub(crate) fn for_each(&self, visit: &mut dyn FnMut(u64, &V)) {
        if let Some(root) = &self.0 {
            for_each(root, visit);
        }
    }

    /// Whether some key that the two do not share is found to differ; a value is `None` on the side that lacks it.
    pub(crate) fn any_difference(
        &self,
        other: &Self,
        mut differs: impl FnMut(Option<&V>, Option<&V>) -> bool,
    ) -> bool {
        any_difference(self.0.as_ref(), other.0.as_ref(), &mut differs)
    }
}

fn for_each<V>(node: &TrieNode<V>, visit: &mut dyn FnMut(u64, &V)) {
    match node {
        TrieNode::Leaf(key, value) => visit(*key, value),
        TrieNode::Branch(branch) => {
            for_each(&branch.zeros, visit);
            for_each(&branch.ones, visit);
        }
    }
}

type BranchSide<'a, V> = Option<&'a Rc<TrieNode<V>>>;

fn any_difference<V>(
    left: BranchSide<'_, V>,
    right: BranchSide<'_, V>,
    differs: &mut dyn FnMut(Option<&V>, Option<&V>) -> bool,
) -> bool {
    let (left, right) = match (left, right) {
        (Some(left), Some(right)) => (left, right),
        (None, None) => return false,
        (one, other) => {
            let is_left = one.is_some();
            let mut found = false;
            if let Some(node) = one.or(other) {
                for_each(node, &mut |_, value| {
                    found |= if is_left {
                        differs(Some(value), None)
                    } else {
                        differs(None, Some(value))
                    };
                });
            }
            return found;
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

impl<V> Branch<V> {
    /// The side of a key that is covered, and the other side.
    fn sides(&self, key: u64) -> (&Rc<TrieNode<V>>, &Rc<TrieNode<V>>) {
        if is_one(key, self.bit) {
            (&self.ones, &self.zeros)
        } else {
            (&self.zeros, &self.ones)
        }
    }

    fn covers(&self, key: u64) -> bool {
        prefix(key, self.bit) == self.prefix
    }

    /// The side on which a key stands that is covered.
    fn side(&self, key: u64) -> &Rc<TrieNode<V>> {
        if is_one(key, self.bit) {
            &self.ones
        } else {
            &self.zeros
        }
    }

    /// The branch with another side for a key.
    fn with_side(&self, key: u64, side: Rc<TrieNode<V>>) -> Rc<TrieNode<V>> {
        let (zeros, ones) = if is_one(key, self.bit) {
            (self.zeros.clone(), side)
        } else {
            (side, self.ones.clone())
        };
        Rc::new(TrieNode::Branch(Self {
            zeros,
            ones,
            ..*self
        }))
    }
}

impl<V> TrieNode<V> {
    /// A number that begins as all keys do.
    fn key(&self) -> u64 {
        match self {
            Self::Leaf(key, _) => *key,
            Self::Branch(branch) => branch.prefix.checked_shl(branch.bit + 1).unwrap_or(0),
        }
    }
}

fn prefix(key: u64, bit: u32) -> u64 {
    key.checked_shr(bit + 1).unwrap_or(0)
}

fn is_one(key: u64, bit: u32) -> bool {
    key >> bit & 1 == 1
}

/// Changes what nobody shares in place.
fn insert<V>(node: &mut Rc<TrieNode<V>>, key: u64, leaf: Rc<TrieNode<V>>) {
    match Rc::get_mut(node) {
        Some(TrieNode::Branch(branch)) if branch.covers(key) => {
            let side = if is_one(key, branch.bit) {
                &mut branch.ones
            } else {
                &mut branch.zeros
            };
            insert(side, key, leaf);
        }
        _ => *node = with(node, key, leaf),
    }
}

fn with<V>(node: &Rc<TrieNode<V>>, key: u64, leaf: Rc<TrieNode<V>>) -> Rc<TrieNode<V>> {
    match &**node {
        TrieNode::Leaf(found, _) if *found == key => leaf,
        TrieNode::Branch(branch) if branch.covers(key) => {
            branch.with_side(key, with(branch.side(key), key, leaf))
        }
        other => apart(node, other.key(), &leaf, key),
    }
}

/// Without a key that is there.
fn without<V>(node: &Rc<TrieNode<V>>, key: u64) -> Option<Rc<TrieNode<V>>> {
    let TrieNode::Branch(branch) = &**node else {
        return None;
    };
    let left = without(branch.side(key), key);
    Some(match left {
        Some(left) => branch.with_side(key, left),
        None if is_one(key, branch.bit) => branch.zeros.clone(),
        None => branch.ones.clone(),
    })
}

fn union<V: Clone>(
    left: &Rc<TrieNode<V>>,
    right: &Rc<TrieNode<V>>,
    join: &mut dyn FnMut(&V, &V) -> V,
) -> Rc<TrieNode<V>> {
    if Rc::ptr_eq(left, right) {
        return left.clone();
    }
    match (&**left, &**right) {
        (TrieNode::Leaf(key, ours), TrieNode::Leaf(other, theirs)) if key == other => {
            Rc::new(TrieNode::Leaf(*key, join(ours, theirs)))
        }
        (TrieNode::Branch(ours), TrieNode::Branch(theirs))
            if (ours.bit, ours.prefix) == (theirs.bit, theirs.prefix) =>
        {
            Rc::new(TrieNode::Branch(Branch {
                zeros: union(&ours.zeros, &theirs.zeros, join),
                ones: union(&ours.ones, &theirs.ones, join),
                ..*ours
            }))
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

/// Two nodes none of whose keys stand below the same branch.
fn apart<V>(
    left: &Rc<TrieNode<V>>,
    ours: u64,
    right: &Rc<TrieNode<V>>,
    theirs: u64,
) -> Rc<TrieNode<V>> {
    let bit = (ours ^ theirs).ilog2();
    let (zeros, ones) = if is_one(theirs, bit) {
        (left.clone(), right.clone())
    } else {
        (right.clone(), left.clone())
    };
    Rc::new(TrieNode::Branch(Branch {
        prefix: prefix(theirs, bit),
        bit,
        zeros,
        ones,
    }))
}

fn intersection<V>(
    left: &Rc<TrieNode<V>>,
    right: &Rc<TrieNode<V>>,
    join: &mut dyn FnMut(&V, &V) -> V,
) -> Option<Rc<TrieNode<V>>> {
    if Rc::ptr_eq(left, right) {
        return Some(left.clone());
    }
    match (&**left, &**right) {
        (TrieNode::Leaf(key, ours), TrieNode::Leaf(other, theirs)) => {
            (key == other).then(|| Rc::new(TrieNode::Leaf(*key, join(ours, theirs))))
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
    if Rc::ptr_eq(&zeros, &branch.zeros) && Rc::ptr_eq(&ones, &branch.ones) {
        return Some(whole.clone());
    }
    Some(Rc::new(TrieNode::Branch(Branch {
        zeros,
        ones,
        ..*branch
    })))
}

impl<V> TrieNode<V> {
    /// Whether all keys stand on one side of a branch.
    fn is_below(&self, branch: &Branch<V>) -> bool {
        let deeper = match self {
            Self::Leaf(..) => true,
            Self::Branch(own) => own.bit < branch.bit,
        };
        deeper && branch.covers(self.key())
    }
}

#[cfg(test)]
mod tests;
