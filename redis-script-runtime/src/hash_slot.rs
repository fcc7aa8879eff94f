//! The slot of a key in a cluster: CRC16 of its hash tag, or of the whole key without one.

use redis::{Cmd, ErrorKind, RedisError, ServerErrorKind};

use crate::entries::{args, keys};
use crate::error::with_detail;

/// Whether the keys of a call are in one slot.
pub(crate) fn is_one(cmd: &Cmd) -> bool {
    let keys = keys(cmd);
    let mut slots = args(cmd).skip(keys.start).take(keys.len()).map(hash_slot);
    let first = slots.next();
    slots.all(|slot| Some(slot) == first)
}

/// The error with which a server would reject it.
pub(crate) fn cross_slot_error() -> RedisError {
    let kind: ErrorKind = ServerErrorKind::CrossSlot.into();
    let detail = "Keys in request don't hash to the same slot".to_owned();
    with_detail((kind, "not sent").into(), Some(detail))
}

/// How many slots a cluster has.
const SLOTS: u16 = 16384;

/// The slot of a key.
fn hash_slot(key: &[u8]) -> u16 {
    crc16(hashed_part(key)) % SLOTS
}

/// The part between the first `{` and the next `}`, unless it is empty.
fn hashed_part(key: &[u8]) -> &[u8] {
    let tag = || {
        let open = key.iter().position(|byte| *byte == b'{')?;
        let rest = key.get(open + 1..)?;
        let close = rest.iter().position(|byte| *byte == b'}')?;
        rest.get(..close).filter(|tag| !tag.is_empty())
    };
    tag().unwrap_or(key)
}

/// CRC-16/XMODEM: polynomial 0x1021, most significant bit first, from 0.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        let index = (crc >> 8) ^ u16::from(*byte);
        let step = CRC_TABLE
            .get(usize::from(index))
            .copied()
            .unwrap_or_default();
        (crc << 8) ^ step
    })
}

/// The checksums of the single bytes.
static CRC_TABLE: [u16; 256] = table();

#[allow(
    clippy::indexing_slicing,
    reason = "`get_mut` is not const, and a wrong index does not compile"
)]
const fn table() -> [u16; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte as usize] = step(byte << 8);
        byte += 1;
    }
    table
}

const fn step(mut crc: u16) -> u16 {
    let mut bit = 0;
    while bit < 8 {
        crc = if crc & 0x8000 == 0 {
            crc << 1
        } else {
            (crc << 1) ^ 0x1021
        };
        bit += 1;
    }
    crc
}

#[cfg(test)]
mod tests {
    use super::{crc16, hash_slot};

    #[test]
    fn the_checksum_is_xmodem() {
        assert_eq!(crc16(b"123456789"), 0x31c3);
        assert_eq!(crc16(b""), 0);
    }

    /// As `CLUSTER KEYSLOT` answers; the integration tests ask a server for more.
    #[test]
    fn slots() {
        for (key, slot) in [
            ("foo", 12182),
            ("bar", 5061),
            ("", 0),
            ("{foo}bar", 12182),
            ("a{foo}{bar}", 12182),
        ] {
            assert_eq!(hash_slot(key.as_bytes()), slot, "{key}");
        }
    }

    #[test]
    fn what_is_not_a_tag_is_hashed_whole() {
        for key in ["{}foo", "{foo", "foo}{", "foo{}{bar}"] {
            assert_eq!(
                hash_slot(key.as_bytes()),
                crc16(key.as_bytes()) % 16384,
                "{key}"
            );
        }
        assert_eq!(hash_slot(b"{{foo}}"), hash_slot(b"{foo"));
    }
}
