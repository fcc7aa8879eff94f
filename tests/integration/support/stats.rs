//! What servers count of their commands.

/// A field of a command's line in `INFO commandstats`, as `calls`; `None` if the command was never called, or the server
/// counts no such thing.
pub(crate) fn command_stat(stats: &str, command: &str, field: &str) -> Option<u64> {
    let start = format!("cmdstat_{command}:");
    let mut lines = stats.lines();
    let fields = lines.find_map(|line| line.strip_prefix(&start))?;
    let mut fields = fields.split(',').filter_map(|pair| pair.split_once('='));
    let (_, count) = fields.find(|(name, _)| *name == field)?;
    Some(count.parse().expect("a count"))
}
