//! How many entries of KEYS or ARGV there are.

use crate::report::plural;
use crate::text::{fill, split_once};

/// How many entries of KEYS or ARGV a call passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    /// Every call passes so many.
    pub least: usize,
    /// No call passes more than so many; `None`: there is no limit.
    pub most: Option<usize>,
    /// What is passed beyond the least number, is passed in groups of so many; 1 or more.
    pub step: usize,
}

/// No call passes more.
const MOST: usize = 65_535;

impl Count {
    /// No entry.
    pub const NONE: Self = Self::exactly(0);

    /// Every call passes the same number.
    #[must_use]
    pub const fn exactly(count: usize) -> Self {
        Self::between(count, count)
    }

    /// So many or more.
    #[must_use]
    pub const fn at_least(least: usize) -> Self {
        Self {
            least,
            most: None,
            step: 1,
        }
    }

    /// From one number to another.
    #[must_use]
    pub const fn between(least: usize, most: usize) -> Self {
        Self {
            least,
            most: Some(most),
            step: 1,
        }
    }

    /// Reads `2`, `2..` for two or more, `1..3` or `1..=3` for one to three.
    ///
    /// # Errors
    /// If it is none of these: what to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((least, most)) = split_once(text, "..") else {
            return Ok(Self::exactly(number(text)?));
        };
        let least = number(least)?;
        let most = match most {
            "" => None,
            most => Some(number(most.strip_prefix('=').unwrap_or(most))?),
        };
        match most {
            Some(most) if most < least => Err(fill!(
                "no number is in the range `{text}`: the lower end comes first, `{most}..{least}`",
                text,
                most,
                least
            )),
            most => Ok(Self {
                most,
                ..Self::at_least(least)
            }),
        }
    }

    /// Whether some calls pass more than others.
    #[must_use]
    pub fn varies(self) -> bool {
        self.most != Some(self.least)
    }

    /// Whether some call may pass so many.
    #[must_use]
    pub fn allows(self, count: usize) -> bool {
        let is_below = match self.most {
            Some(most) => count <= most,
            None => true,
        };
        is_below && count >= self.least && (count - self.least).is_multiple_of(self.step)
    }

    /// The least number that some call may pass of those that are not below `known`.
    #[must_use]
    pub fn least_from(self, known: usize) -> usize {
        let more = known.saturating_sub(self.least);
        self.least
            .saturating_add(more.div_ceil(self.step.max(1)).saturating_mul(self.step))
    }

    /// `1 key`, `1 to 3 keys`, `1 or more keys`
    pub(crate) fn of(self, noun: &str) -> String {
        match self.most {
            Some(most) if most == self.least => plural(most, noun),
            _ => fill!("{} {noun}s", self.numbers(), noun),
        }
    }

    /// `1`, `1 to 3`, `1 or more`
    pub(crate) fn numbers(self) -> String {
        match self.most {
            Some(most) if most == self.least => most.to_string(),
            Some(most) if self.least + self.step == most => fill!("{} or {most}", self.least, most),
            Some(most) => fill!("{} to {most}", self.least, most),
            None if self.step > 1 => fill!("{} and groups of {}", self.least, self.step),
            None => fill!("{} or more", self.least),
        }
    }
}

fn number(digits: &str) -> Result<usize, String> {
    match digits.parse() {
        Ok(number) if number <= MOST => Ok(number),
        _ => Err(
            "write a number such as `2`, `2..` for two or more, or `1..3` for one to three".into(),
        ),
    }
}
