//! The parts of a pipeline's result, and how each is read.

use redis::{FromRedisValue, Value};

use super::answer::Received;
use super::sealed::Sealed;
use crate::call::ConvertReply;
use crate::error::ConversionError;
use crate::{Error, Result, Script, reply};

/// A part of the result.
pub trait Part: Sealed {
    /// What [`query`](crate::ScriptPipeline::query) returns for it.
    type Reply;
    /// The same under [`each`](crate::ScriptPipeline::each).
    type Each;

    #[doc(hidden)]
    fn read(&self, received: &mut Received<'_>) -> Result<Self::Reply>;

    #[doc(hidden)]
    fn read_each(&self, received: &mut Received<'_>) -> Self::Each;
}

/// The reply of a call or another command: `T`.
pub struct Single<T> {
    index: usize,
    reader: ReplyReader<T>,
}

enum ReplyReader<T> {
    Call(&'static Script, ConvertReply<T>),
    Command(fn(Value) -> core::result::Result<T, ConversionError>),
}

/// The replies of [`calls`](crate::ScriptPipeline::calls): `Vec<T>`.
pub struct Repeated<T> {
    parts: Vec<Single<T>>,
}

/// The replies of the initial commands: the `T` that the `query` of their own pipeline would return.
pub struct Initial<T> {
    read: fn(Value) -> core::result::Result<T, ConversionError>,
}

impl<T> Sealed for Single<T> {}

impl<T> Sealed for Repeated<T> {}

impl<T> Sealed for Initial<T> {}

impl<T> Single<T> {
    pub(super) fn call(index: usize, script: &'static Script, read: ConvertReply<T>) -> Self {
        let reader = ReplyReader::Call(script, read);
        Self { index, reader }
    }
}

impl<T: FromRedisValue> Single<T> {
    pub(super) fn command(index: usize) -> Self {
        let reader = ReplyReader::Command(reply::read);
        Self { index, reader }
    }
}

impl<T> Part for Single<T> {
    type Reply = T;
    type Each = Result<T>;

    fn read(&self, received: &mut Received<'_>) -> Result<T> {
        let reply = received.take(self.index)?;
        match self.reader {
            ReplyReader::Call(script, read) => {
                read(script, reply).map_err(|error| received.at(self.index, error))
            }
            ReplyReader::Command(read) => read(reply).map_err(|error| {
                let name = received.command_name(self.index);
                received.at(self.index, Error::command_reply(name, error))
            }),
        }
    }

    fn read_each(&self, received: &mut Received<'_>) -> Result<T> {
        self.read(received)
    }
}

impl<T> Repeated<T> {
    pub(super) fn new(parts: Vec<Single<T>>) -> Self {
        Self { parts }
    }
}

impl<T> Part for Repeated<T> {
    type Reply = Vec<T>;
    type Each = Vec<Result<T>>;

    fn read(&self, received: &mut Received<'_>) -> Result<Vec<T>> {
        self.parts.iter().map(|part| part.read(received)).collect()
    }

    fn read_each(&self, received: &mut Received<'_>) -> Vec<Result<T>> {
        self.parts.iter().map(|part| part.read(received)).collect()
    }
}

impl<T: FromRedisValue> Initial<T> {
    pub(super) fn new() -> Self {
        Self { read: reply::read }
    }
}

impl<T> Part for Initial<T> {
    type Reply = T;
    type Each = Result<T>;

    fn read(&self, received: &mut Received<'_>) -> Result<T> {
        let replies = received.take_initial()?;
        (self.read)(replies).map_err(Error::initial_reply)
    }

    fn read_each(&self, received: &mut Received<'_>) -> Result<T> {
        self.read(received)
    }
}

impl<T> Clone for Single<T> {
    fn clone(&self) -> Self {
        Self {
            index: self.index,
            reader: match self.reader {
                ReplyReader::Call(script, read) => ReplyReader::Call(script, read),
                ReplyReader::Command(read) => ReplyReader::Command(read),
            },
        }
    }
}

impl<T> Clone for Repeated<T> {
    fn clone(&self) -> Self {
        Self::new(self.parts.clone())
    }
}

impl<T> Clone for Initial<T> {
    fn clone(&self) -> Self {
        Self { read: self.read }
    }
}
