//! Values that change only if they are as expected.

use redis::{Connection, Value, cmd};
use redis_script::scripts::Expiry;
use redis_script::scripts::compare_and_set::{
    Version, VersionSwap, compare_and_set, compare_and_set_version, create_if_absent,
    delete_if_equal,
};

use super::caller::key;
use super::{Caller, Contender, Family, Kind};
use redis_script_benches::Outcome;

pub(super) const FAMILY: Family = Family {
    name: "compare_and_set",
    about: "\
Values of 100 keys that are created (*create*), which fails the second time (*exists*), changed from what they are (*swap*), which
fails the second time (*other*), and deleted if they are what they became (*delete*). No package that was looked at has such scripts.
",
    kinds: &[
        Kind {
            title: "By value",
            contenders: &[
                Contender::ours(
                    "create_if_absent, compare_and_set, delete_if_equal",
                    value_calls,
                    is_one,
                ),
                Contender::ours("without a script: SET NX, then SET", plain_calls, is_done),
            ],
        },
        Kind {
            title: "By version",
            contenders: &[Contender::ours(
                "compare_and_set_version, one field",
                version_calls,
                is_version,
            )],
        },
    ],
};

const KEYS: u32 = 100;

fn value_calls(caller: &mut Caller) -> Outcome {
    caller.warm_up(|con| {
        create_if_absent(con, "warm-up", "0", None)?;
        compare_and_set(con, "warm-up", "0", "1", Expiry::Keep)?;
        delete_if_equal(con, "warm-up", "1")
    })?;
    let create = |con: &mut Connection, number| {
        Ok(create_if_absent(con, key(number), "old", None)?.is_done())
    };
    caller.step(("create", true), KEYS, create)?;
    caller.step(("exists", false), KEYS, create)?;
    let swap = |con: &mut Connection, number| {
        Ok(compare_and_set(con, key(number), "old", "new", Expiry::Keep)?.is_done())
    };
    caller.step(("swap", true), KEYS, swap)?;
    caller.step(("other", false), KEYS, swap)?;
    caller.step(("delete", true), KEYS, |con, number| {
        Ok(delete_if_equal(con, key(number), "new")?.is_done())
    })
}

fn plain_calls(caller: &mut Caller) -> Outcome {
    let create = |con: &mut Connection, number| {
        Ok(cmd("SET")
            .arg(key(number))
            .arg("old")
            .arg("NX")
            .query(con)?)
    };
    caller.step(("create", true), KEYS, create)?;
    caller.step(("exists", false), KEYS, create)?;
    caller.step(("swap", true), KEYS, |con, number| {
        Ok(cmd("SET").arg(key(number)).arg("new").query(con)?)
    })
}

fn version_calls(caller: &mut Caller) -> Outcome {
    let write = |con: &mut Connection, name: &str, version: u64| {
        let fields = [("text", "hello")];
        let version = Version::new(version)?;
        let said = compare_and_set_version(con, name, version, &fields, Expiry::Keep)?;
        Ok(matches!(said, VersionSwap::Done(_)))
    };
    caller.warm_up(|con| write(con, "warm-up", 0))?;
    caller.step(("swap", true), KEYS, |con, number| {
        write(con, "user00042", number.into())
    })?;
    caller.step(("other", false), KEYS, |con, number| {
        write(con, "user00042", number.into())
    })
}

fn is_one(reply: &Value) -> bool {
    *reply == Value::Int(1)
}

fn is_done(reply: &Value) -> bool {
    *reply == Value::Okay
}

/// Otherwise the version is in a list, with the fields.
fn is_version(reply: &Value) -> bool {
    matches!(reply, Value::Int(_))
}
