//! From arguments to a command of exactly the right size: each is written twice, first into a counter.

use core::fmt::{self, Write as _};
use std::io;

use redis::{Cmd, FromRedisValue, RedisWrite, ToRedisArgs};

use crate::call::ConvertReply;
use crate::{Call, Script, ScriptArg, cmd_reuse, reply};

/// `EVALSHA <sha1> <numkeys>`
const FIXED_ARGS: usize = 3;

/// The first pass: counts entries and bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Size {
    entries: usize,
    bytes: usize,
}

impl Size {
    /// Nothing counted yet.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: 0,
            bytes: 0,
        }
    }

    /// Counts one entry.
    #[inline]
    pub fn entry<A: ScriptArg>(&mut self, entry: &A) {
        entry.write_redis_args(self);
    }

    /// Counts one entry, as [`entry`](Self::entry), without writing its digits.
    #[inline]
    pub fn integer<A: Integer>(&mut self, entry: &A) {
        self.entries += 1;
        self.bytes += entry.width();
    }

    /// Counts a slice's entries.
    #[inline]
    pub fn entries<A: ScriptArg>(&mut self, entries: &[A]) {
        for entry in entries {
            self.entry(entry);
        }
    }

    /// Ends the first pass and begins the second.
    #[inline]
    #[must_use]
    pub fn start<T: FromRedisValue>(self, script: &'static Script, numkeys: usize) -> Encoder<T> {
        let command = script.command();
        let bytes = self.bytes + command.len() + script.sha1().len() + numkeys.width();
        let mut cmd = cmd_reuse::take(FIXED_ARGS + self.entries, bytes);
        cmd.write_arg(command.as_bytes());
        cmd.write_arg(script.sha1().as_bytes());
        match DIGITS.get(numkeys..=numkeys) {
            Some(digit) => cmd.write_arg(digit),
            None => numkeys.write_redis_args(&mut cmd),
        }
        Encoder {
            script,
            cmd,
            read: reply::convert,
            bytes,
        }
    }
}

/// Most scripts have fewer than ten keys.
const DIGITS: &[u8] = b"0123456789";

/// An integer, whose length in digits is known without writing them.
pub trait Integer: ScriptArg {
    /// The number of bytes that are written.
    fn width(&self) -> usize;
}

macro_rules! integers {
    ($($unsigned:ty, $signed:ty;)*) => {$(
        impl Integer for $unsigned {
            #[inline]
            fn width(&self) -> usize {
                self.checked_ilog10().map_or(1, |power| power as usize + 1)
            }
        }

        impl Integer for $signed {
            #[inline]
            fn width(&self) -> usize {
                usize::from(self.is_negative()) + self.unsigned_abs().width()
            }
        }
    )*};
}

integers! {
    u8, i8;
    u16, i16;
    u32, i32;
    u64, i64;
    u128, i128;
    usize, isize;
}

impl RedisWrite for Size {
    #[inline]
    fn write_arg(&mut self, arg: &[u8]) {
        self.entries += 1;
        self.bytes += arg.len();
    }

    fn write_arg_fmt(&mut self, arg: impl fmt::Display) {
        self.entries += 1;
        // Fails only if `arg` fails, and then the second pass fails too.
        let _ = write!(Counter(&mut self.bytes), "{arg}");
    }

    fn writer_for_next_arg(&mut self) -> impl io::Write + '_ {
        self.entries += 1;
        Counter(&mut self.bytes)
    }
}

/// A writer that only counts bytes.
struct Counter<'a>(&'a mut usize);

impl fmt::Write for Counter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        *self.0 += text.len();
        Ok(())
    }
}

impl io::Write for Counter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The second pass: writes what the first one counted.
#[derive(Debug)]
pub struct Encoder<T> {
    script: &'static Script,
    cmd: Cmd,
    read: ConvertReply<T>,
    bytes: usize,
}

impl<T> Encoder<T> {
    /// Writes one entry. The bound is weaker than that of [`Size::entry`], which reports a wrong type already.
    #[inline]
    pub fn entry<A: ToRedisArgs>(&mut self, entry: &A) {
        entry.write_redis_args(&mut self.cmd);
    }

    /// Writes a slice's entries.
    #[inline]
    pub fn entries<A: ToRedisArgs>(&mut self, entries: &[A]) {
        for entry in entries {
            self.entry(entry);
        }
    }

    /// The call, ready to be sent.
    #[inline]
    pub fn finish(self) -> Call<T> {
        Call::new(self.script, self.cmd, self.read).of_size(self.bytes)
    }
}
