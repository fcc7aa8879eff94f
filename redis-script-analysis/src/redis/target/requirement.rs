//! `redis >= 7.2, < 8`: a product and comparisons, read as semver users expect.

use std::fmt;

use crate::redis::servers::{KNOWN, Product, Server, Servers};
use crate::suggest::{Refusal, nearest};

/// Major, minor and patch.
type Version = (u32, u32, u32);

/// Later than all versions.
const END: Version = (u32::MAX, 0, 0);

impl Servers {
    /// The known servers that meet a requirement such as `redis >= 7.2` or `valkey >= 8.0, < 9`: a product, and comparisons
    /// by `=`, `>`, `>=`, `<`, `<=`, `^` and `~` with versions that may leave out patch and minor.
    ///
    /// # Errors
    /// If it is not written like that, or no known server meets it.
    pub fn meeting(requirement: &str) -> Result<Self, Refusal> {
        servers(requirement.trim())
    }
}

fn servers(text: &str) -> Result<Servers, Refusal> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_');
    let (name, comparisons) = text.split_at(end.unwrap_or(text.len()));
    let product = product(name, text)?;
    let range = range(comparisons, name)?;
    let servers = Servers::matching(|server| {
        server.product == product && range.overlaps(&Range::stood_for_by(server))
    });
    if servers.is_empty() {
        let known = Servers::matching(|server| server.product == product);
        return Err(Refusal::new(format!("no known server meets `{text}`"))
            .help(format!("the known ones are {known}")));
    }
    Ok(servers)
}

fn product(name: &str, text: &str) -> Result<Product, Refusal> {
    match name {
        "redis" => return Ok(Product::Redis),
        "valkey" => return Ok(Product::Valkey),
        _ => {}
    }
    let refusal = Refusal::new(match name {
        "" => format!("`{text}` does not begin with the name of a server"),
        name => format!("there is no server `{name}`"),
    });
    let help = match nearest(name, ["redis", "valkey"]) {
        Some(near) => format!("did you mean `{near}`?"),
        None if super::Profile::named(name).is_ok() => {
            format!("that one is a profile: `profile = \"{name}\"`")
        }
        None => "write `redis >= 7.2` or `valkey >= 8.0`".to_owned(),
    };
    Err(refusal.help(help))
}

/// From a version up to, not including, another.
#[derive(Clone, Copy)]
struct Range {
    from: Version,
    to: Version,
}

impl Range {
    /// A known server stands for the patches from its own up to the next known one, the first of a minor version for those
    /// before it as well: nobody asks for the very patch that was looked at.
    fn stood_for_by(server: Server) -> Self {
        let (major, minor, patch) = widen(server);
        let line = KNOWN.iter().filter(|other| other.product == server.product);
        let patches = line
            .map(|other| widen(*other))
            .filter(|other| (other.0, other.1) == (major, minor))
            .map(|other| other.2);
        let is_first = patches.clone().all(|other| other >= patch);
        let next = patches.filter(|other| *other > patch).min();
        Self {
            from: (major, minor, if is_first { 0 } else { patch }),
            to: next.map_or((major, minor + 1, 0), |next| (major, minor, next)),
        }
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
    let end = text.find(|c: char| !matches!(c, '<' | '>' | '=' | '^' | '~'));
    let (operator, written) = text.split_at(end.unwrap_or(text.len()));
    let written = written.trim();
    let version = Partial::parse(written).ok_or_else(|| {
        Refusal::new(format!("`{written}` is no version"))
            .help("write `7`, `7.2` or `7.2.4` behind the comparison")
    })?;
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
        "" => format!("`{version}` comes without a comparison"),
        operator => format!("there is no comparison `{operator}`"),
    };
    Refusal::new(message).help(format!(
        "write `{name} >= {version}` for that version and later ones, `{name} = {version}` for that one alone"
    ))
}

/// `7`, `7.2` or `7.2.4`
struct Partial {
    major: u32,
    minor: Option<u32>,
    patch: Option<u32>,
}

impl Partial {
    fn parse(text: &str) -> Option<Self> {
        let parts: Vec<u32> = text.split('.').map(part).collect::<Option<_>>()?;
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

/// Digits; few enough that a next number exists.
fn part(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u16 = digits.parse().ok()?;
    plain.then_some(number.into())
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.major)?;
        let rest = self.minor.iter().chain(&self.patch);
        rest.into_iter().try_for_each(|part| write!(f, ".{part}"))
    }
}

#[cfg(test)]
mod tests {
    use crate::redis::servers::Servers;

    fn meets(requirement: &str) -> String {
        Servers::meeting(requirement)
            .map_or_else(|refused| refused.to_string(), |found| found.to_string())
    }

    #[test]
    fn comparisons_take_what_semver_users_expect() {
        assert_eq!(Servers::meeting("redis"), Servers::meeting("redis >= 0"));
        assert_eq!(meets("redis >= 7.4, < 8"), "Redis 7.4.1");
        assert_eq!(meets(" redis>7.2 ,<=7"), "Redis 7.4.1");
        assert_eq!(meets("redis = 7.2"), "Redis 7.2.4");
        assert_eq!(
            meets("redis =7"),
            "Redis 7.0.15, Redis 7.2.4 and Redis 7.4.1"
        );
        assert_eq!(meets("redis < 6.2"), "Redis 5.0.6");
        assert_eq!(
            meets("redis <= 6"),
            "Redis 5.0.6, Redis 6.2.5 and Redis 6.2.14"
        );
        assert_eq!(meets("redis ^7.2"), "Redis 7.2.4 and Redis 7.4.1");
        assert_eq!(meets("redis ~7.2.1"), "Redis 7.2.4");
        assert_eq!(
            meets("valkey >= 8.0, < 9.1"),
            "Valkey 8.1.8 and Valkey 9.0.0"
        );
    }

    #[test]
    fn a_known_server_stands_for_the_patches_around_it() {
        assert_eq!(meets("redis = 7.2.9"), "Redis 7.2.4");
        assert_eq!(meets("redis = 7.2.0"), "Redis 7.2.4");
        assert_eq!(meets("redis = 6.2.13"), "Redis 6.2.5");
        assert_eq!(meets("redis = 6.2.14"), "Redis 6.2.14");
        assert_eq!(meets("redis > 7.4.1, < 8"), "Redis 7.4.1");
        let none =
            "no known server meets `valkey = 8.0`\n  = help: the known ones are Valkey 8.1.8, ";
        assert!(meets("valkey = 8.0").starts_with(none));
        assert!(meets("redis >= 65535.65535.65535").starts_with("no known"));
        assert!(meets("redis > 8, < 7").starts_with("no known"));
    }

    #[test]
    fn what_is_no_requirement_is_refused_with_a_remedy() {
        for (written, refused) in [
            (
                "reids >= 7",
                "there is no server `reids`\n  = help: did you mean `redis`?",
            ),
            (
                "dragonfly >= 1",
                "there is no server `dragonfly`\n  = help: that one is a profile: `profile = \"dragonfly\"`",
            ),
            (
                "keydb",
                "there is no server `keydb`\n  = help: write `redis >= 7.2` or `valkey >= 8.0`",
            ),
            (
                ">= 7",
                "`>= 7` does not begin with the name of a server\n  = help: write `redis >= 7.2` or `valkey >= 8.0`",
            ),
            (
                "redis 7.2",
                "`7.2` comes without a comparison\n  = help: write `redis >= 7.2` for that version and later ones, `redis = 7.2` for that one alone",
            ),
            (
                "redis => 7.2.1",
                "there is no comparison `=>`\n  = help: write `redis >= 7.2.1` for that version and later ones, `redis = 7.2.1` for that one alone",
            ),
            (
                "redis >= 7.x",
                "`7.x` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
            ),
            (
                "redis >=",
                "`` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
            ),
            (
                "redis >= 7,",
                "`` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
            ),
            (
                "redis >= 7.2.3.4",
                "`7.2.3.4` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
            ),
            (
                "redis >= +7",
                "`+7` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
            ),
            (
                "redis >= 70000",
                "`70000` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
            ),
        ] {
            assert_eq!(meets(written), refused, "{written}");
        }
    }
}
