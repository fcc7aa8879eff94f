//! Where the script runs, and how bad it is that some servers refuse what it does.

use std::cell::Cell;

use super::Context;
use crate::redis::servers::Servers;
use crate::redis::target::{Profile, Target, WrittenAs};
use crate::report::diagnostic::Severity;
use crate::text::is_misspelled;

/// The target, and whether a lint asked which servers are meant: what one finds that did not ask holds for all servers.
pub(super) struct Targeted<'a> {
    target: &'a Target,
    asked: Cell<bool>,
}

impl<'a> Targeted<'a> {
    pub(super) fn new(target: &'a Target) -> Self {
        Self {
            target,
            asked: Cell::new(false),
        }
    }
}

impl Context<'_> {
    /// The targeted servers.
    pub(crate) fn servers(&self) -> Servers {
        self.target.asked.set(true);
        self.target.target.servers
    }

    /// Whether what is done asks for the targeted servers, so that it may have another outcome for others.
    pub(crate) fn asks_for_servers(&self, work: impl FnOnce()) -> bool {
        self.target.asked.set(false);
        work();
        self.target.asked.get()
    }

    /// How the targeted servers write large integers, if someone named them.
    pub(crate) fn large_integers(&self) -> WrittenAs {
        self.target.asked.set(true);
        self.target.target.large_integers
    }

    /// Whether someone named the servers.
    pub(crate) fn is_declared(&self) -> bool {
        self.target.target.declared
    }

    /// Whether the script runs in a cluster, if someone said so.
    pub(crate) fn cluster(&self) -> Option<bool> {
        self.target.target.cluster
    }

    /// The service whose own rules hold.
    pub(crate) fn profile(&self) -> Option<Profile> {
        self.target.target.profile
    }

    /// How bad it is that some servers refuse what the script does, as names and numbers of arguments alone decide; `None`
    /// if none of them is a target.
    ///
    /// It is an error where all targets do, or where somebody named the targets.
    pub(crate) fn severity_on(&self, servers: Servers) -> Option<Severity> {
        // Whichever servers are targets.
        if servers.is_empty() {
            return None;
        }
        if servers == Servers::ALL {
            return Some(Severity::Error);
        }
        let targets = self.servers();
        let refusing = targets.and(servers);
        if refusing.is_empty() {
            None
        } else if self.is_declared() || refusing == targets {
            Some(Severity::Error)
        } else {
            Some(Severity::Warning)
        }
    }

    /// The same where documentation proves nothing, since it leaves things out: what a command does and which arguments
    /// it takes. An error needs a target that was asked and refuses; `lacking` ones do not have the command.
    pub(crate) fn severity_by_asked(
        &self,
        refusing: Servers,
        lacking: Servers,
    ) -> Option<Severity> {
        self.severity_on(refusing)?;
        let asked = self.servers().and(refusing).and(Servers::ASKED);
        if asked.is_empty() {
            return Some(Severity::Warning);
        }
        self.severity_on(refusing.or(lacking))
    }

    /// How bad a name is that no known server has. Where newer servers are meant, one of them may have it, unless it is
    /// one edit away from a known name, and so misspelled.
    pub(crate) fn severity_of_unknown(&self, name: &str, known: &[&str]) -> Severity {
        let certain = !self.target.target.beyond_known || is_misspelled(name, known);
        if certain {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// The targets among some servers, as text.
    pub(crate) fn targets_among(&self, servers: Servers) -> String {
        let targets = self.servers();
        match targets.and(servers) {
            all if all == targets => "all targeted servers".to_owned(),
            some => some.to_string(),
        }
    }
}
