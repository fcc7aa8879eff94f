//! Sets of places between arguments.

/// A set of numbers from 0 to [`Self::HIGHEST`].
#[derive(Clone, Copy)]
pub(super) struct PositionSet([u128; 2]);

impl PositionSet {
    pub(super) const HIGHEST: usize = 255;
    pub(super) const EMPTY: Self = Self([0, 0]);

    pub(super) fn one(place: usize) -> Self {
        let mut places = Self::EMPTY;
        places.add(place);
        places
    }

    pub(super) fn add(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 128) {
            *word |= 1 << (place % 128);
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        let ([low, high], [others, more]) = (self.0, other.0);
        Self([low | others, high | more])
    }

    pub(super) fn without(self, other: Self) -> Self {
        let ([low, high], [others, more]) = (self.0, other.0);
        Self([low & !others, high & !more])
    }

    pub(super) fn is_empty(self) -> bool {
        matches!(self.0, [0, 0])
    }

    pub(super) fn has(self, place: usize) -> bool {
        match self.0.get(place / 128) {
            Some(word) => word >> (place % 128) & 1 == 1,
            None => false,
        }
    }

    pub(super) fn highest(self) -> Option<usize> {
        let [low, high] = self.0;
        match (high.checked_ilog2(), low.checked_ilog2()) {
            (Some(bit), _) => Some(bit as usize + 128),
            (None, Some(bit)) => Some(bit as usize),
            (None, None) => None,
        }
    }

    /// Takes the lowest one out.
    pub(super) fn pop(&mut self) -> Option<usize> {
        let [low, high] = &mut self.0;
        let (word, base) = if *low == 0 { (high, 128) } else { (low, 0) };
        let bit = word.trailing_zeros() as usize;
        *word &= word.checked_sub(1)?;
        Some(base + bit)
    }
}

#[cfg(test)]
mod tests {
    use super::PositionSet;

    #[test]
    fn sets_hold_what_was_added() {
        let mut places = PositionSet::EMPTY;
        assert!(places.is_empty() && places.highest().is_none());
        for place in [0, 127, 128, 255, 256] {
            places.add(place);
        }
        let mut rest = places;
        for place in [0, 127, 128, 255] {
            assert_eq!(rest.pop(), Some(place));
        }
        assert!(rest.pop().is_none());
        assert_eq!(places.highest(), Some(255));
        assert!(places.has(127) && !places.has(126) && !places.has(300));
        assert_eq!(places.without(PositionSet::one(255)).highest(), Some(128));
        let both = PositionSet::one(3).or(PositionSet::one(4));
        assert!(both.has(3) && both.has(4) && !both.has(5));
    }
}
