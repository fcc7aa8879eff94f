//! What a client sends.

use redis::Value;

use redis_script_benches::Outcome;

/// A command and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request(Vec<Vec<u8>>);

impl Request {
    /// Of these parts, the first of which is the command.
    pub fn new<T: Into<Vec<u8>>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self(parts.into_iter().map(Into::into).collect())
    }

    /// As it was parsed.
    ///
    /// # Errors
    /// If it is not an array of strings.
    pub fn from_value(value: Value) -> Outcome<Self> {
        Ok(Self(redis::from_redis_value(value)?))
    }

    /// The part of that number; the command has the number 0.
    #[must_use]
    pub fn part(&self, number: usize) -> Option<&[u8]> {
        self.0.get(number).map(Vec::as_slice)
    }

    /// The name of the command, in lower case as in `INFO commandstats`.
    #[must_use]
    pub fn command(&self) -> String {
        let name = self.part(0).unwrap_or_default();
        String::from_utf8_lossy(name).to_ascii_lowercase()
    }

    /// Its first key, if it has any.
    #[must_use]
    pub fn key(&self) -> Option<&[u8]> {
        self.part(if self.is_script() { 3 } else { 1 })
    }

    /// The text or the SHA1 of the script that it runs, if it does.
    #[must_use]
    pub fn script(&self) -> Option<&[u8]> {
        self.is_script().then(|| self.part(1)).flatten()
    }

    /// Whether it runs a script.
    #[must_use]
    pub fn is_script(&self) -> bool {
        matches!(self.command().as_str(), "eval" | "evalsha")
    }

    /// The same with another command and first argument.
    #[must_use]
    pub fn renamed(&self, command: &str, first: &str) -> Self {
        let head = [command, first].map(|part| part.as_bytes().to_vec());
        Self(
            head.into_iter()
                .chain(self.0.iter().skip(2).cloned())
                .collect(),
        )
    }

    /// In RESP.
    #[must_use]
    pub fn packed(&self) -> Vec<u8> {
        let mut bytes = format!("*{}\r\n", self.0.len()).into_bytes();
        for part in &self.0 {
            bytes.extend_from_slice(format!("${}\r\n", part.len()).as_bytes());
            bytes.extend_from_slice(part);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes
    }
}
