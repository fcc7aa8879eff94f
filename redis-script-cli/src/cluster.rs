//! Whether a script is safe in a cluster, and why.

use redis_script_analysis::facts::{EntryTable, KeyOrigin, KeyUse};

use crate::script::Script;

/// Whether all keys of each call are on one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Safety {
    /// Always.
    Safe,
    /// If the caller gives the keys one hash tag.
    IfTagged,
    /// Not always, whatever the caller does.
    Unsafe,
    /// What it does is not known.
    Unknown,
}

impl Safety {
    /// As JSON has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::IfTagged => "if tagged",
            Self::Unsafe => "unsafe",
            Self::Unknown => "unknown",
        }
    }
}

/// The verdict about a script, with the reason.
pub(crate) fn verdict(script: &Script) -> (Safety, String) {
    let facts = &script.analysis.facts;
    if facts.flag("no-cluster").is_some() {
        return (
            Safety::Unsafe,
            "its flag `no-cluster` forbids it".to_owned(),
        );
    }
    let uses = facts.key_uses();
    let first = |origins: &[KeyOrigin]| uses.iter().find(|used| origins.contains(&used.origin));
    let undeclared = [
        KeyOrigin::Hardcoded,
        KeyOrigin::Argument,
        KeyOrigin::Reply,
        KeyOrigin::Pattern,
    ];
    if let Some(used) = first(&undeclared) {
        return (Safety::Unsafe, place(script, used, "is not in KEYS"));
    }
    let mut calls = facts.commands.iter();
    if let Some(call) = calls.find(|call| call.keys().is_none_or(|keys| !keys.complete)) {
        let line = script.source.place(call.span.start).line;
        let why = format!("the keys of the call in line {line} are not known");
        return (Safety::Unknown, why);
    }
    if let Some(used) = first(&[KeyOrigin::Unknown]) {
        let why = place(script, used, "may be any key");
        return (Safety::Unknown, why);
    }
    if let Some(used) = first(&[KeyOrigin::Built]) {
        let what = "is in the slot of the declared key only if that has a hash tag";
        return (Safety::IfTagged, place(script, used, what));
    }
    let keys = script.entries(EntryTable::Keys);
    if keys.variadic || keys.count > 1 {
        let why = "all KEYS of a call must have one hash tag, or be one key";
        return (Safety::IfTagged, why.to_owned());
    }
    if let Some(used) = first(&[KeyOrigin::Tagged]) {
        let what = "has the declared key as its hash tag, which must have no braces of its own";
        return (Safety::Safe, place(script, used, what));
    }
    let why = if uses.is_empty() {
        "it touches no keys"
    } else {
        "it touches only the key in KEYS"
    };
    (Safety::Safe, why.to_owned())
}

fn place(script: &Script, used: &KeyUse, what: &str) -> String {
    let span = used.operand.span;
    let line = script.source.place(span.start).line;
    format!("`{}` in line {line} {what}", script.source.slice(span))
}

/// `safe: it touches only the key in KEYS`
pub(crate) fn shown(script: &Script) -> String {
    let (safety, why) = verdict(script);
    let safety = match safety {
        Safety::Safe => "safe",
        Safety::IfTagged => "safe if the caller tags",
        Safety::Unsafe => "not safe",
        Safety::Unknown => "not known",
    };
    format!("{safety}: {why}")
}
