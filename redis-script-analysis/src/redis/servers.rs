//! The servers whose behaviour this crate knows, and sets of them.

use std::fmt;

use crate::text::fill;

/// Who makes a server.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// Redis
    Redis,
    /// Valkey
    Valkey,
}

/// How a server is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A running one was asked.
    Asked,
    /// Its makers' documentation describes it; none was run.
    Documented,
}

/// One version of a server that was looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Server {
    /// Who makes it.
    pub product: Product,
    /// Major, minor and patch. Documentation tells minor versions apart, so the patch of a documented one is 0.
    pub version: (u8, u8, u8),
    /// How it is known.
    pub evidence: Evidence,
}

/// All known servers, Redis first, oldest first. Places in this list are places in [`Servers`].
pub const KNOWN: [Server; 14] = [
    redis(5, 0, 6),
    redis(6, 2, 5),
    redis(6, 2, 14),
    redis(7, 0, 15),
    redis(7, 2, 4),
    redis(7, 4, 1),
    redis(8, 2, 3),
    redis_documentation(8, 4),
    redis_documentation(8, 6),
    redis_documentation(8, 8),
    redis_documentation(8, 10),
    valkey(8, 1, 8),
    valkey(9, 0, 0),
    valkey(9, 1, 2),
];

const fn redis(major: u8, minor: u8, patch: u8) -> Server {
    Server {
        product: Product::Redis,
        version: (major, minor, patch),
        evidence: Evidence::Asked,
    }
}

const fn redis_documentation(major: u8, minor: u8) -> Server {
    Server {
        product: Product::Redis,
        version: (major, minor, 0),
        evidence: Evidence::Documented,
    }
}

const fn valkey(major: u8, minor: u8, patch: u8) -> Server {
    Server {
        product: Product::Valkey,
        version: (major, minor, patch),
        evidence: Evidence::Asked,
    }
}

impl Server {
    /// Its version as text: `7.0.15`, or `8.10` if only its documentation is known.
    #[must_use]
    pub fn release(self) -> String {
        let (major, minor, patch) = self.version;
        match self.evidence {
            Evidence::Asked => fill!("{major}.{minor}.{patch}", major, minor, patch),
            Evidence::Documented => fill!("{major}.{minor}", major, minor),
        }
    }

    /// The newest known one of a product.
    #[must_use]
    pub fn newest(product: Product) -> Option<Self> {
        let mut newest = None;
        for server in &KNOWN {
            if server.product == product {
                newest = Some(*server);
            }
        }
        newest
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Redis => "Redis",
            Self::Valkey => "Valkey",
        })
    }
}

/// `Redis 7.0.15` or `Redis 8.10`
impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.product, self.release())
    }
}

/// A set of the [`KNOWN`] servers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Hash)]
pub struct Servers(u32);

impl Servers {
    /// No server.
    pub const NONE: Self = Self(0);
    /// All that are known.
    pub const ALL: Self = Self((1 << KNOWN.len()) - 1);
    /// Those of which a running one was asked.
    pub const ASKED: Self = Self::known_by(Evidence::Asked);
    /// Those of which only the documentation is known.
    pub const DOCUMENTED: Self = Self::known_by(Evidence::Documented);

    /// Those of Redis 7.0 and later, and of Valkey.
    pub const CURRENT: Self = {
        let (mut rest, mut place, mut bits) = (KNOWN.as_slice(), 0, 0);
        while let [server, more @ ..] = rest {
            if server.version.0 >= 7 {
                bits |= 1 << place;
            }
            (rest, place) = (more, place + 1);
        }
        Self(bits)
    };

    const fn known_by(evidence: Evidence) -> Self {
        let (mut rest, mut place, mut bits) = (KNOWN.as_slice(), 0, 0);
        while let [server, more @ ..] = rest {
            if server.evidence as u8 == evidence as u8 {
                bits |= 1 << place;
            }
            (rest, place) = (more, place + 1);
        }
        Self(bits)
    }

    /// The newest known server of each product.
    #[must_use]
    pub fn newest() -> Self {
        Self::matching(|server| Server::newest(server.product) == Some(server))
    }

    /// What no known server has, as text: how a finding begins that newer ones may make untrue.
    #[must_use]
    pub fn none_has() -> String {
        fill!("none of the known servers (up to {}) has", Self::newest())
    }

    /// Those whose places in [`KNOWN`] are the bits of a number.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// The known servers that `accepts` takes.
    #[must_use]
    pub fn matching(accepts: impl Fn(Server) -> bool) -> Self {
        Self::all_that(&accepts)
    }

    fn all_that(accepts: &dyn Fn(Server) -> bool) -> Self {
        let mut set = 0;
        for (place, server) in KNOWN.iter().enumerate() {
            if accepts(*server) {
                set |= 1 << place;
            }
        }
        Self(set)
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Without the other's.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The servers of the set, in the order of [`KNOWN`].
    pub fn iter(self) -> impl Iterator<Item = Server> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let place = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            KNOWN.get(place).copied()
        })
    }
}

/// `Redis 6.2.14 and Valkey 8.1.8`
impl fmt::Display for Servers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.count_ones();
        for server in self.iter() {
            write!(f, "{server}")?;
            rest -= 1;
            f.write_str(match rest {
                0 => "",
                1 => " and ",
                _ => ", ",
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_name_their_servers() {
        let new = Servers::matching(|server| server.version >= (8, 0, 0));
        assert_eq!(
            new.to_string(),
            "Redis 8.2.3, Redis 8.4, Redis 8.6, Redis 8.8, Redis 8.10, Valkey 8.1.8, Valkey 9.0.0 and Valkey 9.1.2"
        );
        assert_eq!(new.or(Servers::ALL.without(new)), Servers::ALL);
        assert!(new.and(Servers::NONE).is_empty());
    }

    #[test]
    fn a_server_is_known_in_one_way() {
        assert_eq!(Servers::ASKED.or(Servers::DOCUMENTED), Servers::ALL);
        assert_eq!(
            Servers::DOCUMENTED.to_string(),
            "Redis 8.4, Redis 8.6, Redis 8.8 and Redis 8.10"
        );
        assert!(Servers::ASKED.and(Servers::DOCUMENTED).is_empty());
        assert_eq!(Servers::newest().to_string(), "Redis 8.10 and Valkey 9.1.2");
    }

    #[test]
    fn known_servers_are_in_order() {
        assert!(KNOWN.is_sorted_by_key(|server| (server.product, server.version)));
    }
}
