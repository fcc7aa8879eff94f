//! The analysis and the reports: they end, in time and on a small stack, and mark text that is there.

use redis_script_analysis::contract::types::{ArgType, IntegerType, ReplyType};
use redis_script_analysis::redis::servers::Servers;
use redis_script_analysis::report::render::{Look, render, render_as};
use redis_script_analysis::{
    Analysis, Contract, Counts, Effect, KeyCount, Level, Param, Passes, Profile, Settings, Source,
    Span, Target, analyze, analyze_alone, analyze_library, lints,
};
use redis_script_cli::Format;

use crate::including;
use crate::oracle::{self, Verdict};
use crate::plant::Plant;

/// Analyses a script, and reports what was found in all ways there are. The last byte of the text decides how the script
/// is called and where it runs, and what is after a form feed may be included.
///
/// # Panics
/// If a finding marks what is no text of the script.
pub fn check(text: &str) {
    if let Some(plant) = Plant::of_this_process()
        && Plant::shows_in(text)
        && oracle::compile(text) == Verdict::Accepted
    {
        plant.strike();
    }
    let choice = text.bytes().last().unwrap_or_default();
    let source = including::joined(text);
    let settings = settings(choice);
    match choice % 32 {
        0..4 => {
            for format in [Format::Human, Format::Json] {
                let text =
                    redis_script_cli::report(source.clone(), Counts::default(), &settings, format);
                assert!(text.ends_with('\n'));
            }
        }
        // These two take long.
        4 => {
            let log = redis_script_cli::report(source, Counts::default(), &settings, Format::Sarif);
            assert!(log.ends_with("}\n"));
        }
        5 => {
            assert!(redis_script_cli::description(source, &settings).contains("fuzz.lua"));
        }
        6..10 => hold(&analyze_library(&source, &settings), &source, &settings),
        10..16 => {
            let analysis = analyze_alone(&source, Counts::default(), &settings);
            hold(&analysis, &source, &settings);
        }
        _ => hold(
            &analyze(&source, &contract(choice), &settings),
            &source,
            &settings,
        ),
    }
}

fn hold(analysis: &Analysis, source: &Source, settings: &Settings) {
    let _ = Effect::of(&analysis.facts, false, &settings.target);
    let narrow = Look {
        width: 24,
        paint: &|_, text| text.to_uppercase(),
    };
    for found in &analysis.diagnostics {
        let labels = std::iter::once(&found.primary).chain(&found.secondary);
        for label in labels {
            let there =
                label.span == Span::default() || source.text().get(label.span.range()).is_some();
            assert!(there, "{found:?} marks no text of {:?}", source.text());
        }
        assert!(render(found, source).contains("fuzz.lua"));
        assert!(!render_as(found, source, &narrow).is_empty());
    }
}

/// All lints, on servers and services of any kind.
fn settings(choice: u8) -> Settings {
    let mut settings = Settings::default();
    for lint in lints::names() {
        // They exist.
        let _ = settings.levels.set(lint, Level::Warn, None);
    }
    settings.target = match choice % 5 {
        0 => Target::default(),
        1 => Target {
            servers: Servers::ALL,
            declared: true,
            ..Target::default()
        },
        2 => Target {
            cluster: Some(true),
            ..Target::default()
        },
        3 => Target {
            cluster: Some(false),
            ..Target::default()
        },
        _ => Target {
            profile: Profile::ALL.get(usize::from(choice) % 4).copied(),
            ..Target::default()
        },
    };
    settings
}

fn contract(choice: u8) -> Contract {
    let text = || ArgType::Text;
    let integer = IntegerType::named("u8");
    let count = integer.map_or(ArgType::Unknown, ArgType::Integer);
    let rest = match choice >> 3 & 3 {
        1 => Param::slice("more", vec![text()]),
        2 => Param::slice("pairs", vec![text(), text()]),
        3 => Param {
            passes: Passes::Optional,
            ..Param::one("option", text())
        },
        _ => Param::one("more", text()),
    };
    let mut params = vec![
        Param::one("key", text()),
        Param::one("value", text()),
        Param::one("count", count),
        rest,
    ];
    let keys = match choice % 3 {
        0 => KeyCount::Inferred,
        1 => KeyCount::Exactly(1),
        _ => KeyCount::AtLeast(1),
    };
    params.truncate(usize::from(choice >> 5) % 5);
    Contract {
        keys,
        params,
        readonly: choice & 64 != 0,
        reply: match choice % 7 {
            0 => ReplyType::Unknown,
            1 => ReplyType::Option(Box::new(ReplyType::Text)),
            2 => ReplyType::List(Box::new(ReplyType::Float), None),
            3 => ReplyType::Map(Box::new(ReplyType::Text), Box::new(ReplyType::Bool)),
            4 => integer.map_or(ReplyType::Unknown, ReplyType::Integer),
            5 => ReplyType::Tuple(vec![ReplyType::Text, ReplyType::Bytes]),
            _ => ReplyType::Unit,
        },
        ..Contract::default()
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn all_ways_to_check_and_report_are_taken() {
        let script = "--[[ \u{1f600} ]] local \tx = KEYS[1] redis.call('SETT', x, y) return 1.5 --";
        for last in 0..=u8::MAX {
            check(&format!("{script}{}", char::from(last)));
        }
        check("");
        check("return (");
    }
}
