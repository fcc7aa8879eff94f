//! Writes arguments into a command.

use core::fmt::{self, Write as _};
use std::io;

use redis::{Cmd, RedisWrite};

use super::size::Counter;

/// Writes arguments into a command as long as they fit, and counts the bytes.
#[derive(Debug)]
pub struct Encoder<'a> {
    cmd: &'a mut Cmd,
    /// The most bytes that are written.
    room: usize,
    bytes: usize,
}

impl<'a> Encoder<'a> {
    #[inline]
    pub(super) const fn new(cmd: &'a mut Cmd, room: usize) -> Self {
        Self {
            cmd,
            room,
            bytes: 0,
        }
    }

    /// Whether all arguments did fit.
    #[inline]
    pub(super) const fn is_complete(&self) -> bool {
        self.bytes <= self.room
    }
}

impl RedisWrite for Encoder<'_> {
    #[inline]
    fn write_arg(&mut self, arg: &[u8]) {
        self.bytes += arg.len();
        if self.is_complete() {
            self.cmd.write_arg(arg);
        }
    }

    fn write_arg_fmt(&mut self, arg: impl fmt::Display) {
        // Fails only if `arg` fails, and then the command fails, too.
        let _ = write!(Counter(&mut self.bytes), "{arg}");
        if self.is_complete() {
            self.cmd.write_arg_fmt(arg);
        }
    }

    fn writer_for_next_arg(&mut self) -> impl io::Write + '_ {
        ArgWriter {
            cmd: self.cmd.writer_for_next_arg(),
            bytes: &mut self.bytes,
            room: self.room,
        }
    }
}

/// Writes one argument as long as it fits.
struct ArgWriter<'a, W> {
    cmd: W,
    bytes: &'a mut usize,
    room: usize,
}

impl<W: io::Write> io::Write for ArgWriter<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.bytes += bytes.len();
        if *self.bytes <= self.room {
            self.cmd.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
