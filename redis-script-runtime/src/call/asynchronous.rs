//! Calls over async connections.

use core::pin::Pin;

use redis::aio::ConnectionLike;
use redis::{Cmd, RedisResult, Value};

use super::Call;
use crate::load_state::Epoch;
use crate::{Result, invoke, spans};

/// A call from its first request to its reply, over a connection that sends a command with this method.
macro_rules! invoke_by {
    ($method:ident, $call:expr, $con:expr) => {{
        let (call, con) = ($call, $con);
        let request = async {
            let epoch = call.begin()?;
            let mut reply = con.$method(call.cmd()).await;
            if !$crate::invoke::is_answer(&reply) {
                reply = call.send_again_async(epoch, reply, con).await;
            }
            call.convert(reply)
        };
        call.follow(request).await
    }};
}

pub(crate) use invoke_by;

impl<T> Call<T> {
    /// Like [`invoke`](Self::invoke), over an async connection.
    ///
    /// The future is [`Send`] if the connection is.
    ///
    /// # Errors
    /// If the connection, the server or the script fails, or if the reply does not convert to `T`: see [`Error`](crate::Error).
    pub async fn invoke_async<C>(&self, con: &mut C) -> Result<T>
    where
        C: ConnectionLike + ?Sized,
    {
        invoke_by!(req_packed_command, self, con)
    }

    /// Checks the call before its first request.
    #[inline]
    pub(crate) fn begin(&self) -> Result<Epoch> {
        self.check()?;
        Ok(self.script.state().epoch())
    }

    /// The requests after a first one that was refused. Boxed, so that the future of the usual case stays small.
    #[cold]
    pub(crate) fn send_again_async<'a, C>(
        &'a self,
        epoch: Epoch,
        first: RedisResult<Value>,
        con: &'a mut C,
    ) -> Pin<Box<impl Future<Output = RedisResult<Value>> + use<'a, T, C>>>
    where
        C: ConnectionLike + ?Sized,
    {
        Box::pin(invoke::send_again_async(
            self.script,
            &self.cmd,
            con,
            epoch,
            first,
        ))
    }

    #[inline]
    pub(crate) fn follow(
        &self,
        call: impl Future<Output = Result<T>>,
    ) -> impl Future<Output = Result<T>> {
        spans::instrument(self.script, &self.cmd, call)
    }

    pub(crate) const fn cmd(&self) -> &Cmd {
        &self.cmd
    }
}
