//! The hash table below all maps: it knows places, and nothing of what stands there.

/// Where things of some hash stand in a list. Open addressing with linear probing; nothing is removed.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct HashTable {
    /// A power of two of them, or none; at most three quarters are taken.
    slots: Vec<Slot>,
    taken: usize,
}

/// A hash in the upper half; in the lower one a place, counted from 1, or [`FREE`].
type Slot = u64;

const FREE: Slot = 0;
const FEWEST: usize = 8;
const SMALL: usize = 256;

impl Default for HashTable {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl HashTable {
    pub(crate) const EMPTY: Self = Self {
        slots: Vec::new(),
        taken: 0,
    };

    /// The place of that hash that `is` takes.
    pub(crate) fn find(&self, hash: u32, is: &dyn Fn(usize) -> bool) -> Option<usize> {
        let slots = self.slots.as_slice();
        let mask = slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        // A free slot ends it: there always is one.
        while let Some(slot) = slots.get(at) {
            if *slot == FREE {
                break;
            }
            if (*slot >> 32) as u32 == hash {
                let place = *slot as u32 as usize - 1;
                if is(place) {
                    return Some(place);
                }
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Adds a place that is not in the table.
    pub(crate) fn add(&mut self, hash: u32, place: usize) {
        if self.taken * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        self.put(Slot::from(hash) << 32 | (place as u64 + 1));
        self.taken += 1;
    }

    fn grow(&mut self) {
        // Small ones by more: to put what is there again is most of the work.
        let by = if self.slots.len() < SMALL { 4 } else { 2 };
        let size = (self.slots.len() * by).max(FEWEST);
        let before = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for slot in &before {
            if *slot != FREE {
                self.put(*slot);
            }
        }
    }

    fn put(&mut self, new: Slot) {
        let slots = self.slots.as_mut_slice();
        let mask = slots.len().wrapping_sub(1);
        let mut at = (new >> 32) as usize & mask;
        while let Some(slot) = slots.get_mut(at) {
            if *slot == FREE {
                *slot = new;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// The hash of numbers and of other hashes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Hash(u64);

impl Hash {
    /// Multiplication by 2^64 over the golden ratio moves what tells numbers apart into the upper bits.
    #[must_use]
    pub(crate) fn with(self, number: u64) -> Self {
        let mixed = (self.0 ^ number).wrapping_mul(GOLDEN);
        Self(mixed ^ mixed >> 32)
    }

    /// Fowler-Noll-Vo.
    #[must_use]
    pub(crate) fn with_bytes(self, bytes: &[u8]) -> Self {
        let (mut hash, mut rest) = (0xcbf2_9ce4_8422_2325, bytes);
        while let [byte, more @ ..] = rest {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            rest = more;
        }
        self.with(hash)
    }

    pub(crate) fn finish(self) -> u32 {
        self.0 as u32
    }
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
