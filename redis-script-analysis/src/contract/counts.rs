//! The contract of a script without a Rust function: what its callers pass, as far as someone says it.

use super::types::ArgType;
use super::{Contract, Param};
use crate::facts::{Count, EntryDocs, EntryTable, Header};

/// What is known of the callers of a script on its own.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    /// KEYS; where it is not known, the script's header says it.
    pub keys: Option<Count>,
    /// ARGV; likewise.
    pub args: Option<Count>,
}

/// Who says what a call passes.
#[derive(Clone, Copy, Default, PartialEq)]
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
        let mut params = Vec::new();
        add_params(keys, &mut params);
        add_params(args, &mut params);
        Contract {
            keys: keys.into(),
            most_args: args.most,
            params,
            keys_by,
            args_by,
            ..Contract::default()
        }
    }
}

fn declared(count: Option<Count>, header: &EntryDocs) -> (Option<Count>, DeclaredBy) {
    match (count, header.count()) {
        (Some(count), _) => (Some(count), DeclaredBy::Count),
        (None, Some(described)) => (Some(described), DeclaredBy::Header),
        (None, None) => (None, DeclaredBy::Nobody),
    }
}

/// So many parameters, and a slice if some calls pass more.
fn add_params(count: Count, params: &mut Vec<Param>) {
    for _ in 0..count.least {
        params.push(Param::one("", ArgType::Unknown));
    }
    if count.varies() {
        params.push(Param::slice("", Vec::new()));
    }
}
