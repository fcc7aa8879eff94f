//! What the table says of commands that are known well.

#![allow(clippy::panic, reason = "a failure here is the test's")]

use super::{Arity, Command, Lookup, all, find};
use crate::redis::servers::{Server, Servers};

fn found(name: &str, first_argument: Option<&str>) -> Command {
    match find(name.as_bytes(), first_argument.map(str::as_bytes)) {
        Lookup::Found(command) => command,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn names_are_found_in_any_case() {
    assert_eq!(found("GeT", None).name(), "get");
    assert_eq!(found("xGroup", Some("CREATE")).name(), "xgroup create");
    assert_eq!(found("XGROUP", None).name(), "xgroup");
    assert_eq!(found("GET", Some("CREATE")).name(), "get");
    assert!(all().count() > 400);
    for command in all() {
        let (name, first) = command
            .name()
            .split_once(' ')
            .map_or((command.name(), None), |(a, b)| (a, Some(b)));
        assert_eq!(found(name, first), command);
    }
}

#[test]
fn unknown_names_have_a_neighbour() {
    assert_eq!(
        find(b"HGTALL", None),
        Lookup::UnknownCommand(Some("hgetall"))
    );
    assert_eq!(find(b"frobnicate", None), Lookup::UnknownCommand(None));
    assert_eq!(find(b"\xff", None), Lookup::UnknownCommand(None));
    assert_eq!(find(b"", None), Lookup::UnknownCommand(None));
    assert_eq!(find(b"object encoding", None), Lookup::UnknownCommand(None));
    assert_eq!(find(b"FT.SEARCH", None), Lookup::Module);
    let object = found("object", None);
    assert_eq!(
        find(b"OBJECT", Some(b"encodin")),
        Lookup::UnknownSubcommand(object, Some("encoding"))
    );
    assert_eq!(
        find(b"OBJECT", Some(b"")),
        Lookup::UnknownSubcommand(object, None)
    );
}

#[test]
fn servers_differ() {
    let since_7 = Servers::matching(|server| server.version >= (7, 0, 0));
    let since_7_2 = Servers::matching(|server| server.version >= (7, 2, 0));
    assert_eq!(found("get", None).servers(), Servers::ALL);
    assert_eq!(found("expiretime", None).servers(), since_7);
    assert_eq!(
        found("blpop", None).noscript(),
        Servers::ALL.without(since_7_2)
    );
    assert_eq!(found("config", Some("get")).noscript(), Servers::ALL);
    assert!(
        found("config", Some("help"))
            .noscript()
            .and(since_7)
            .is_empty()
    );
    let arities = found("expire", None).arities();
    let (two, more) = (
        Arity {
            least: 2,
            most: Some(2),
        },
        Arity {
            least: 2,
            most: None,
        },
    );
    assert_eq!(
        arities,
        [(Servers::ALL.without(since_7), two), (since_7, more)]
    );
}

#[test]
fn writes_are_what_read_only_scripts_may_not_do() {
    for name in ["set", "sort", "getex", "publish", "pfcount"] {
        let command = found(name, None);
        assert_eq!(command.writes_in_script(), command.servers(), "{name}");
    }
    for name in ["get", "sort_ro", "eval_ro", "object"] {
        assert!(found(name, None).writes_in_script().is_empty(), "{name}");
    }
}

#[test]
fn deprecation_names_the_better_command() {
    let deprecated = found("getset", None).deprecated();
    let from_6_2_to_8 = |server: Server| server.version >= (6, 2, 0) && server.version < (9, 0, 0);
    assert_eq!(
        deprecated,
        Some((
            Servers::matching(from_6_2_to_8),
            "`SET` with the `GET` argument"
        ))
    );
    assert_eq!(found("get", None).deprecated(), None);
}
