//! The commands that carry a script's source or its SHA1.

use core::borrow::Borrow;

use redis::{Arg, Cmd, ToRedisArgs};

use crate::Script;
use crate::script::{EVALSHA, EVALSHA_RO};

/// `SCRIPT LOAD <source>`
pub(crate) fn load_command(script: &Script) -> Cmd {
    let mut load = Cmd::with_capacity(3, "SCRIPTLOAD".len() + script.source().len());
    load.arg("SCRIPT").arg("LOAD").arg(script.source());
    load
}

/// `SCRIPT EXISTS <sha1> ...`
pub(crate) fn exists_command(scripts: impl IntoIterator<Item: Borrow<Script>>) -> Cmd {
    let mut exists = redis::cmd("SCRIPT");
    exists.arg("EXISTS");
    for script in scripts {
        exists.arg(script.borrow().sha1());
    }
    exists
}

/// The same call with the source instead of the SHA1.
pub(crate) fn eval_command(script: &Script, evalsha: &Cmd) -> Cmd {
    let name = if is_read_only(evalsha) {
        "EVAL_RO"
    } else {
        "EVAL"
    };
    with_head(&[name, script.source()], evalsha, 2)
}

/// The same call by EVALSHA, which every server knows.
pub(crate) fn evalsha_command(evalsha: Cmd) -> Cmd {
    if is_read_only(&evalsha) {
        with_head(&[EVALSHA], &evalsha, 1)
    } else {
        evalsha
    }
}

/// Whether the call is sent by `EVALSHA_RO`.
pub(crate) fn is_read_only(evalsha: &Cmd) -> bool {
    evalsha.args_iter().next() == Some(Arg::Simple(EVALSHA_RO.as_bytes()))
}

/// The command with other first words.
fn with_head(head: &[&str], cmd: &Cmd, replaced: usize) -> Cmd {
    let mut other = Cmd::new();
    head.write_redis_args(&mut other);
    for arg in cmd.args_iter().skip(replaced) {
        if let Arg::Simple(bytes) = arg {
            other.arg(bytes);
        }
    }
    other
}
