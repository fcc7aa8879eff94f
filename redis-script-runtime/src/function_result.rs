//! From the result of a call to that of the user's function.
//!
//! The function's error may convert from [`Error`] or from [`RedisError`], so that a crate which has the one needs no other
//! conversion. No trait can say "the one or the other". So the generated code writes
//! `FunctionResult::<Result<T, E>>::new().of_call(reply)`, and method resolution decides: [`FunctionResult`] has the method if
//! `E: From<Error>`. Otherwise the compiler finds that of [`ByRedisError`], to which a [`FunctionResult`] dereferences, if
//! `E: From<RedisError>`, and otherwise that of [`Unconverted`], whose bound tells in the compiler's error what to do.

#![allow(
    clippy::unused_self,
    clippy::needless_pass_by_value,
    reason = "the methods must have one shape for method resolution to choose between them"
)]

use core::marker::PhantomData;
use core::ops::Deref;

use redis::RedisError;

use crate::{Error, Result};

/// The two types in a function's return type.
#[diagnostic::on_unimplemented(
    message = "a script function returns a `Result<T, E>`, not `{Self}`",
    label = "not a `Result`",
    note = "write `redis_script::Result<T>`, `redis::RedisResult<T>` or any `Result<T, E>` whose `E` converts from `redis_script::Error` or `redis::RedisError`"
)]
pub trait ReturnType {
    /// What the reply is converted to.
    type Value;
    /// What an [`Error`] is converted to.
    type Error;
}

impl<T, E> ReturnType for core::result::Result<T, E> {
    type Value = T;
    type Error = E;
}

/// A return type whose error may convert from [`Error`].
#[derive(Debug)]
pub struct FunctionResult<R>(ByRedisError<R>);

/// A return type whose error may convert from [`RedisError`].
#[derive(Debug)]
pub struct ByRedisError<R>(Unconverted<R>);

/// A return type whose error converts from neither.
#[derive(Debug)]
pub struct Unconverted<R>(NoResult<R>);

/// A return type that is not a `Result`.
#[derive(Debug)]
pub struct NoResult<R>(PhantomData<fn() -> R>);

impl<R> FunctionResult<R> {
    /// Of this return type.
    #[inline]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "only generated code makes it")]
    pub const fn new() -> Self {
        Self(ByRedisError(Unconverted(NoResult(PhantomData))))
    }
}

impl<T, E: From<Error>> FunctionResult<core::result::Result<T, E>> {
    /// The function's result.
    ///
    /// # Errors
    /// The call's.
    #[inline]
    pub fn of_call(&self, reply: Result<T>) -> core::result::Result<T, E> {
        reply.map_err(E::from)
    }
}

impl<T, E: From<RedisError>> ByRedisError<core::result::Result<T, E>> {
    /// The function's result.
    ///
    /// # Errors
    /// The call's.
    #[inline]
    pub fn of_call(&self, reply: Result<T>) -> core::result::Result<T, E> {
        reply.map_err(|error| RedisError::from(error).into())
    }
}

impl<T, E> Unconverted<core::result::Result<T, E>> {
    /// Does not compile.
    ///
    /// # Errors
    /// The call's.
    pub fn of_call(&self, reply: Result<T>) -> core::result::Result<T, E>
    where
        Error: ConvertsTo<E>,
    {
        reply.map_err(ConvertsTo::convert)
    }
}

impl<R> NoResult<R> {
    /// Never runs: the compiler has reported that the type is not a [`ReturnType`].
    pub fn of_call<T>(&self, reply: Result<T>) -> R {
        match reply {
            Ok(_) | Err(_) => unreachable!("only a `Result` can be returned"),
        }
    }
}

impl<R> Deref for FunctionResult<R> {
    type Target = ByRedisError<R>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<R> Deref for ByRedisError<R> {
    type Target = Unconverted<R>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<R> Deref for Unconverted<R> {
    type Target = NoResult<R>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// What is missing for an error that converts from neither. Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "the error of a script does not convert to `{E}`",
    label = "`{E}` has neither `From<redis_script::Error>` nor `From<redis::RedisError>`",
    note = "implement one of them for `{E}`, or return `redis_script::Result<T>`"
)]
pub trait ConvertsTo<E> {
    /// The function's error.
    fn convert(self) -> E;
}
