//! Where the scripts of a crate are meant to run.

mod requirement;

pub use requirement::{Required, WrittenAs};

use super::servers::Servers;
use crate::text::Refusal;

/// The servers that scripts are checked for, and what is special about them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The servers. Never empty.
    pub servers: Servers,
    /// Whether ones are among them that are newer than the known ones, and may have what no known one has.
    pub beyond_known: bool,
    /// How they write large integers, if someone named them.
    pub large_integers: WrittenAs,
    /// Whether someone named the servers. What some of them lack is then an error, otherwise a warning.
    pub declared: bool,
    /// Whether the scripts run in a cluster. `None`: nobody said so, and the rules about keys give warnings.
    pub cluster: Option<bool>,
    /// The service whose own rules are checked besides.
    pub profile: Option<Profile>,
}

impl Default for Target {
    /// Redis and Valkey from 7.0 on, declared by nobody.
    fn default() -> Self {
        Self {
            servers: Servers::CURRENT,
            beyond_known: true,
            large_integers: WrittenAs::default(),
            declared: false,
            cluster: None,
            profile: None,
        }
    }
}

impl Target {
    /// Names the servers.
    ///
    /// # Errors
    /// If there is none among them.
    pub fn declare(&mut self, required: Required) -> Result<(), Refusal> {
        if required.servers.is_empty() {
            return Err(
                Refusal::new("no server is named").help("write one such as `\"redis >= 7.2\"`")
            );
        }
        self.servers = required.servers;
        self.beyond_known = required.beyond_known;
        self.large_integers = required.large_integers;
        self.declared = true;
        Ok(())
    }

    /// What a script's first line may set besides the flags of Redis, `#!lua flags=...`.
    #[must_use]
    pub fn flags(&self) -> &'static [&'static str] {
        match self.profile {
            Some(Profile::Upstash) => &[Profile::KEY_LOCKING],
            _ => &[],
        }
    }
}

/// A service that runs scripts by rules of its own, which `docs/configuration.md` describes with their sources.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum Profile {
    /// Dragonfly: undeclared keys are refused, unless the script's flags allow them.
    Dragonfly,
    /// Tair, and Redis of Alibaba Cloud: in a cluster, each key is written `KEYS[...]` in the call, and there is one.
    Tair,
    /// Amazon `ElastiCache` Serverless: there is a key.
    ElastiCacheServerless,
    /// Upstash: only where all keys are declared can it lock these alone.
    Upstash,
}

impl Profile {
    /// The flag by which a script asks Upstash to lock the keys of KEYS alone, and to refuse others.
    pub const KEY_LOCKING: &str = "allow-key-locking";

    /// All, in alphabetic order of their names.
    pub const ALL: [Self; 4] = [
        Self::Dragonfly,
        Self::ElastiCacheServerless,
        Self::Tair,
        Self::Upstash,
    ];

    /// As settings write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dragonfly => "dragonfly",
            Self::Tair => "tair",
            Self::ElastiCacheServerless => "elasticache-serverless",
            Self::Upstash => "upstash",
        }
    }

    /// The profile of a name.
    ///
    /// # Errors
    /// If there is none: which there are.
    pub fn named(name: &str) -> Result<Self, Refusal> {
        let mut names = Vec::new();
        for profile in &Self::ALL {
            if profile.name() == name {
                return Ok(*profile);
            }
            names.push(profile.name());
        }
        Err(Refusal::unknown("profile", name, &names).or_list(&names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_server_is_no_target() {
        let mut target = Target::default();
        assert!(target.declare(Required::default()).is_err());
        assert_eq!(target, Target::default());
        assert_eq!(target.declare(Servers::ALL.into()), Ok(()));
        assert_eq!((target.servers, target.declared), (Servers::ALL, true));
        assert!(!target.beyond_known);
    }

    #[test]
    fn the_default_is_declared_by_nobody() {
        let target = Target::default();
        assert!(!target.declared && target.beyond_known);
        assert!(target.servers.iter().all(|server| server.version.0 >= 7));
        assert!(
            Servers::ALL
                .without(target.servers)
                .iter()
                .all(|server| server.version.0 < 7)
        );
    }

    #[test]
    fn profiles_are_found_by_name() {
        for profile in Profile::ALL {
            assert_eq!(Profile::named(profile.name()), Ok(profile));
        }
        let refused = |name| Profile::named(name).map_err(|refused| refused.to_string());
        assert_eq!(
            refused("dragon-fly"),
            Err("there is no profile `dragon-fly`\n  = help: did you mean `dragonfly`?".to_owned())
        );
        assert_eq!(
            refused("x"),
            Err("there is no profile `x`\n  = help: there are `dragonfly`, `elasticache-serverless`, `tair` and `upstash`".to_owned())
        );
    }
}
