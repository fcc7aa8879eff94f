//! How scripts are called, and whether what the analysis infers agrees.

use redis_script_analysis::contract::DeclaredBy;
use redis_script_analysis::contract::types::ArgType;
use redis_script_analysis::facts::{EntryTable, Facts};
use redis_script_analysis::{Contract, KeyCount, Param};

/// What the callers of a script pass.
#[derive(Clone, Copy, Default)]
pub(crate) struct Calls {
    pub(crate) keys: Passed,
    pub(crate) args: Passed,
}

/// How many entries of a table.
#[derive(Clone, Copy, Default)]
pub(crate) enum Passed {
    #[default]
    Unknown,
    Exactly(usize),
    AtLeast(usize),
}

/// What is inferred, beside what is passed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    Agrees,
    /// The script reads none of the last entries.
    ReadsFewer,
    /// It reads entries that are not passed.
    ReadsMore,
}

impl Passed {
    pub(crate) fn read(cell: &str) -> Self {
        let least = |rest: &str| {
            let bound = rest.strip_prefix("(>=")?.strip_suffix(')')?;
            bound.parse().ok()
        };
        match cell.strip_prefix("var") {
            Some(rest) => Self::AtLeast(least(rest).unwrap_or(0)),
            None => cell.parse().map_or(Self::Unknown, Self::Exactly),
        }
    }

    /// Callers that pass one number or another need not pass a slice.
    fn declared_by(self) -> DeclaredBy {
        match self {
            Self::AtLeast(_) => DeclaredBy::Count,
            Self::Exactly(_) | Self::Unknown => DeclaredBy::Function,
        }
    }

    fn params(self) -> Option<Vec<Param>> {
        let (single, slice) = match self {
            Self::Unknown => return None,
            Self::Exactly(count) => (count, false),
            Self::AtLeast(count) => (count, true),
        };
        let params = (0..single).map(|_| Param::one("", ArgType::Unknown));
        let slice = slice.then(|| Param::slice("", Vec::new()));
        Some(params.chain(slice).collect())
    }
}

impl Calls {
    /// The function that such a caller would declare; nothing where a number is not known.
    pub(crate) fn contract(&self) -> Contract {
        let params = self.keys.params().zip(self.args.params());
        let keys = match self.keys {
            Passed::Exactly(keys) => KeyCount::Exactly(keys),
            Passed::AtLeast(keys) => KeyCount::AtLeast(keys),
            Passed::Unknown => KeyCount::Unknown,
        };
        let Some((mut all, args)) = params else {
            return Contract {
                keys: KeyCount::Unknown,
                ..Contract::default()
            };
        };
        all.extend(args);
        for (at, param) in all.iter_mut().enumerate() {
            param.name = format!("p{at}");
        }
        Contract {
            keys,
            params: all,
            keys_by: self.keys.declared_by(),
            args_by: self.args.declared_by(),
            ..Contract::default()
        }
    }

    /// How the reads of a table agree with what is passed; `None` where that is not known.
    pub(crate) fn agreement(&self, facts: &Facts, table: EntryTable) -> Option<Agreement> {
        let passed = match table {
            EntryTable::Keys => self.keys,
            EntryTable::Argv => self.args,
        };
        let highest = usize::try_from(facts.highest(table)).unwrap_or_default();
        let (passed, more) = match passed {
            Passed::Unknown => return None,
            Passed::Exactly(count) => (count, false),
            Passed::AtLeast(count) => (count, true),
        };
        // A read of any entry, or of the count, takes all that are passed.
        let open = facts.variable_read(table).is_some();
        Some(if highest > passed && !more {
            Agreement::ReadsMore
        } else if highest < passed && !open || more && !open && highest <= passed {
            Agreement::ReadsFewer
        } else {
            Agreement::Agrees
        })
    }
}
