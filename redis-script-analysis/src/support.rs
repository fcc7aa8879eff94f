//! Which servers run a script.

use crate::contract::Counts;
use crate::lua::source::Source;
use crate::redis::servers::{Server, Servers};
use crate::redis::target::Target;
use crate::report::diagnostic::Severity;
use crate::settings::Settings;

/// The known servers for which nothing in the script is an error, whatever its callers pass.
#[must_use]
pub fn runs_on(source: &Source) -> Servers {
    Servers::matching(|server| reads_first_line(source, server) && has_no_errors(source, server))
}

/// The first line `#!lua` is no Lua to servers before 7.0.
fn reads_first_line(source: &Source, server: Server) -> bool {
    !source.text().starts_with("#!") || server.version >= (7, 0, 0)
}

fn has_no_errors(source: &Source, server: Server) -> bool {
    let settings = Settings {
        target: Target {
            servers: Servers::matching(|other| other == server),
            beyond_known: false,
            declared: true,
            ..Target::default()
        },
        ..Settings::default()
    };
    let found = crate::analyze_alone(source, Counts::default(), &settings).diagnostics;
    found
        .iter()
        .all(|found| found.severity == Severity::Warning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lowest(text: &str) -> Vec<String> {
        let servers = runs_on(&Source::new("x.lua", text));
        servers.iter().map(|server| server.to_string()).collect()
    }

    #[test]
    fn commands_members_and_the_first_line_decide() {
        let all: Vec<String> = Servers::ALL
            .iter()
            .map(|server| server.to_string())
            .collect();
        assert_eq!(lowest("return redis.call('GET', KEYS[1])"), all);
        let since_7 = lowest("return redis.call('EXPIRETIME', KEYS[1])");
        assert_eq!(since_7.first().map(String::as_str), Some("Redis 7.0.15"));
        assert_eq!(lowest("#!lua\nreturn 1"), since_7);
        let valkey = lowest("return server.call('GET', KEYS[1])");
        assert_eq!(valkey.first().map(String::as_str), Some("Valkey 8.1.8"));
        assert_eq!(lowest("return redis.call('HGTALL', KEYS[1])"), [""; 0]);
    }
}
