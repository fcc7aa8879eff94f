//! Calls, and what the server's own statistics say of them.

use redis::{Connection, Value};

use super::fill::fill;
use super::{SizeFigures, bound};
use crate::run::command_stats::CommandStats;
use crate::run::server::Server;
use crate::run::trial::ReadyCall;

/// The figures of each size.
///
/// # Errors
/// If the server refuses something, or the script raises an error.
pub(super) fn all(
    server: &mut Server,
    ready: &ReadyCall,
    sizes: &[u32],
    calls: u32,
) -> Result<Vec<SizeFigures>, String> {
    let con = &mut server.control;
    let prepared = prepare(con, &ready.subject.sent.text);
    prepared.map_err(|error| format!("cannot prepare the server: {error}"))?;
    let figures = sizes
        .iter()
        .map(|elements| of_size(con, ready, *elements, calls));
    figures.collect()
}

/// A private server tells and logs much, which takes time.
fn prepare(con: &mut Connection, text: &str) -> redis::RedisResult<()> {
    for (name, value) in [("slowlog-log-slower-than", "-1"), ("loglevel", "notice")] {
        let mut set = redis::cmd("CONFIG");
        set.arg("SET").arg(name).arg(value).exec(con)?;
    }
    redis::cmd("SCRIPT").arg("LOAD").arg(text).exec(con)
}

fn of_size(
    con: &mut Connection,
    ready: &ReadyCall,
    elements: u32,
    calls: u32,
) -> Result<SizeFigures, String> {
    let mut times = Vec::new();
    let mut commands = 0;
    for _ in 0..calls {
        fill(con, ready, elements)?;
        let (count, micros) = one(con, ready)
            .map_err(|error| format!("a call fails with {elements} elements: {error}"))?;
        commands = count.max(commands);
        times.push(micros);
    }
    times.sort_unstable();
    Ok(SizeFigures {
        elements,
        commands,
        bound: bound(ready, elements),
        microseconds: median(&times),
        slowest: times.last().copied().unwrap_or_default(),
    })
}

/// The commands of one call, and its time on the server.
fn one(con: &mut Connection, ready: &ReadyCall) -> redis::RedisResult<(u64, u64)> {
    let mut call = redis::cmd("EVALSHA");
    call.arg(&ready.subject.sent.sha1)
        .arg(ready.entries.keys.len())
        .arg(&ready.entries.keys)
        .arg(&ready.entries.args);
    redis::cmd("CONFIG").arg("RESETSTAT").exec(con)?;
    let _: Value = call.query(con)?;
    let stats = CommandStats::read(con);
    let (_, micros) = stats.of("evalsha");
    Ok((stats.calls_beside(&["evalsha", "config"]), micros))
}

#[expect(clippy::cast_precision_loss, reason = "a number of microseconds")]
fn median(sorted: &[u64]) -> f64 {
    let middle = sorted.len() / 2;
    let at = |at: usize| sorted.get(at).copied().unwrap_or_default() as f64;
    if sorted.len() % 2 == 1 {
        at(middle)
    } else {
        f64::midpoint(at(middle.saturating_sub(1)), at(middle))
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    #[expect(clippy::float_cmp, reason = "halves are exact")]
    fn the_median_is_between_the_two_in_the_middle() {
        assert_eq!(median(&[1, 2, 9]), 2.0);
        assert_eq!(median(&[1, 2, 5, 9]), 3.5);
    }
}
