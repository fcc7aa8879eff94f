//! The parts of a pipeline's result, and how each is read.

use redis::{FromRedisValue, Value};

use super::answer::Received;
use crate::call::Read;
use crate::error::Misfit;
use crate::{Error, Result, Script, reply};

/// A part of the result.
pub trait Slot {
    /// What [`query`](super::ScriptPipeline::query) hands back for it.
    type Reply;
    /// The same under [`each`](super::ScriptPipeline::each).
    type Each;

    #[doc(hidden)]
    fn read(&self, received: &mut Received<'_>) -> Result<Self::Reply>;

    #[doc(hidden)]
    fn read_each(&self, received: &mut Received<'_>) -> Self::Each;
}

/// One reply, of a call or another command: `T`.
pub struct One<T> {
    index: usize,
    reader: Reader<T>,
}

enum Reader<T> {
    Call(&'static Script, Read<T>),
    Command(fn(Value) -> core::result::Result<T, Misfit>),
}

/// The replies of [`calls`](super::ScriptPipeline::calls): `Vec<T>`.
pub struct Many<T> {
    slots: Vec<One<T>>,
}

/// The replies of the pipeline that was given: the `T` that its own `query` would hand back.
pub struct Given<T> {
    read: fn(Value) -> core::result::Result<T, Misfit>,
}

impl<T> One<T> {
    pub(super) fn call(index: usize, script: &'static Script, read: Read<T>) -> Self {
        let reader = Reader::Call(script, read);
        Self { index, reader }
    }
}

impl<T: FromRedisValue> One<T> {
    pub(super) fn command(index: usize) -> Self {
        let reader = Reader::Command(reply::read);
        Self { index, reader }
    }
}

impl<T> Slot for One<T> {
    type Reply = T;
    type Each = Result<T>;

    fn read(&self, received: &mut Received<'_>) -> Result<T> {
        let reply = received.take(self.index)?;
        match self.reader {
            Reader::Call(script, read) => {
                read(script, reply).map_err(|error| received.place(self.index, error))
            }
            Reader::Command(read) => read(reply).map_err(|misfit| {
                let name = received.command_name(self.index);
                received.place(self.index, Error::command_reply(name, misfit))
            }),
        }
    }

    fn read_each(&self, received: &mut Received<'_>) -> Result<T> {
        self.read(received)
    }
}

impl<T> Many<T> {
    pub(super) fn new(slots: Vec<One<T>>) -> Self {
        Self { slots }
    }
}

impl<T> Slot for Many<T> {
    type Reply = Vec<T>;
    type Each = Vec<Result<T>>;

    fn read(&self, received: &mut Received<'_>) -> Result<Vec<T>> {
        self.slots.iter().map(|slot| slot.read(received)).collect()
    }

    fn read_each(&self, received: &mut Received<'_>) -> Vec<Result<T>> {
        self.slots.iter().map(|slot| slot.read(received)).collect()
    }
}

impl<T: FromRedisValue> Given<T> {
    pub(super) fn new() -> Self {
        Self { read: reply::read }
    }
}

impl<T> Slot for Given<T> {
    type Reply = T;
    type Each = Result<T>;

    fn read(&self, received: &mut Received<'_>) -> Result<T> {
        let replies = received.take_given()?;
        (self.read)(replies).map_err(Error::given_reply)
    }

    fn read_each(&self, received: &mut Received<'_>) -> Result<T> {
        self.read(received)
    }
}

impl<T> Clone for One<T> {
    fn clone(&self) -> Self {
        Self {
            index: self.index,
            reader: match self.reader {
                Reader::Call(script, read) => Reader::Call(script, read),
                Reader::Command(read) => Reader::Command(read),
            },
        }
    }
}

impl<T> Clone for Many<T> {
    fn clone(&self) -> Self {
        Self::new(self.slots.clone())
    }
}

impl<T> Clone for Given<T> {
    fn clone(&self) -> Self {
        Self { read: self.read }
    }
}
