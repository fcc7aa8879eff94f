//! From arguments to a command of exactly the right size.

mod duration;
mod encoder;
mod entry;
mod size;

use redis::{Cmd, FromRedisValue, RedisWrite as _, ToRedisArgs as _};

pub use self::duration::PerSecond;
use self::encoder::Encoder;
pub(crate) use self::entry::EntryList;
pub use self::entry::{Group, One, entry, rest, write_entry};
use self::size::Size;
use crate::cmd_reuse::{self, MAX_BYTES};
use crate::{Call, Script, reply};

/// Prepares a call that passes these KEYS and ARGV.
///
/// The thread's spare command takes small ones. Otherwise a command is allocated once: the arguments are written twice, first into
/// a counter.
#[inline]
pub fn encode<T: FromRedisValue>(
    script: &'static Script,
    keys: &impl EntryList,
    args: &impl EntryList,
) -> Call<T> {
    let numkeys = keys.count();
    let is_large = numkeys + args.count() > MAX_ENTRIES;
    let spare = if is_large { None } else { cmd_reuse::take() };
    let Some(spare) = spare else {
        return measured(script, keys, args);
    };
    let mut call = Call::new(script, spare, reply::convert, 0);
    begin(call.cmd_mut(), script, numkeys);
    let mut to = Encoder::new(call.cmd_mut(), MAX_BYTES);
    keys.fill(&mut to);
    args.fill(&mut to);
    if to.is_complete() {
        return call;
    }
    call.recycle();
    measured(script, keys, args)
}

/// A call in a command that is allocated once.
#[inline]
fn measured<T: FromRedisValue>(
    script: &'static Script,
    keys: &impl EntryList,
    args: &impl EntryList,
) -> Call<T> {
    let mut size = Size::default();
    keys.measure(&mut size);
    args.measure(&mut size);
    let numkeys = keys.count();
    let fixed = script.command().len() + script.sha1().len() + digits(numkeys);
    let cmd = Cmd::with_capacity(FIXED_ARGS + size.entries, fixed + size.bytes);
    let mut call = Call::new(script, cmd, reply::convert, size.bytes);
    begin(call.cmd_mut(), script, numkeys);
    keys.write(call.cmd_mut());
    args.write(call.cmd_mut());
    call
}

/// `EVALSHA <sha1> <numkeys>`
#[inline]
fn begin(cmd: &mut Cmd, script: &'static Script, numkeys: usize) {
    cmd.write_arg(script.command().as_bytes());
    cmd.write_arg(script.sha1().as_bytes());
    match DIGITS.get(numkeys..=numkeys) {
        Some(digit) => cmd.write_arg(digit),
        None => numkeys.write_redis_args(cmd),
    }
}

/// The number of digits.
#[inline]
fn digits(number: usize) -> usize {
    if number < DIGITS.len() {
        return 1;
    }
    number.ilog10() as usize + 1
}

/// `EVALSHA <sha1> <numkeys>`
const FIXED_ARGS: usize = 3;

/// More of them hardly fit into a spare command.
const MAX_ENTRIES: usize = 256;

/// Most scripts have fewer than ten keys.
const DIGITS: &[u8] = b"0123456789";
