//! The table against COMMAND.

use std::collections::BTreeSet;

use command_table::{Dump, Table};
use redis::Value;
use redis_script_analysis::redis::commands::{self, Command, Lookup};
use redis_script_analysis::redis::servers::Servers;

use crate::support::Running;

const TABLE: &str = include_str!("../../../../redis-script-analysis/src/redis/commands/table.txt");

/// What COMMAND says of one command.
struct Said {
    name: String,
    arity: i64,
    flags: BTreeSet<String>,
}

#[test]
fn the_table_says_what_the_server_says() {
    let mut server = Running::start();
    let Some(this) = server.known() else {
        return;
    };
    let said: Vec<Value> = redis::cmd("COMMAND")
        .query(&mut server.connection)
        .expect("the commands");
    let said: Vec<Said> = said.iter().filter_map(read).collect();
    for said in &said {
        let found = commands::find(said.name.as_bytes(), None);
        let Lookup::Found(command) = found else {
            panic!("{}: {found:?}", said.name);
        };
        compare(said, command, this);
    }
    let names: BTreeSet<&str> = said.iter().map(|said| &*said.name).collect();
    for command in commands::all().filter(|command| !command.name().contains(' ')) {
        let has = !command.servers().and(this).is_empty();
        assert_eq!(has, names.contains(command.name()), "{}", command.name());
    }
}

#[test]
fn a_dump_of_the_server_changes_nothing() {
    let mut server = Running::start();
    if server.known().is_none()
        || redis::cmd("COMMAND")
            .arg("DOCS")
            .query::<Value>(&mut server.connection)
            .is_err()
    {
        return;
    }
    let dump = Dump::of_server(&server.url()).expect("a dump");
    let dump = Dump::parse(&dump.to_json()).expect("the dump's text");
    let mut table = Table::parse(TABLE).expect("the table's text");
    table.merge(&[dump]).expect("a merged table");
    assert!(
        table.to_text() == TABLE,
        "the table is not what `cargo run -p command-table -- add` makes of it"
    );
}

fn compare(said: &Said, command: Command, this: Servers) {
    let name = &said.name;
    let arity = command
        .arities()
        .iter()
        .find(|(servers, _)| !servers.and(this).is_empty());
    let (_, arity) = arity.unwrap_or_else(|| panic!("{name} has no arity"));
    let least = usize::try_from((said.arity.abs() - 1).max(0)).expect("a small number");
    assert_eq!(
        (arity.least, arity.most),
        (least, (said.arity > 0).then_some(least)),
        "{name}"
    );
    for flag in [
        "write",
        "readonly",
        "denyoom",
        "noscript",
        "blocking",
        "movablekeys",
    ] {
        let has = !command.having_flag(flag).and(this).is_empty();
        assert_eq!(has, said.flags.contains(flag), "{name} {flag}");
    }
}

/// `None` for what answers browsers and for commands of modules.
fn read(reply: &Value) -> Option<Said> {
    let Value::Array(parts) = reply else {
        return None;
    };
    let text = |value: &Value| redis::from_redis_value_ref::<String>(value).ok();
    // Modules choose the case of theirs.
    let name = text(parts.first()?)?.to_lowercase();
    let Value::Int(arity) = parts.get(1)? else {
        return None;
    };
    let Value::Array(flags) = parts.get(2)? else {
        return None;
    };
    let is_command = !name.contains(['.', ':']) && name != "post";
    is_command.then(|| Said {
        name,
        arity: *arity,
        flags: flags.iter().filter_map(text).collect(),
    })
}
