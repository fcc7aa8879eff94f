//! What the server counts of commands.

use std::collections::BTreeMap;

use redis::Connection;

use redis_script_benches::Outcome;

/// What a server counted since it started, or between two times: `INFO commandstats`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandStats(BTreeMap<String, Count>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    calls: u64,
    usec: u64,
}

impl CommandStats {
    /// What it has counted so far.
    ///
    /// # Errors
    /// If it cannot be asked, or says something else.
    pub fn of(con: &mut Connection) -> Outcome<Self> {
        let text: String = redis::cmd("INFO").arg("commandstats").query(con)?;
        Self::parse(&text)
    }

    /// Lines such as `cmdstat_get:calls=4,usec=3,usec_per_call=0.75`.
    ///
    /// # Errors
    /// If a line does not say how many calls, and how long they took.
    pub fn parse(text: &str) -> Outcome<Self> {
        let lines = text
            .lines()
            .filter_map(|line| line.strip_prefix("cmdstat_"));
        let counts = lines.map(|line| {
            let (name, fields) = line.split_once(':').ok_or_else(|| unreadable(line))?;
            let field = |name: &str| {
                let mut fields = fields.split(',').filter_map(|field| field.split_once('='));
                let (_, value) = fields.find(|(field, _)| *field == name)?;
                value.parse().ok()
            };
            match (field("calls"), field("usec")) {
                (Some(calls), Some(usec)) => Ok((name.to_owned(), Count { calls, usec })),
                _ => Err(unreadable(line).into()),
            }
        });
        counts.collect::<Outcome<_>>().map(Self)
    }

    /// What was counted since `earlier`.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let counts = self.0.iter().map(|(name, count)| {
            let before = earlier.0.get(name).copied().unwrap_or_default();
            let count = Count {
                calls: count.calls.saturating_sub(before.calls),
                usec: count.usec.saturating_sub(before.usec),
            };
            (name.clone(), count)
        });
        Self(counts.filter(|(_, count)| count.calls > 0).collect())
    }

    /// How often the command was called.
    #[must_use]
    pub fn calls(&self, command: &str) -> u64 {
        self.0.get(command).map_or(0, |count| count.calls)
    }

    /// How often any command was called that is not one of these.
    #[must_use]
    pub fn calls_except(&self, commands: &[&str]) -> u64 {
        let others = self
            .0
            .iter()
            .filter(|(name, _)| !commands.contains(&name.as_str()));
        others.map(|(_, count)| count.calls).sum()
    }

    /// Microseconds of all calls of the command.
    #[must_use]
    pub fn usec(&self, command: &str) -> u64 {
        self.0.get(command).map_or(0, |count| count.usec)
    }
}

fn unreadable(line: &str) -> String {
    format!("cannot read `cmdstat_{line}`")
}
