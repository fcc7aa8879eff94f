//! What a function's connection must be, in terms that tell the compiler's error what to declare instead.
//!
//! A blocking connection is also what dereferences to one: without the traits here, the compiler would ask for `DerefMut` on a
//! connection that is async. They are traits of a marker with the connection as a parameter, since the compiler would suggest a
//! trait of the connection as a further bound of a generic one.

#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
use core::future::Future;

use crate::{Call, Result};

/// A function without `async`.
#[derive(Debug)]
pub struct Blocking;

/// The connections of functions without `async`.
#[diagnostic::on_unimplemented(
    message = "`{C}` is not a blocking connection, and the function is not `async`",
    label = "not a `redis::ConnectionLike`",
    note = "for an async connection, one that is `redis::aio::ConnectionLike`, declare an `async fn`",
    note = "for a blocking connection, declare `con: &mut impl redis::ConnectionLike`; of a generic `C`, that is the bound",
    note = "a pool is not a connection: get one from it"
)]
pub trait CallsOver<C: ?Sized> {
    /// [`Call::invoke`], after which the next call of the thread reuses the command.
    ///
    /// # Errors
    /// Those of [`Call::invoke`].
    fn invoke_once<T>(call: &mut Call<T>, con: &mut C) -> Result<T>;
}

#[diagnostic::do_not_recommend]
impl<C: redis::ConnectionLike + ?Sized> CallsOver<C> for Blocking {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as `Call::invoke_once`")]
    fn invoke_once<T>(call: &mut Call<T>, con: &mut C) -> Result<T> {
        call.invoke_once(con)
    }
}

/// An `async fn`.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
#[derive(Debug)]
pub struct Async;

/// The connections of an `async fn`.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
#[diagnostic::on_unimplemented(
    message = "`{C}` is not an async connection, and the function is `async`",
    label = "not a `redis::aio::ConnectionLike`",
    note = "for a blocking connection, one that is `redis::ConnectionLike`, declare a `fn` without `async`",
    note = "for an async connection, declare `con: &mut impl redis::aio::ConnectionLike`; of a generic `C`, that is the bound",
    note = "a client or a pool is not a connection: get one from it, as with `client.get_multiplexed_async_connection().await?`"
)]
pub trait AwaitsOver<C: ?Sized> {
    /// [`Call::invoke_async`]
    fn invoke_async<T>(call: &Call<T>, con: &mut C) -> impl Future<Output = Result<T>>;
}

#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
#[diagnostic::do_not_recommend]
impl<C: redis::aio::ConnectionLike + ?Sized> AwaitsOver<C> for Async {
    #[inline]
    fn invoke_async<T>(call: &Call<T>, con: &mut C) -> impl Future<Output = Result<T>> {
        call.invoke_async(con)
    }
}
