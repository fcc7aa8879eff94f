//! Compare and set: a name that only one can have, a document that two edit, and a session that is changed or not at all.
//!
//! `cargo run --example compare_and_set --features scripts` starts a private server.

use std::error::Error;
use std::time::Duration;

use private_server::PrivateServer;
use redis::AsyncCommands;
use redis::aio::ConnectionLike;
use redis_script::scripts::compare_and_set::{
    Swap, Version, VersionSwap, compare_and_set_async, compare_and_set_version_async,
    create_if_absent_async, delete_if_equal_async,
};
use redis_script::scripts::{Expiry, Ttl};

/// Appends a line to a document, whoever else edits it meanwhile.
async fn append(
    con: &mut impl ConnectionLike,
    document: &str,
    line: &str,
) -> redis_script::Result<Version> {
    let (mut version, mut text) = (Version::NONE, Vec::new());
    loop {
        let new = [&text[..], line.as_bytes(), b"\n"].concat();
        let fields = [("text", new)];
        match compare_and_set_version_async(con, document, version, &fields, Expiry::Keep).await? {
            VersionSwap::Done(version) => return Ok(version),
            // The reply says what there is, so that nothing need be read again.
            VersionSwap::Holds {
                version: current,
                fields,
            } => {
                version = current;
                text = fields.into_iter().flatten().next().unwrap_or_default();
            }
        }
    }
}

/// Gives a name to a user, and says who has it.
async fn claim(
    con: &mut impl ConnectionLike,
    name: &str,
    user: &str,
) -> redis_script::Result<String> {
    let key = format!("name:{name}");
    Ok(match create_if_absent_async(con, key, user, None).await? {
        Swap::Holds(other) => String::from_utf8_lossy(&other).into_owned(),
        Swap::Done | Swap::Missing => user.to_owned(),
    })
}

/// Shows all of them.
///
/// # Errors
/// If the server cannot be asked.
///
/// # Panics
/// If it replies something unexpected.
pub async fn run(con: &mut impl AsyncCommands) -> Result<(), Box<dyn Error>> {
    assert_eq!(claim(con, "ann", "user 1").await?, "user 1");
    assert_eq!(claim(con, "ann", "user 2").await?, "user 1");

    assert_eq!(append(con, "document", "by ann").await?.get(), 1);
    assert_eq!(append(con, "document", "by bob").await?.get(), 2);
    let text: String = con.hget("document", "text").await?;
    assert_eq!(text, "by ann\nby bob\n");

    // A login that was renewed elsewhere is neither prolonged nor ended.
    let half_an_hour = Expiry::After(Ttl::new(Duration::from_secs(1800))?);
    let () = con.set("session", "login 1").await?;
    let renewed = compare_and_set_async(con, "session", "login 1", "login 2", half_an_hour).await?;
    assert!(renewed.is_done());
    let renewed = compare_and_set_async(con, "session", "login 1", "login 3", half_an_hour).await?;
    assert_eq!(renewed, Swap::Holds(b"login 2".to_vec()));
    assert!(
        !delete_if_equal_async(con, "session", "login 1")
            .await?
            .is_done()
    );
    assert!(
        delete_if_equal_async(con, "session", "login 2")
            .await?
            .is_done()
    );
    println!("the document says:\n{text}");
    Ok(())
}

/// Runs the example on a server of its own.
///
/// # Errors
/// If the server does not start, or cannot be asked.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn Error>> {
    let server = PrivateServer::start()?;
    let client = redis::Client::open(server.url())?;
    run(&mut client.get_multiplexed_async_connection().await?).await
}
