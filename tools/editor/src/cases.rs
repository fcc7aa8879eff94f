//! What is asked, and what must come.

use crate::Failure;
use crate::document::{Finding, Place, edited, place};
use crate::server::Server;

type Case = fn(&mut Server) -> Result<(), Failure>;

pub(crate) const CASES: [(&str, Case); 11] = [
    ("good code has no findings", good),
    (
        "a script's error is shown at its number of keys",
        wrong_script,
    ),
    (
        "a script that is missing beside the file is an error",
        missing_beside,
    ),
    ("a script beside the file is checked", wrong_beside),
    (
        "a half-typed parameter has no errors at its calls",
        half_typed_parameter,
    ),
    (
        "a missing semicolon has no errors at the calls",
        missing_semicolon,
    ),
    (
        "a half-typed method has no errors at its calls",
        half_typed_method,
    ),
    ("a function is renamed with its companion type", renamed),
    (
        "a name where it is used renames that meaning alone",
        renamed_in_use,
    ),
    (
        "the definition of a companion's constant is the function",
        defined,
    ),
    (
        "the definition of a companion's function is the function",
        defined_call,
    ),
];

const GOOD: &str = r#"use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis_script::{Call, commands, redis_script};

/// Limits requests.
#[redis_script("limit.lua")]
pub async fn limit(con: &mut impl ConnectionLike, key: &str, max_requests: u64, window_secs: u64) -> redis_script::Result<bool>;

#[redis_script("./beside.lua", keys = 1)]
pub async fn beside(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<u64>;

#[commands]
pub trait Counting {
    #[redis_script("./beside.lua", keys = 1)]
    async fn count(&mut self, key: &str) -> redis_script::Result<u64>;
}

pub async fn caller(con: &mut MultiplexedConnection) -> redis_script::Result<u64> {
    let allowed: bool = limit(con, "k", 10, 60).await?;
    let call: Call<bool> = limit::call("k", 10, 60);
    let name: &str = limit::SCRIPT.name();
    let counted: u64 = beside(con, name).await?;
    let again: u64 = con.count("k").await?;
    let same: bool = call.invoke_async(con).await?;
    Ok(counted + again + u64::from(allowed && same))
}

fn main() {}
"#;

fn good(server: &mut Server) -> Result<(), Failure> {
    let found = server.findings(GOOD)?;
    expect(found.is_empty(), &found)
}

fn wrong_script(server: &mut Server) -> Result<(), Failure> {
    let text = changed("\"limit.lua\"", "\"limit.lua\", keys = 2")?;
    let found = server.findings(&text)?;
    expect(
        is_one(
            &found,
            "`keys = 2`, but the script reads 1 key and 2 arguments",
        ),
        &found,
    )
}

fn missing_beside(server: &mut Server) -> Result<(), Failure> {
    let text = changed("\"./beside.lua\"", "\"./missing.lua\"")?;
    let found = server.findings(&text)?;
    expect(
        is_one(&found, "no folder of the crate has a file `./missing.lua`"),
        &found,
    )
}

fn wrong_beside(server: &mut Server) -> Result<(), Failure> {
    let text = changed("keys = 1)]\npub", "keys = 0)]\npub")?;
    let found = server.findings(&text)?;
    expect(is_one(&found, "but the script reads 1 key"), &found)
}

fn half_typed_parameter(server: &mut Server) -> Result<(), Failure> {
    only_at_declaration(
        server,
        "max_requests: u64,",
        "max_requests: ,",
        "pub async fn limit",
    )
}

fn missing_semicolon(server: &mut Server) -> Result<(), Failure> {
    only_at_declaration(
        server,
        "Result<bool>;",
        "Result<bool>",
        "pub async fn limit",
    )
}

fn half_typed_method(server: &mut Server) -> Result<(), Failure> {
    only_at_declaration(
        server,
        "(&mut self, key: &str)",
        "(&mut self, key: )",
        "async fn count",
    )
}

/// Errors are at the line that has them, or at the next, where something is missing.
fn only_at_declaration(
    server: &mut Server,
    from: &str,
    to: &str,
    declaration: &str,
) -> Result<(), Failure> {
    let text = changed(from, to)?;
    let (line, _) = place(&text, declaration).ok_or("no declaration")?;
    let found = server.findings(&text)?;
    let is_near = |finding: &Finding| (line..=line + 1).contains(&finding.line);
    expect(!found.is_empty() && found.iter().all(is_near), &found)
}

fn renamed(server: &mut Server) -> Result<(), Failure> {
    let (line, column) = place(GOOD, "fn limit").ok_or("no declaration")?;
    let edits = server.rename(GOOD, (line, column + 3), "throttle")?;
    let text = edited(GOOD, edits);
    let expected = GOOD
        .replace("fn limit", "fn throttle")
        .replace(" limit(", " throttle(")
        .replace("limit::", "throttle::");
    if text != expected {
        return Err(text.into());
    }
    let found = server.findings(&text)?;
    expect(found.is_empty(), &found)
}

/// As the documentation says.
fn renamed_in_use(server: &mut Server) -> Result<(), Failure> {
    let at = place(GOOD, "limit::SCRIPT").ok_or("no use")?;
    let text = edited(GOOD, server.rename(GOOD, at, "throttle")?);
    let expected = GOOD
        .replace("fn limit", "fn throttle")
        .replace("limit::", "throttle::");
    if text != expected {
        return Err(text.into());
    }
    Ok(())
}

fn defined(server: &mut Server) -> Result<(), Failure> {
    leads_to_function(server, "limit::SCRIPT", "limit::".len())
}

fn defined_call(server: &mut Server) -> Result<(), Failure> {
    leads_to_function(server, "limit::call", "limit::".len())
}

fn leads_to_function(server: &mut Server, words: &str, into: usize) -> Result<(), Failure> {
    let (line, column) = place(GOOD, words).ok_or("no use")?;
    let (function, _) = place(GOOD, "fn limit").ok_or("no declaration")?;
    let found = server.definitions(GOOD, (line, column + u64::try_from(into)?))?;
    // The attribute above it is a second target.
    let is_declaration =
        |place: &Place| place.is_here && (function - 1..=function).contains(&place.line);
    let is_function = |place: &Place| place.is_here && place.line == function;
    if !found.iter().all(is_declaration) || !found.iter().any(is_function) {
        return Err(format!("{found:?}").into());
    }
    Ok(())
}

fn changed(from: &str, to: &str) -> Result<String, Failure> {
    let text = GOOD.replacen(from, to, 1);
    if text == GOOD {
        return Err(format!("`{from}` is not there").into());
    }
    Ok(text)
}

fn is_one(found: &[Finding], message: &str) -> bool {
    matches!(found, [one] if one.message.contains(message))
}

fn expect(holds: bool, found: &[Finding]) -> Result<(), Failure> {
    if holds {
        return Ok(());
    }
    let shown = found.iter().map(|finding| {
        format!(
            "\n  line {}, {}: {}",
            finding.line + 1,
            finding.code,
            finding.message
        )
    });
    Err(format!("found{}", shown.collect::<String>()).into())
}
