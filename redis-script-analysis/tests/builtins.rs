//! A real server is the oracle of the table of builtins: what exists, how many arguments functions take, and of which
//! types. `REDIS_SERVER` names another binary than the `redis-server` or `valkey-server` of the PATH.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use redis_script_analysis::facts::Types;
use redis_script_analysis::redis::builtins::{self, Builtin, Called, Is, Role};
use redis_script_analysis::redis::servers::{KNOWN, Servers};
use support::{Connection, Server};

/// A value of each type, as a script writes it.
const SAMPLES: [(Types, &str); 8] = [
    (Types::TRUE, "true"),
    (Types::NUMBER, "2"),
    (Types::STRING, "'2'"),
    (Types::TABLE, "{}"),
    (Types::FUNCTION, "function() end"),
    (Types::OTHER, "coroutine.create(function() end)"),
    (Types::FALSE, "false"),
    (Types::NIL, "nil"),
];

/// What is not asked: it stops for a debugger, it takes words or objects of its own, it does not come back, or servers
/// differ.
const LEFT_OUT: [&str; 8] = [
    "collectgarbage",
    "newproxy",
    "pcall",
    "redis.breakpoint",
    "redis.debug",
    "server.breakpoint",
    "server.debug",
    "coroutine.yield",
];

fn all() -> Vec<Builtin> {
    let libraries = (0..).map_while(builtins::library_at).zip(0..);
    libraries
        .flat_map(|(library, number)| {
            let names = library.names();
            names
                .into_iter()
                .map(move |name| builtins::member(number, name).unwrap())
        })
        .filter(|builtin| !builtin.library.name.is_empty())
        .collect()
}

/// What a script gives in the end.
fn run(connection: &mut Connection, script: &str) -> String {
    connection.send(&["EVAL", script, "0"]);
    connection
        .reply()
        .unwrap_or_else(|error| format!("refused: {error}"))
}

/// The servers of the table that the one of the test is.
fn asked(connection: &mut Connection) -> Servers {
    connection.send(&["INFO", "server"]);
    let info = connection.reply().unwrap();
    let version = |name: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(name))?;
        let mut parts = line
            .split('.')
            .map(|part| part.trim().parse::<u8>().unwrap());
        Some((parts.next()?, parts.next()?, parts.next()?))
    };
    let valkey = version("valkey_version:");
    let version = valkey.or_else(|| version("redis_version:")).unwrap();
    let is_it = |server: &redis_script_analysis::redis::servers::Server| {
        server.version == version && server.to_string().starts_with("Valkey") == valkey.is_some()
    };
    assert!(
        KNOWN.iter().any(is_it),
        "the table does not have {version:?}"
    );
    Servers::matching(|server| is_it(&server))
}

#[test]
fn servers_have_what_rows_say() {
    let server = Server::start();
    let mut connection = server.connect();
    let asked = asked(&mut connection);
    for builtin in all() {
        let script = format!(
            "local ok, found = pcall(function() return {builtin} end) return tostring(ok and type(found))"
        );
        let found = run(&mut connection, &script);
        let has_library = builtins::servers_having(builtin.library.name);
        let expected = match builtin.row.is {
            _ if builtin.row.servers().and(has_library).and(asked).is_empty() => "nil",
            Is::Function => "function",
            Is::Library | Is::Entries => "table",
            Is::String => "string",
            Is::Number(..) => "number",
            Is::Userdata => "userdata",
        };
        let is_absent = expected == "nil" && matches!(&*found, "nil" | "false");
        assert!(
            found == expected || is_absent,
            "{builtin}: {found}, not {expected}"
        );
    }
}

/// What a parameter takes, of the type that is most telling.
fn fitting(types: Types) -> &'static str {
    let mut samples = SAMPLES.iter();
    samples.find(|(one, _)| types.has(*one)).unwrap().1
}

/// What a function says of its arguments, as an error that it raises or gives; `None` if it takes them.
fn refusal(connection: &mut Connection, builtin: Builtin, arguments: &[&str]) -> Option<String> {
    let arguments = arguments.join(", ");
    let given = run(
        connection,
        &format!(
            "local ok, given = pcall(function() return {builtin}({arguments}) end)
            return tostring(ok) .. ' ' .. tostring(type(given) == 'table' and given.err or given)"
        ),
    );
    // What is said of the types and the number of arguments, and not of what the arguments are.
    let complaints = [
        "expected",
        "wrong number",
        "bad argument",
        "requires",
        "must be",
        "Please specify",
        "needs input",
    ];
    let other = [
        "invalid option",
        "invalid format",
        "out of range",
        "out of limits",
        "unknown",
        "Missing",
        "too short",
    ];
    let says = |words: &[&str]| words.iter().any(|word| given.contains(word));
    (says(&complaints) && !says(&other)).then_some(given)
}

#[test]
fn functions_take_what_rows_say() {
    let server = Server::start();
    let mut connection = server.connect();
    let asked = asked(&mut connection);
    let mut wrong = Vec::new();
    for builtin in all() {
        let row = builtin.row;
        let has_library = builtins::servers_having(builtin.library.name);
        let is_here = !row.servers().and(has_library).and(asked).is_empty();
        // They always raise, or what the first argument must be depends on the second.
        let is_special = matches!(row.role, Role::Error | Role::Assert | Role::ToNumber);
        let left_out = LEFT_OUT.contains(&&*builtin.to_string());
        if row.is != Is::Function || !is_here || is_special || left_out {
            continue;
        }
        let places = row.least.max(2);
        let good: Vec<&str> = (0..places)
            .map(|at| fitting(row.parameter(at).types))
            .collect();
        let good = good.get(..row.most.unwrap_or(places).min(places)).unwrap();
        let called = Called {
            name: row.name,
            as_method: false,
        };
        let mut judge = |arguments: &[&str], expected: Option<String>| {
            let given = refusal(&mut connection, builtin, arguments);
            let arguments = arguments.join(", ");
            match (given, expected) {
                (None, None) => {}
                (Some(given), Some(expected)) if given.contains(&expected) => {}
                (Some(given), Some(expected)) => {
                    wrong.push(format!("{builtin}({arguments}): {given}, not {expected}"));
                }
                (given, _) => wrong.push(format!("{builtin}({arguments}): {given:?}")),
            }
        };
        for at in 0..good.len() {
            for (ty, sample) in SAMPLES {
                let mut arguments = good.get(..at).unwrap().to_vec();
                arguments.push(sample);
                arguments.extend(good.get(at + 1..row.least).unwrap_or_default());
                let parameter = row.parameter(at);
                // The sample of all others is a thread.
                let kind = if ty == Types::OTHER {
                    "thread"
                } else {
                    ty.lua_name()
                };
                let refusal = || row.refusal(&called, parameter, at, kind);
                judge(&arguments, (!parameter.types.has(ty)).then(refusal));
            }
        }
        if let Some(fewer) = row.least.checked_sub(1) {
            judge(
                good.get(..fewer).unwrap(),
                Some(row.refusal_of_number(&called, fewer)),
            );
        }
        judge(good.get(..row.least).unwrap(), None);
        if let Some(most) = row.most {
            let more: Vec<&str> = (0..=most)
                .map(|at| fitting(row.parameter(at).types))
                .collect();
            judge(&more, Some(row.refusal_of_number(&called, more.len())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
