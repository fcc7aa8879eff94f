//! Sends by the connection's own method, if its type is known.
//!
//! `redis::aio::ConnectionLike` boxes the future of each request: about 700 instructions and 1,150 bytes per call. The methods of
//! [`MultiplexedConnection`] and `ConnectionManager` do not, but no trait has them in common. So the generated code writes
//! `Dispatch::new(con).invoke_once(&mut call)`, and method resolution decides: [`Dispatch`] has a method for each of these types. For
//! every other type the compiler finds the method of [`AnyConnection`], to which a [`Dispatch`] dereferences. This also works
//! for type aliases, which the macro cannot resolve.

use core::ops::{Deref, DerefMut};

use redis::aio::MultiplexedConnection;

use crate::call::asynchronous::invoke_by;
use crate::connection::{Async, AwaitsOver};
use crate::{Call, Result};

/// A connection whose type may have its own method for sending.
#[derive(Debug)]
pub struct Dispatch<'a, C: ?Sized>(AnyConnection<'a, C>);

/// Any connection.
#[derive(Debug)]
pub struct AnyConnection<'a, C: ?Sized>(&'a mut C);

impl<'a, C: ?Sized> Dispatch<'a, C> {
    /// Sends over this connection.
    #[inline]
    pub const fn new(con: &'a mut C) -> Self {
        Self(AnyConnection(con))
    }
}

impl<C: ?Sized> AnyConnection<'_, C> {
    /// [`Call::invoke_async`], after which the next call of the thread reuses the command.
    ///
    /// # Errors
    /// Those of [`Call::invoke_async`].
    #[inline]
    pub async fn invoke_once<T>(&mut self, call: &mut Call<T>) -> Result<T>
    where
        Async: AwaitsOver<C>,
    {
        let reply = Async::invoke_async(call, self.0).await;
        call.recycle();
        reply
    }
}

impl<'a, C: ?Sized> Deref for Dispatch<'a, C> {
    type Target = AnyConnection<'a, C>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<C: ?Sized> DerefMut for Dispatch<'_, C> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

/// For types that send by a method of the same name and meaning.
macro_rules! own_method {
    ($connection:ty) => {
        impl Dispatch<'_, $connection> {
            /// The same without a box.
            ///
            /// # Errors
            /// Those of [`Call::invoke_async`].
            #[inline]
            pub async fn invoke_once<T>(self, call: &mut Call<T>) -> Result<T> {
                let Self(AnyConnection(con)) = self;
                let reply = invoke_by!(send_packed_command, &*call, con);
                call.recycle();
                reply
            }
        }
    };
}

own_method!(MultiplexedConnection);
#[cfg(feature = "connection-manager")]
own_method!(redis::aio::ConnectionManager);
