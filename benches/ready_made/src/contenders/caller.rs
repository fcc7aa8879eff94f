//! Calls of our own functions, in steps that the recorder sees, as the drivers in `benches/ready_made/drivers` make those of packages.

use redis::{Client, Connection};

use crate::Recorder;
use redis_script_benches::Outcome;

/// As in the drivers: what a limiter lets through in a window, which is an hour.
pub(super) const LIMIT: u32 = 100;
const SUBJECT: &str = "user00042";
/// As in the drivers: how many locks.
const LOCKS: u32 = 200;

/// A connection for calls.
pub struct Caller {
    con: Connection,
}

impl Caller {
    /// Over the recorder.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub fn connect(recorder: &Recorder) -> Outcome<Self> {
        let con = Client::open(recorder.place().url())?.get_connection()?;
        Ok(Self { con })
    }

    /// Calls before the first step, which load scripts that it does not call.
    ///
    /// # Errors
    /// If one fails.
    pub fn warm_up<T>(
        &mut self,
        calls: impl FnOnce(&mut Connection) -> redis_script::Result<T>,
    ) -> Outcome {
        calls(&mut self.con)?;
        Ok(())
    }

    /// So many calls, all of which must be granted, or refused.
    ///
    /// # Errors
    /// If one is not.
    pub fn step(
        &mut self,
        (name, granted): (&str, bool),
        count: u32,
        mut call: impl FnMut(&mut Connection, u32) -> redis_script::Result<bool>,
    ) -> Outcome {
        let said = if granted { "granted" } else { "refused" };
        let mark = format!("step {name} {said} {count}");
        redis::cmd("ECHO").arg(mark).exec(&mut self.con)?;
        for number in 0..count {
            if call(&mut self.con, number)? != granted {
                return Err(
                    format!("call {} of the step {name} was not {said}", number + 1).into(),
                );
            }
        }
        Ok(())
    }

    /// The steps of a rate limiter; `ask` says whether a request of the subject may pass.
    ///
    /// # Errors
    /// If it admits another number than it should.
    pub fn limiter(
        &mut self,
        ask: impl Fn(&mut Connection, &str) -> redis_script::Result<bool>,
    ) -> Outcome {
        ask(&mut self.con, "warm-up")?;
        self.step(("admitted", true), LIMIT, |con, _| ask(con, SUBJECT))?;
        self.step(("rejected", false), LIMIT, |con, _| ask(con, SUBJECT))
    }

    /// The first steps of a lock; `acquire` says whether a holder gets the lock of a name.
    ///
    /// # Errors
    /// If another holder gets it, or the first one does not.
    pub fn lock(
        &mut self,
        acquire: impl Fn(&mut Connection, &str, &str) -> redis_script::Result<bool>,
    ) -> Outcome {
        acquire(&mut self.con, "warm-up", "warm-up")?;
        self.step(("acquire", true), LOCKS, |con, number| {
            acquire(con, &name(number), &holder("a", number))
        })?;
        self.step(("held", false), LOCKS, |con, number| {
            acquire(con, &name(number), &holder("b", number))
        })
    }

    /// A later step of a lock; `call` says whether the first holder did what it was to do.
    ///
    /// # Errors
    /// If it did not.
    pub fn held_lock(
        &mut self,
        step: &str,
        call: impl Fn(&mut Connection, &str, &str) -> redis_script::Result<bool>,
    ) -> Outcome {
        self.step((step, true), LOCKS, |con, number| {
            call(con, &name(number), &holder("a", number))
        })
    }
}

fn name(number: u32) -> String {
    format!("lock{number}")
}

/// As long as the names that the packages make up.
fn holder(who: &str, number: u32) -> String {
    format!("{who}{number:08x}-5346-4d35-815d-49d45a8871e2")
}

/// Keys that differ.
pub(super) fn key(number: u32) -> String {
    format!("user{number:05}")
}
