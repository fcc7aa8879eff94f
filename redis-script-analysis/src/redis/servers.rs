//! The servers whose behaviour this crate knows, and sets of them.

use std::fmt;

/// Who makes a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// Redis
    Redis,
    /// Valkey
    Valkey,
}

/// One version of a server that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Server {
    /// Who makes it.
    pub product: Product,
    /// Major, minor and patch.
    pub version: (u8, u8, u8),
}

/// All known servers, Redis first, oldest first. Places in this list are places in [`Servers`].
pub const KNOWN: [Server; 10] = [
    redis(5, 0, 6),
    redis(6, 2, 5),
    redis(6, 2, 14),
    redis(7, 0, 15),
    redis(7, 2, 4),
    redis(7, 4, 1),
    redis(8, 2, 3),
    valkey(8, 1, 8),
    valkey(9, 0, 0),
    valkey(9, 1, 2),
];

const fn redis(major: u8, minor: u8, patch: u8) -> Server {
    Server {
        product: Product::Redis,
        version: (major, minor, patch),
    }
}

const fn valkey(major: u8, minor: u8, patch: u8) -> Server {
    Server {
        product: Product::Valkey,
        version: (major, minor, patch),
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let product = match self.product {
            Product::Redis => "Redis",
            Product::Valkey => "Valkey",
        };
        let (major, minor, patch) = self.version;
        write!(f, "{product} {major}.{minor}.{patch}")
    }
}

/// A set of the [`KNOWN`] servers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Servers(u16);

impl Servers {
    /// No server.
    pub const NONE: Self = Self(0);
    /// All that are known.
    pub const ALL: Self = Self((1 << KNOWN.len()) - 1);

    /// Those whose places in [`KNOWN`] are the bits of a number.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// The known servers that `accepts` takes.
    #[must_use]
    pub fn matching(accepts: impl Fn(Server) -> bool) -> Self {
        let bits = KNOWN
            .iter()
            .enumerate()
            .filter(|(_, server)| accepts(**server));
        Self(bits.fold(0, |set, (place, _)| set | 1 << place))
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
        let has = move |place: &usize| self.0 & (1 << place) != 0;
        let places = (0..KNOWN.len()).filter(has);
        places.filter_map(|place| KNOWN.get(place).copied())
    }
}

/// `Redis 6.2.14 and Valkey 8.1.8`
impl fmt::Display for Servers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.iter().count();
        for (at, server) in self.iter().enumerate() {
            match at {
                0 => {}
                at if at + 1 == count => f.write_str(" and ")?,
                _ => f.write_str(", ")?,
            }
            write!(f, "{server}")?;
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
            "Redis 8.2.3, Valkey 8.1.8, Valkey 9.0.0 and Valkey 9.1.2"
        );
        assert_eq!(new.or(Servers::ALL.without(new)), Servers::ALL);
        assert!(new.and(Servers::NONE).is_empty());
    }
}
