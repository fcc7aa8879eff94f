//! Sends by the connection's own method where its type is known.
//!
//! `redis::aio::ConnectionLike` boxes the future of each request: some 700 instructions and 1,150 bytes a call. The methods
//! of [`MultiplexedConnection`] and `ConnectionManager` return theirs as it is, but no trait has them in common. So the
//! generated code writes `Dispatch::new(con).invoke(&call)`, and the compiler's search for a method decides: [`Dispatch`] has one
//! for each of those types; for every other one it finds that of [`AnyConnection`], which is what a [`Dispatch`] dereferences to. That
//! holds for type aliases, too, of which the macro could not know what they stand for.

use core::ops::{Deref, DerefMut};

use redis::aio::{ConnectionLike, MultiplexedConnection};

use crate::call::asynchronous::invoke_by;
use crate::{Call, Result};

/// A connection of a type with an own method, perhaps.
#[derive(Debug)]
pub struct Dispatch<'a, C: ?Sized>(AnyConnection<'a, C>);

/// Whatever connection.
#[derive(Debug)]
pub struct AnyConnection<'a, C: ?Sized>(&'a mut C);

impl<'a, C: ?Sized> Dispatch<'a, C> {
    /// Over this connection.
    #[inline]
    pub const fn new(con: &'a mut C) -> Self {
        Self(AnyConnection(con))
    }
}

impl<C: ?Sized> AnyConnection<'_, C> {
    /// [`Call::invoke`]
    ///
    /// # Errors
    /// Those of [`Call::invoke`].
    #[inline]
    pub async fn invoke<T>(&mut self, call: &Call<T>) -> Result<T>
    where
        C: ConnectionLike,
    {
        call.invoke(self.0).await
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

/// Types that send by a method of the same name and meaning.
macro_rules! own_method {
    ($connection:ty) => {
        impl Dispatch<'_, $connection> {
            /// [`Call::invoke`], without a box.
            ///
            /// # Errors
            /// Those of [`Call::invoke`].
            #[inline]
            pub async fn invoke<T>(self, call: &Call<T>) -> Result<T> {
                let Self(AnyConnection(con)) = self;
                invoke_by!(send_packed_command, call, con)
            }
        }
    };
}

own_method!(MultiplexedConnection);
#[cfg(feature = "connection-manager")]
own_method!(redis::aio::ConnectionManager);
