//! The contract of a script without a Rust function: what its callers pass, as far as someone says it.

use super::{Contract, Param, plural};
use crate::facts::EntryTable;
use crate::header::{Described, Header};

/// How many entries of KEYS or ARGV a call passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Every call passes so many.
    pub least: usize,
    /// No call passes more than so many; `None`: there is no limit.
    pub most: Option<usize>,
}

/// What is known of the callers of a script on its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// KEYS; where it is not known, the script's header says it.
    pub keys: Option<Count>,
    /// ARGV; likewise.
    pub args: Option<Count>,
}

/// Who says what a call passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeclaredBy {
    /// The Rust function.
    #[default]
    Function,
    /// A [`Count`].
    Count,
    /// The comments at the top of the script.
    Header,
    /// Nobody: lints that compare the number have nothing to say.
    Nobody,
}

impl Counts {
    /// The contract of these callers. Its parameters have no names.
    #[must_use]
    pub fn contract(self, header: &Header) -> Contract {
        let (keys, keys_by) = declared(self.keys, header.of(EntryTable::Keys));
        let (args, args_by) = declared(self.args, header.of(EntryTable::Argv));
        let keys = keys.unwrap_or(Count::NONE);
        let args = args.unwrap_or(Count::NONE);
        Contract {
            keys: keys.into(),
            most_args: args.most,
            params: keys.params().chain(args.params()).collect(),
            keys_by,
            args_by,
            ..Contract::default()
        }
    }
}

impl Count {
    /// No entry.
    pub const NONE: Self = Self::exactly(0);

    /// Every call passes the same number.
    #[must_use]
    pub const fn exactly(count: usize) -> Self {
        Self {
            least: count,
            most: Some(count),
        }
    }

    /// So many or more.
    #[must_use]
    pub const fn at_least(least: usize) -> Self {
        Self { least, most: None }
    }

    /// Reads `2`, `2..` for two or more, `1..3` or `1..=3` for one to three.
    ///
    /// # Errors
    /// If it is none of these: what to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        let number = |digits: &str| {
            let number = digits.parse::<u16>().map(usize::from);
            number.map_err(|_| {
                "write a number such as `2`, `2..` for two or more, or `1..3` for one to three"
                    .to_owned()
            })
        };
        let Some((least, most)) = text.split_once("..") else {
            return number(text).map(Self::exactly);
        };
        let least = number(least)?;
        let most = match most {
            "" => None,
            most => Some(number(most.strip_prefix('=').unwrap_or(most))?),
        };
        match most {
            Some(most) if most < least => Err(format!(
                "no number is in the range `{text}`: the lower end comes first, `{most}..{least}`"
            )),
            most => Ok(Self { least, most }),
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
        self.least <= count && self.most.is_none_or(|most| count <= most)
    }

    /// `1 key`, `1 to 3 keys`, `1 or more keys`
    pub(crate) fn of(self, noun: &str) -> String {
        match self.most {
            Some(most) if most == self.least => plural(most, noun),
            _ => format!("{} {noun}s", self.numbers()),
        }
    }

    /// `1`, `1 to 3`, `1 or more`
    pub(crate) fn numbers(self) -> String {
        match self.most {
            Some(most) if most == self.least => most.to_string(),
            Some(most) => format!("{} to {most}", self.least),
            None => format!("{} or more", self.least),
        }
    }

    fn params(self) -> impl Iterator<Item = Param> {
        let single = std::iter::repeat_n(Param::default(), self.least);
        let slice = Param {
            slice: true,
            ..Param::default()
        };
        single.chain(self.varies().then_some(slice))
    }
}

fn declared(count: Option<Count>, header: &Described) -> (Option<Count>, DeclaredBy) {
    match (count, header.count()) {
        (Some(count), _) => (Some(count), DeclaredBy::Count),
        (None, Some(described)) => (Some(described), DeclaredBy::Header),
        (None, None) => (None, DeclaredBy::Nobody),
    }
}
