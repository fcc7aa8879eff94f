//! How long the commands of a run took, by the slow log of the private server, which has all of them.

use redis::{Connection, RedisResult, Value};

use super::trace::SlowCommand;

/// Forgets what is in it.
pub(crate) fn reset(con: &mut Connection) -> RedisResult<()> {
    redis::cmd("SLOWLOG").arg("RESET").exec(con)
}

/// The commands between `SCRIPT DEBUG` and the end of the `EVAL`, in their order.
pub(crate) fn of_script(con: &mut Connection) -> RedisResult<Vec<SlowCommand>> {
    const ALL: u32 = 1_000_000;
    let entries: Vec<Value> = redis::cmd("SLOWLOG").arg("GET").arg(ALL).query(con)?;
    // The latest is the first.
    let mut commands: Vec<SlowCommand> = entries.iter().rev().filter_map(entry).collect();
    let is =
        |name: &'static [u8]| move |command: &SlowCommand| command.name.eq_ignore_ascii_case(name);
    commands.truncate(commands.iter().rposition(is(b"EVAL")).unwrap_or(0));
    let before = commands
        .iter()
        .rposition(is(b"SCRIPT"))
        .map_or(0, |at| at + 1);
    Ok(commands.split_off(before))
}

/// The number of the entry, the time, the duration, the command.
fn entry(entry: &Value) -> Option<SlowCommand> {
    let Value::Array(parts) = entry else {
        return None;
    };
    let [_, _, Value::Int(micros), Value::Array(command), ..] = parts.as_slice() else {
        return None;
    };
    let Some(Value::BulkString(name)) = command.first() else {
        return None;
    };
    Some(SlowCommand {
        name: name.clone(),
        micros: u64::try_from(*micros).ok()?,
    })
}
