//! Which servers run a script.
//!
//! The facts are those of one analysis. A lint that asks which servers are targets is run for each of them, the others once.

use crate::analysis::{Analysis, has_errors};
use crate::applied::Applied;
use crate::bounds::Limits;
use crate::context::{Context, Refusals};
use crate::contract::Counts;
use crate::lint::Lint;
use crate::lints;
use crate::lua::Shebang;
use crate::redis::servers::{Server, Servers};
use crate::redis::target::{Required, Target};
use crate::settings::Levels;
use crate::text::Source;

/// The known servers for which nothing in an analysed script is an error. What its callers pass and what its project sets
/// do not count.
#[must_use]
pub fn runs_on(source: &Source, analysis: &Analysis) -> Servers {
    if analysis.has_text_errors {
        return Servers::NONE;
    }
    let facts = &analysis.facts;
    let contract = Counts::default().contract(&facts.header);
    let layout = contract.declared_layout();
    let refusals = Refusals::on(Servers::ALL);
    let context = |target| {
        let (layout, limits) = (layout.as_ref(), Limits::default());
        Context::new(source, facts, &contract, layout, target, limits, &refusals)
    };
    let all = target(Servers::ALL);
    let able = Servers::matching(|server| reads_first_line(facts.shebang.as_ref(), server))
        .without(refusing_a_call(&context(&all)));
    let mut targets = Vec::new();
    for server in able.iter() {
        targets.push(target(Servers::matching(|other| other == server)));
    }
    let mut contexts = Vec::with_capacity(targets.len());
    for target in &targets {
        contexts.push(context(target));
    }
    let levels = Applied {
        comments: &analysis.levels,
        settings: &Levels::default(),
    };
    let mut left = able;
    for lint in lints::all() {
        if levels.may_find_errors(lint) {
            left = left.without(failing(lint, &levels, &contexts));
        }
    }
    left
}

fn target(servers: Servers) -> Target {
    Target {
        servers,
        beyond_known: false,
        large_integers: Required::from(servers).large_integers,
        declared: true,
        ..Target::default()
    }
}

/// The first line `#!lua` is not Lua to servers before 7.0, and the flags of a service are unknown to all.
fn reads_first_line(shebang: Option<&Shebang>, server: Server) -> bool {
    match shebang {
        Some(line) => server.version >= (7, 0, 0) && line.has_known_flags(),
        None => true,
    }
}

/// The servers that refuse a call though that may be no error: because their documentation alone says so, or because they
/// look at the arguments only if the key exists.
fn refusing_a_call(context: &Context) -> Servers {
    let mut refusing = context.refusing_servers();
    for call in &context.facts.commands {
        match call.command() {
            Some(command) if !call.protected && !command.is_container() => {
                refusing = refusing.or(command.noscript());
            }
            _ => {}
        }
    }
    refusing
}

/// The servers among the targets, of which each context has one, for which a lint finds an error.
fn failing(lint: &Lint, levels: &Applied, contexts: &[Context]) -> Servers {
    let mut failing = Servers::NONE;
    for context in contexts {
        let mut found = Vec::new();
        let asked = context.asks_for_servers(|| levels.run(lint, context, &mut found));
        let fails = has_errors(&found);
        if !asked {
            return if fails { Servers::ALL } else { Servers::NONE };
        }
        if fails {
            failing = failing.or(context.servers());
        }
    }
    failing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze_alone;
    use crate::settings::Settings;

    fn lowest(text: &str) -> Vec<String> {
        let source = Source::new("x.lua", text);
        let analysis = analyze_alone(&source, Counts::default(), &Settings::default());
        let servers = runs_on(&source, &analysis);
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
