//! One call of a script with its arguments.

#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub(crate) mod asynchronous;
mod prefix;
mod refusal;

use core::{fmt, mem};

use redis::{Cmd, RedisResult, Value};

pub use self::refusal::SentDuration;
pub(crate) use self::refusal::{NotSent, Refusal};
use crate::{Error, Result, Script, cmd_reuse, invoke, spans};

/// A prepared call: a script with its KEYS and ARGV, not yet sent.
///
/// It owns its encoded arguments, so it borrows nothing, and it is [`Send`] and [`Sync`] for every `T`. It can be invoked
/// several times; each time the script runs again.
///
/// ```no_run
/// # use redis_script_runtime::{Call, Result};
/// # async fn example(call: Call<bool>, con: &mut redis::aio::MultiplexedConnection) -> Result<()> {
/// let allowed: bool = call.invoke_async(con).await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call does nothing until it is invoked"]
pub struct Call<T> {
    script: &'static Script,
    cmd: Cmd,
    read: ConvertReply<T>,
    /// Whether the command is small enough to be reused.
    is_small: bool,
}

/// Converts a reply to `T`. Chosen where the call is made, so that the compiler reports a `T` that is not a reply there, and
/// only there.
pub(crate) type ConvertReply<T> = fn(&'static Script, Value) -> Result<T>;

impl<T> Call<T> {
    /// A call without arguments yet, of so many bytes, which decide whether [`recycle`](Self::recycle) keeps its command.
    #[inline]
    pub(crate) const fn new(
        script: &'static Script,
        cmd: Cmd,
        read: ConvertReply<T>,
        bytes: usize,
    ) -> Self {
        Self {
            script,
            cmd,
            read,
            is_small: bytes <= cmd_reuse::MAX_BYTES,
        }
    }

    #[inline]
    pub(crate) const fn cmd_mut(&mut self) -> &mut Cmd {
        &mut self.cmd
    }

    /// [`invoke`](Self::invoke), after which the next call of the thread reuses the command.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the call is in the frame of the caller, and stays there"
    )]
    pub(crate) fn invoke_once<C>(&mut self, con: &mut C) -> Result<T>
    where
        C: redis::ConnectionLike + ?Sized,
    {
        let reply = self.invoke(con);
        self.recycle();
        reply
    }

    /// Lets the next call of the thread reuse the command; this call is not used any more.
    #[inline]
    pub(crate) fn recycle(&mut self) {
        if self.is_small {
            cmd_reuse::put_back(mem::take(&mut self.cmd));
        }
    }

    pub(crate) fn into_parts(self) -> (&'static Script, Cmd, ConvertReply<T>) {
        (self.script, self.cmd, self.read)
    }

    /// The script.
    #[must_use]
    pub const fn script(&self) -> &'static Script {
        self.script
    }

    /// A copy of the `EVALSHA` command, for pipelines of redis-rs and other ways to send commands.
    ///
    /// On its own, it fails with `NOSCRIPT` if the server does not know the script.
    #[must_use]
    pub fn to_cmd(&self) -> Cmd {
        self.cmd.clone()
    }

    /// Runs the script over a blocking connection: one round trip, or two if the server does not know the script yet.
    ///
    /// # Errors
    /// If the connection, the server or the script fails, or if the reply does not convert to `T`: see [`Error`].
    pub fn invoke<C>(&self, con: &mut C) -> Result<T>
    where
        C: redis::ConnectionLike + ?Sized,
    {
        spans::in_span(self.script, &self.cmd, || {
            self.check()?;
            self.convert(invoke::send(self.script, &self.cmd, con))
        })
    }

    /// Whether it can be sent at all.
    #[inline]
    pub(crate) fn check(&self) -> Result<()> {
        self.refusal()
            .map_err(|refusal| Error::refused(self.script, refusal))
    }

    /// Why it cannot be sent.
    #[inline]
    pub(crate) fn refusal(&self) -> core::result::Result<(), Refusal> {
        if self.script.is_checked() {
            refusal::check(self.script, &self.cmd)
        } else {
            Ok(())
        }
    }

    #[inline]
    pub(crate) fn convert(&self, reply: RedisResult<Value>) -> Result<T> {
        match reply {
            Ok(value) => (self.read)(self.script, value),
            Err(error) => Err(Error::redis(self.script, error)),
        }
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self {
            script: self.script,
            cmd: self.cmd.clone(),
            read: self.read,
            is_small: false,
        }
    }
}

/// Without the arguments, which may be confidential.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("script", self.script)
            .finish_non_exhaustive()
    }
}
