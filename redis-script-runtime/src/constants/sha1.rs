//! SHA1 while a constant is evaluated, where each step counts: calls of functions cost more than arithmetic on wider integers, so
//! this does without `rotate_left` and `wrapping_add`.

const MASK: u64 = 0xffff_ffff;

/// The SHA1 of a text in 40 hex digits. `state` is that after the first `hashed` bytes, which are whole blocks.
#[must_use]
pub const fn script_sha1(mut state: [u32; 5], hashed: usize, text: &[u8]) -> [u8; 40] {
    let (_, mut rest) = text.split_at(hashed);
    while let Some((block, more)) = rest.split_first_chunk() {
        state = compress(state, block);
        rest = more;
    }
    let mut block = [0; 64];
    let (start, padding) = block.split_at_mut(rest.len());
    start.copy_from_slice(rest);
    if let Some(first) = padding.first_mut() {
        *first = 0x80;
    }
    if rest.len() >= 64 - 8 {
        state = compress(state, &block);
        block = [0; 64];
    }
    let (_, length) = block.split_at_mut(64 - 8);
    length.copy_from_slice(&(text.len() as u64 * 8).to_be_bytes());
    hex(compress(state, &block))
}

/// The state after one more block. The last sixteen words are variables, which the compiler reads faster than an array.
#[expect(clippy::many_single_char_names, reason = "as the standard names them")]
const fn compress(state: [u32; 5], block: &[u8; 64]) -> [u32; 5] {
    let [
        mut w0,
        mut w1,
        mut w2,
        mut w3,
        mut w4,
        mut w5,
        mut w6,
        mut w7,
        rest @ ..,
    ] = words(block);
    let [
        mut w8,
        mut w9,
        mut w10,
        mut w11,
        mut w12,
        mut w13,
        mut w14,
        mut w15,
    ] = rest;
    let [a0, b0, c0, d0, e0] = state;
    let (mut a, mut b, mut c) = (a0 as u64, b0 as u64, c0 as u64);
    let (mut d, mut e) = (d0 as u64, e0 as u64);
    let mut round = 0;
    while round < 80 {
        let mixed = if round < 20 {
            (d ^ (b & (c ^ d))) + 0x5a82_7999
        } else if round < 40 {
            (b ^ c ^ d) + 0x6ed9_eba1
        } else if round < 60 {
            ((b & c) | (d & (b | c))) + 0x8f1b_bcdc
        } else {
            (b ^ c ^ d) + 0xca62_c1d6
        };
        let next = ((a << 5 | a >> 27) & MASK) + mixed + e + w0;
        (e, d, c, b) = (d, c, (b << 30 | b >> 2) & MASK, a);
        a = next & MASK;
        let word = w13 ^ w8 ^ w2 ^ w0;
        (w0, w1, w2, w3, w4, w5, w6, w7) = (w1, w2, w3, w4, w5, w6, w7, w8);
        (w8, w9, w10, w11, w12, w13, w14) = (w9, w10, w11, w12, w13, w14, w15);
        w15 = (word << 1 | word >> 31) & MASK;
        round += 1;
    }
    // The upper halves of the sums are cut off.
    [
        (a + a0 as u64) as u32,
        (b + b0 as u64) as u32,
        (c + c0 as u64) as u32,
        (d + d0 as u64) as u32,
        (e + e0 as u64) as u32,
    ]
}

#[expect(clippy::indexing_slicing, reason = "a block has sixteen words")]
const fn words(block: &[u8; 64]) -> [u64; 16] {
    let (mut words, mut at, mut rest) = ([0; 16], 0, block as &[u8]);
    while let [a, b, c, d, more @ ..] = rest {
        words[at] = (*a as u64) << 24 | (*b as u64) << 16 | (*c as u64) << 8 | *d as u64;
        rest = more;
        at += 1;
    }
    words
}

#[expect(clippy::indexing_slicing, reason = "five words have forty digits")]
const fn hex(state: [u32; 5]) -> [u8; 40] {
    let (mut digits, mut at) = ([0; 40], 0);
    while at < 40 {
        let digit = (state[at / 8] >> (28 - at % 8 * 4) & 0xf) as u8;
        digits[at] = if digit < 10 {
            b'0' + digit
        } else {
            b'a' - 10 + digit
        };
        at += 1;
    }
    digits
}
