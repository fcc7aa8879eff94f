//! The nodes of the tree, and what changes one key.

use std::rc::Rc;

#[derive(Clone)]
pub(super) enum TrieNode<V> {
    Leaf(u64, V),
    Branch(Branch<V>),
}

#[derive(Clone)]
pub(super) struct Branch<V> {
    /// The bits above `bit`, which all keys below have in common.
    pub(super) prefix: u64,
    /// The highest bit in which the keys below differ.
    pub(super) bit: u32,
    pub(super) zeros: Rc<TrieNode<V>>,
    pub(super) ones: Rc<TrieNode<V>>,
}

impl<V> Branch<V> {
    /// The side of a key that is covered, and the other side.
    pub(super) fn sides(&self, key: u64) -> (&Rc<TrieNode<V>>, &Rc<TrieNode<V>>) {
        if is_one(key, self.bit) {
            (&self.ones, &self.zeros)
        } else {
            (&self.zeros, &self.ones)
        }
    }

    pub(super) fn covers(&self, key: u64) -> bool {
        prefix(key, self.bit) == self.prefix
    }

    /// The side on which a key stands that is covered.
    pub(super) fn side(&self, key: u64) -> &Rc<TrieNode<V>> {
        if is_one(key, self.bit) {
            &self.ones
        } else {
            &self.zeros
        }
    }

    pub(super) fn side_mut(&mut self, key: u64) -> &mut Rc<TrieNode<V>> {
        if is_one(key, self.bit) {
            &mut self.ones
        } else {
            &mut self.zeros
        }
    }

    /// The branch with another side for a key.
    pub(super) fn with_side(&self, key: u64, side: Rc<TrieNode<V>>) -> Rc<TrieNode<V>> {
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
    pub(super) fn key(&self) -> u64 {
        match self {
            Self::Leaf(key, _) => *key,
            Self::Branch(branch) => branch.prefix.checked_shl(branch.bit + 1).unwrap_or(0),
        }
    }

    /// Whether all keys stand on one side of a branch.
    pub(super) fn is_below(&self, branch: &Branch<V>) -> bool {
        let deeper = match self {
            Self::Leaf(..) => true,
            Self::Branch(own) => own.bit < branch.bit,
        };
        deeper && branch.covers(self.key())
    }
}

fn prefix(key: u64, bit: u32) -> u64 {
    key.checked_shr(bit + 1).unwrap_or(0)
}

fn is_one(key: u64, bit: u32) -> bool {
    key >> bit & 1 == 1
}

/// Changes in place what nobody else shares.
pub(super) fn insert<V>(node: &mut Rc<TrieNode<V>>, key: u64, value: V) {
    match Rc::get_mut(node) {
        Some(TrieNode::Leaf(found, known)) if *found == key => *known = value,
        Some(TrieNode::Branch(branch)) if branch.covers(key) => {
            insert(branch.side_mut(key), key, value);
        }
        _ => *node = with(node, key, Rc::new(TrieNode::Leaf(key, value))),
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

/// The value of a key that is there, in nodes that nobody else shares.
pub(super) fn value_mut<V: Clone>(node: &mut Rc<TrieNode<V>>, key: u64) -> &mut V {
    match Rc::make_mut(node) {
        TrieNode::Leaf(_, value) => value,
        TrieNode::Branch(branch) => value_mut(branch.side_mut(key), key),
    }
}

/// Takes out a key that is there, and not alone.
pub(super) fn remove<V: Clone>(node: &mut Rc<TrieNode<V>>, key: u64) {
    let TrieNode::Branch(branch) = Rc::make_mut(node) else {
        return;
    };
    let (side, other) = branch.sides(key);
    if let TrieNode::Leaf(..) = &**side {
        *node = other.clone();
    } else {
        remove(branch.side_mut(key), key);
    }
}

/// Two nodes none of whose keys stand below the same branch.
pub(super) fn apart<V>(
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

/// Visits all until one visit asks for no more; whether none did.
pub(super) fn for_each<V>(node: &TrieNode<V>, visit: &mut dyn FnMut(u64, &V) -> bool) -> bool {
    match node {
        TrieNode::Leaf(key, value) => visit(*key, value),
        TrieNode::Branch(branch) => for_each(&branch.zeros, visit) && for_each(&branch.ones, visit),
    }
}
