//! `redis >= 7.2, < 8`: a product and comparisons, read as semver users expect.

use std::fmt;

use crate::redis::servers::{Evidence, KNOWN, Product, Server, Servers};
use crate::text::{Refusal, fill, nearest};

/// Major, minor and patch.
type Version = (u32, u32, u32);

/// Later than all versions.
const END: Version = (u32::MAX, 0, 0);

/// The servers that requirements ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Required {
    /// The known ones among them.
    pub servers: Servers,
    /// Whether ones are among them that are newer than the newest known one of their product.
    pub beyond_known: bool,
    /// How they write large integers.
    pub large_integers: WrittenAs,
}

/// How servers write a number of Lua with eight zeros or more at its end as an argument: Redis 7.2.0 to 7.2.4 write `1e+8`, which
/// commands do not take for an integer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WrittenAs {
    /// Some write an exponent.
    pub exponent: bool,
    /// Some write all digits.
    pub digits: bool,
}

impl WrittenAs {
    const fn or(self, other: Self) -> Self {
        Self {
            exponent: self.exponent || other.exponent,
            digits: self.digits || other.digits,
        }
    }
}

impl Required {
    /// What a requirement such as `redis >= 7.2` or `valkey >= 8.0, < 9` asks for: a product, and comparisons by `=`, `>`,
    /// `>=`, `<`, `<=`, `^` and `~` with versions that may leave out patch and minor. For versions that are newer than all
    /// known ones stands the newest known one.
    ///
    /// # Errors
    /// If it is not written like that, or neither a known server nor a newer one meets it.
    pub fn by(requirement: &str) -> Result<Self, Refusal> {
        required(requirement.trim())
    }

    /// What both ask for.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            servers: self.servers.or(other.servers),
            beyond_known: self.beyond_known || other.beyond_known,
            large_integers: self.large_integers.or(other.large_integers),
        }
    }
}

/// The last version that writes exponents.
const WRITING_EXPONENTS: Server = Server {
    product: Product::Redis,
    version: (7, 2, 4),
    evidence: Evidence::Asked,
};

/// Known servers, and no others.
impl From<Servers> for Required {
    fn from(servers: Servers) -> Self {
        let exponent = Servers::matching(|server| server == WRITING_EXPONENTS);
        Self {
            servers,
            beyond_known: false,
            large_integers: WrittenAs {
                exponent: servers.and(exponent) == exponent,
                digits: !servers.without(exponent).is_empty(),
            },
        }
    }
}

fn required(text: &str) -> Result<Required, Refusal> {
    let ends: fn(char) -> bool = |c| !c.is_ascii_alphabetic() && c != '-' && c != '_';
    let end = text.find(ends);
    let (name, comparisons) = text.split_at(end.unwrap_or(text.len()));
    let product = product(name, text)?;
    let range = range(comparisons, name)?;
    let newer = Range::newer_than_known(product);
    let beyond_known = range.overlaps(&newer);
    let mut servers = Servers::matching(|server| {
        server.product == product && range.overlaps(&Range::stood_for_by(server))
    });
    if beyond_known && servers.is_empty() {
        let newest = Server::newest(product);
        servers = Servers::matching(|server| Some(server) == newest);
    }
    if servers.is_empty() {
        let known = Servers::matching(|server| server.product == product);
        return Err(Refusal::new(fill!("no known server meets `{text}`", text))
            .help(fill!("the known ones are {known}", known)));
    }
    let exponents = Range {
        from: (7, 2, 0),
        to: (7, 2, 5),
    };
    Ok(Required {
        servers,
        beyond_known,
        large_integers: WrittenAs {
            exponent: product == Product::Redis && range.overlaps(&exponents),
            digits: product != Product::Redis || range.and(exponents) != range,
        },
    })
}

fn product(name: &str, text: &str) -> Result<Product, Refusal> {
    match name {
        "redis" => return Ok(Product::Redis),
        "valkey" => return Ok(Product::Valkey),
        _ => {}
    }
    let refusal = Refusal::new(match name {
        "" => fill!("`{text}` does not begin with the name of a server", text),
        name => fill!("there is no server `{name}`", name),
    });
    let help = match nearest(name, &["redis", "valkey"]) {
        Some(near) => fill!("did you mean `{near}`?", near),
        None if super::Profile::named(name).is_ok() => {
            fill!("that one is a profile: `profile = \"{name}\"`", name)
        }
        None => "write `redis >= 7.2` or `valkey >= 8.0`".to_owned(),
    };
    Err(refusal.help(help))
}

/// From a version up to, not including, another.
#[derive(Clone, Copy, PartialEq)]
struct Range {
    from: Version,
    to: Version,
}

impl Range {
    /// A known server stands for the patches from its own up to the next known one, the first of a minor version for those
    /// before it as well: nobody asks for the very patch that was looked at.
    fn stood_for_by(server: Server) -> Self {
        let (major, minor, patch) = widen(server);
        let mut range = Self {
            from: (major, minor, 0),
            to: (major, minor + 1, 0),
        };
        for other in &KNOWN {
            let version = widen(*other);
            let is_patch = (version.0, version.1) == (major, minor);
            if !is_patch || other.product != server.product {
                continue;
            }
            if version.2 < patch {
                range.from = (major, minor, patch);
            } else if version.2 > patch && version < range.to {
                range.to = version;
            }
        }
        range
    }

    /// What no known server of a product stands for, since it is newer than all of them.
    fn newer_than_known(product: Product) -> Self {
        let from = match Server::newest(product) {
            Some(newest) => Self::stood_for_by(newest).to,
            None => (0, 0, 0),
        };
        Self { from, to: END }
    }

    fn and(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let both = self.and(*other);
        both.from < both.to
    }
}

fn widen(server: Server) -> Version {
    let (major, minor, patch) = server.version;
    (major.into(), minor.into(), patch.into())
}

/// What all comparisons leave; no comparison at all takes every version.
fn range(comparisons: &str, name: &str) -> Result<Range, Refusal> {
    let mut range = Range {
        from: (0, 0, 0),
        to: END,
    };
    if comparisons.trim().is_empty() {
        return Ok(range);
    }
    for comparison in comparisons.split(',') {
        range = range.and(self::comparison(comparison.trim(), name)?);
    }
    Ok(range)
}

fn comparison(text: &str, name: &str) -> Result<Range, Refusal> {
    let ends: fn(char) -> bool = |c| !matches!(c, '<' | '>' | '=' | '^' | '~');
    let end = text.find(ends);
    let (operator, written) = text.split_at(end.unwrap_or(text.len()));
    let written = written.trim();
    let Some(version) = Partial::parse(written) else {
        return Err(Refusal::new(fill!("`{written}` is no version", written))
            .help("write `7`, `7.2` or `7.2.4` behind the comparison"));
    };
    let (first, behind) = (version.first(), version.behind());
    let (from, to) = match operator {
        "=" => (first, behind),
        ">=" => (first, END),
        ">" => (behind, END),
        "<" => ((0, 0, 0), first),
        "<=" => ((0, 0, 0), behind),
        "^" => (first, (version.major + 1, 0, 0)),
        "~" => (first, version.cut().behind()),
        _ => return Err(no_comparison(operator, &version, name)),
    };
    Ok(Range { from, to })
}

fn no_comparison(operator: &str, version: &Partial, name: &str) -> Refusal {
    let message = match operator {
        "" => fill!("`{version}` comes without a comparison", version),
        operator => fill!("there is no comparison `{operator}`", operator),
    };
    Refusal::new(message).help(fill!("write `{name} >= {version}` for that version and later ones, `{name} = {version}` for that one alone", name, version, name, version))
}

/// `7`, `7.2` or `7.2.4`
struct Partial {
    major: u32,
    minor: Option<u32>,
    patch: Option<u32>,
}

impl Partial {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for text in text.split('.') {
            parts.push(part(text)?);
        }
        let (major, minor, patch) = match parts.as_slice() {
            [major] => (major, None, None),
            [major, minor] => (major, Some(*minor), None),
            [major, minor, patch] => (major, Some(*minor), Some(*patch)),
            _ => return None,
        };
        Some(Self {
            major: *major,
            minor,
            patch,
        })
    }

    /// The first version that begins like this one.
    fn first(&self) -> Version {
        (self.major, self.minor.unwrap_or(0), self.patch.unwrap_or(0))
    }

    /// The first version behind all that begin like this one.
    fn behind(&self) -> Version {
        match (self.minor, self.patch) {
            (None, _) => (self.major + 1, 0, 0),
            (Some(minor), None) => (self.major, minor + 1, 0),
            (Some(minor), Some(patch)) => (self.major, minor, patch + 1),
        }
    }

    /// Without the patch.
    fn cut(&self) -> Self {
        Self {
            patch: None,
            ..*self
        }
    }
}

/// Few enough that a next number exists.
const MOST: u32 = 65_535;

/// Digits.
fn part(digits: &str) -> Option<u32> {
    // A sign in front is no digit.
    if digits.starts_with('+') {
        return None;
    }
    match digits.parse() {
        Ok(number) if number <= MOST => Some(number),
        _ => None,
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.major)?;
        if let Some(minor) = self.minor {
            write!(f, ".{minor}")?;
        }
        match self.patch {
            Some(patch) => write!(f, ".{patch}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
