//! The hash table below all maps: it knows places, and nothing of what stands there.

/// Where things of some hash stand in a list. Open addressing with linear probing; nothing is removed.
#[derive(Clone, Debug, Default)]
pub(super) struct HashTable {
    /// A power of two of them, or none; at most three quarters are taken.
    slots: Vec<Slot>,
    taken: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    /// `u32::MAX`: it is free.
    place: u32,
}

const FREE: Slot = Slot {
    hash: 0,
    place: u32::MAX,
};
const FEWEST: usize = 8;

impl HashTable {
    /// The place of that hash that `is` takes.
    pub(super) fn find(&self, hash: u32, is: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        // A free slot ends it: there always is one.
        while let Some(slot) = self.slots.get(at) {
            let place = slot.place as usize;
            if slot.place == FREE.place {
                break;
            }
            if slot.hash == hash && is(place) {
                return Some(place);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Adds a place that is not in the table.
    pub(super) fn add(&mut self, hash: u32, place: usize) {
        if self.taken * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let place = place as u32;
        self.put(Slot { hash, place });
        self.taken += 1;
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FEWEST);
        let before = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for slot in before {
            if slot.place != FREE.place {
                self.put(slot);
            }
        }
    }

    fn put(&mut self, new: Slot) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = new.hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.place == FREE.place {
                *slot = new;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Multiplication by 2^64 over the golden ratio moves what tells numbers apart into the upper bits.
pub(super) fn of_pair((one, other): (u64, u64)) -> u32 {
    let mixed = one ^ other.wrapping_mul(GOLDEN).rotate_left(32);
    (mixed.wrapping_mul(GOLDEN) >> 32) as u32
}

/// Fowler-Noll-Vo, mixed once more.
pub(super) fn of_bytes(bytes: &[u8]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    of_pair((hash, 0))
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
