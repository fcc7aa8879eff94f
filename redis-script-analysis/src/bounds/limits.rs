//! What a script may cost, as a project limits it.

/// What a script may cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// How many commands a call issues at most.
    pub commands: Option<u64>,
    /// Whether nothing may depend on how much the keys hold, but by its logarithm.
    pub bounded_data: Option<bool>,
    /// How many elements a call passes in a slice at most.
    pub entries: Option<u64>,
}

impl Limits {
    /// These, and where they say nothing, others.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            commands: self.commands.or(other.commands),
            bounded_data: self.bounded_data.or(other.bounded_data),
            entries: self.entries.or(other.entries),
        }
    }
}
