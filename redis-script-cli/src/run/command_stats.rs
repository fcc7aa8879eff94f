//! How long commands took, by the server's own statistics: for servers whose slow log is not ours.

use std::collections::HashMap;

use redis::Connection;

use super::trace::{Args, CommandTime, TracedCommand};

/// Calls and microseconds of each command so far.
pub(crate) struct CommandStats(HashMap<String, (u64, u64)>);

impl CommandStats {
    /// Those of now; empty if the server does not tell them.
    pub(crate) fn read(con: &mut Connection) -> Self {
        let info: String = redis::cmd("INFO")
            .arg("commandstats")
            .query(con)
            .unwrap_or_default();
        Self(info.lines().filter_map(command).collect())
    }

    /// Calls and microseconds of one command.
    pub(crate) fn of(&self, name: &str) -> (u64, u64) {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// Calls of all commands but these, which may be containers.
    pub(crate) fn calls_beside(&self, names: &[&str]) -> u64 {
        let is_other = |name: &str| {
            let container = name.split('|').next().unwrap_or_default();
            !names.contains(&container)
        };
        let others = self.0.iter().filter(|(name, _)| is_other(name));
        others.map(|(_, (calls, _))| calls).sum()
    }

    /// Sets the time of each command that ran once, and that nobody else called meanwhile.
    pub(crate) fn add_times(&self, after: &Self, commands: &mut [TracedCommand]) {
        let mut calls: HashMap<String, Vec<&mut TracedCommand>> = HashMap::new();
        for command in commands.iter_mut().filter(|command| command.time.is_some()) {
            calls
                .entry(after.name(&command.args))
                .or_default()
                .push(command);
        }
        for (name, calls) in calls {
            let (count, micros) = self.0.get(&name).copied().unwrap_or_default();
            let (new_count, new_micros) = after.0.get(&name).copied().unwrap_or_default();
            if let Ok([command]) = <[_; 1]>::try_from(calls)
                && new_count == count + 1
            {
                command.time = Some(CommandTime::Exact(new_micros.saturating_sub(micros)));
            }
        }
    }

    /// `get`, `xgroup|create`
    fn name(&self, args: &Args) -> String {
        let (name, sub) = args.names();
        let name = name.to_lowercase();
        let whole = format!("{name}|{}", sub.to_lowercase());
        if self.0.contains_key(&whole) {
            whole
        } else {
            name
        }
    }
}

/// `cmdstat_get:calls=2,usec=11,usec_per_call=5.50,...`
fn command(line: &str) -> Option<(String, (u64, u64))> {
    let (name, figures) = line.strip_prefix("cmdstat_")?.split_once(':')?;
    let figure = |name: &str| {
        let mut figures = figures
            .split(',')
            .filter_map(|figure| figure.split_once('='));
        figures.find(|(figure, _)| *figure == name)?.1.parse().ok()
    };
    Some((name.to_owned(), (figure("calls")?, figure("usec")?)))
}
