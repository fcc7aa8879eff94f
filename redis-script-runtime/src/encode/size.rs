//! How large a command is.

use core::fmt::{self, Write as _};
use std::io;

use redis::RedisWrite;

/// Counts entries and bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Size {
    pub(super) entries: usize,
    pub(super) bytes: usize,
}

impl RedisWrite for Size {
    #[inline]
    fn write_arg(&mut self, arg: &[u8]) {
        self.entries += 1;
        self.bytes += arg.len();
    }

    fn write_arg_fmt(&mut self, arg: impl fmt::Display) {
        self.entries += 1;
        // Fails only if `arg` fails, and then the command fails, too.
        let _ = write!(Counter(&mut self.bytes), "{arg}");
    }

    fn writer_for_next_arg(&mut self) -> impl io::Write + '_ {
        self.entries += 1;
        Counter(&mut self.bytes)
    }
}

/// A writer that only counts bytes.
pub(super) struct Counter<'a>(pub(super) &'a mut usize);

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
