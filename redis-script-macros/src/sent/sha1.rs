//! The state of SHA1 between two blocks, which `sha1_smol` does not show.

/// The state after some whole blocks of a text.
pub(crate) struct Midstate {
    pub(crate) words: [u32; 5],
    /// How many bytes these blocks have.
    pub(crate) hashed: usize,
}

impl Midstate {
    /// The state after all whole blocks.
    pub(crate) fn after(text: &[u8]) -> Self {
        let mut state = Self {
            words: [
                0x6745_2301,
                0xefcd_ab89,
                0x98ba_dcfe,
                0x1032_5476,
                0xc3d2_e1f0,
            ],
            hashed: 0,
        };
        let mut rest = text;
        while let Some((block, more)) = rest.split_first_chunk() {
            state.compress(block);
            rest = more;
        }
        state
    }

    #[expect(clippy::many_single_char_names, reason = "as the standard names them")]
    fn compress(&mut self, block: &[u8; 64]) {
        // The last sixteen words, the next of which takes the place of the first.
        let mut words = [0_u32; 16];
        for (word, bytes) in words.iter_mut().zip(block.as_chunks().0) {
            *word = u32::from_be_bytes(*bytes);
        }
        let [mut a, mut b, mut c, mut d, mut e] = self.words;
        for round in 0..80 {
            let (mixed, constant) = match round / 20 {
                0 => (d ^ (b & (c ^ d)), 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => ((b & c) | (d & (b | c)), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let [word, _, third, .., ninth, _, _, _, _, fourteenth, _, _] = words;
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e);
            let next = sum.wrapping_add(constant).wrapping_add(word);
            (a, b, c, d, e) = (next, a, b.rotate_left(30), c, d);
            words.rotate_left(1);
            if let Some(last) = words.last_mut() {
                *last = (word ^ third ^ ninth ^ fourteenth).rotate_left(1);
            }
        }
        for (word, more) in self.words.iter_mut().zip([a, b, c, d, e]) {
            *word = word.wrapping_add(more);
        }
        self.hashed += block.len();
    }
}
