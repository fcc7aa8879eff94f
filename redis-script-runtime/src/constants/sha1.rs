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

/// The state after one more block.
#[expect(
    clippy::indexing_slicing,
    reason = "the numbers of words are constants"
)]
#[expect(clippy::many_single_char_names, reason = "as the standard names them")]
const fn compress(state: [u32; 5], block: &[u8; 64]) -> [u32; 5] {
    let (mut words, mut at) = ([0; 80], 0);
    let mut rest: &[u8] = block;
    while let [a, b, c, d, more @ ..] = rest {
        words[at] = (*a as u64) << 24 | (*b as u64) << 16 | (*c as u64) << 8 | *d as u64;
        rest = more;
        at += 1;
    }
    while at < 80 {
        let mixed = words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16];
        words[at] = (mixed << 1 | mixed >> 31) & MASK;
        at += 1;
    }
    let [a0, b0, c0, d0, e0] = state;
    let (mut a, mut b, mut c) = (a0 as u64, b0 as u64, c0 as u64);
    let (mut d, mut e) = (d0 as u64, e0 as u64);
    at = 0;
    while at < 80 {
        let mixed = if at < 20 {
            (d ^ (b & (c ^ d))) + 0x5a82_7999
        } else if at < 40 {
            (b ^ c ^ d) + 0x6ed9_eba1
        } else if at < 60 {
            ((b & c) | (d & (b | c))) + 0x8f1b_bcdc
        } else {
            (b ^ c ^ d) + 0xca62_c1d6
        };
        let next = ((a << 5 | a >> 27) & MASK) + mixed + e + words[at];
        e = d;
        d = c;
        c = (b << 30 | b >> 2) & MASK;
        b = a;
        a = next & MASK;
        at += 1;
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
