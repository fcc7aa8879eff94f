//! Which servers run a script.

use crate::analysis::{Analysis, analyze_alone};
use crate::context::Context;
use crate::contract::Counts;
use crate::redis::servers::{Server, Servers};
use crate::redis::target::Target;
use crate::report::diagnostic::Severity;
use crate::settings::Settings;
use crate::text::Source;

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
    let analysis = analyze_alone(source, Counts::default(), &settings);
    for found in &analysis.diagnostics {
        if found.severity == Severity::Error {
            return false;
        }
    }
    !refuses_a_call(source, &analysis, settings.target)
}

/// Whether the target refuses a call though that is no error: because its documentation alone says so, or because it looks
/// at the arguments only if the key exists.
fn refuses_a_call(source: &Source, analysis: &Analysis, target: Target) -> bool {
    let facts = &analysis.facts;
    let contract = Counts::default().contract(&facts.header);
    let context = Context::new(source, facts, &contract, analysis.layout.as_ref(), &target);
    for refused in context.refused_calls() {
        if !refused.call.protected && !refused.if_fractional {
            return true;
        }
    }
    for call in &facts.commands {
        if let (Some(command), false) = (call.command(), call.protected) {
            let noscript = command.noscript().and(target.servers);
            if !command.is_container() && !noscript.is_empty() {
                return true;
            }
        }
    }
    false
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

    #[test]
    fn arguments_decide() {
        let since_7 = lowest("#!lua\nreturn 1");
        for call in [
            "'SET', KEYS[1], 'a', 'NX', 'GET'",
            "'BITCOUNT', KEYS[1], 0, 1, 'BIT'",
            "'XGROUP', 'CREATE', KEYS[1], 'g', '$', 'ENTRIESREAD', 1",
            "'XADD', KEYS[1], '5-*', 'f', 'v'",
            "'GEODIST', KEYS[1], 'a', 'b', 'KM'",
        ] {
            let script = format!("return redis.call({call})");
            assert_eq!(lowest(&script), since_7, "{call}");
        }
        let newest = ["Redis 8.8", "Redis 8.10"];
        assert_eq!(lowest("return redis.call('ARGET', KEYS[1], 0)"), newest);
        assert_eq!(lowest("return redis.call('ARGET', KEYS[1], 'x')"), [""; 0]);
        assert_eq!(lowest("return redis.call('HOTKEYS', 'GET')"), [""; 0]);
        // What is caught does not end the script.
        let caught = "return redis.pcall('ARGET', KEYS[1], 'x')";
        assert_eq!(lowest(caught), lowest("return 1"));
    }
}
