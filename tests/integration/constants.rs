//! Scripts with constants: what is sent, and what servers make of it.

mod values;

use redis::aio::ConnectionLike;
use redis_script::{Script, commands, preload_async, redis_script};

use crate::support::Server;

mod settings {
    /// Not Lua, whatever is in it.
    pub(super) const PREFIX: &str = "a'b\"c\\n]]\n\r\0\t1 end return main() --é😀";
    pub(super) const LIMIT: u16 = 1;
    pub(super) const fn half<const OF: u8, const _UNUSED: u8>() -> f32 {
        OF as f32 / 2.0
    }
}

#[redis_script("./lua/constants.lua", consts(PREFIX = settings::PREFIX))]
async fn prefixed(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;

#[redis_script("./lua/constants.lua", consts(LIMIT = settings::LIMIT, PREFIX = "it's "))]
async fn limited(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;

#[redis_script("./lua/constants.lua", consts(LIMIT=-1, PREFIX = concat!("a", "b")))]
async fn negative(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;

#[redis_script("./lua/constants.lua", consts(PREFIX = "known"))]
async fn known(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;

#[redis_script(
    lua = "-- @const RATE: number = 0.25
           -- @const TRACE: boolean = false
           if TRACE then return 'traced' end
           return string.format('%.17g', RATE)",
    consts(
        TRACE = 1 + 1 == 3,
        RATE = settings::half::<3, 0>()
    )
)]
async fn rate(con: &mut impl ConnectionLike) -> redis_script::Result<String>;

#[commands]
trait Limits {
    #[redis_script("./lua/constants.lua", consts(PREFIX = settings::PREFIX, LIMIT = 10 * 2))]
    async fn count_prefixed(&mut self, key: &str) -> redis_script::Result<String>;
}

/// What the server calls a text.
async fn sha1_of(con: &mut impl ConnectionLike, script: Script) -> String {
    let mut load = redis::cmd("SCRIPT");
    load.arg("LOAD").arg(script.source());
    load.query_async(con).await.unwrap()
}

#[tokio::test]
async fn calls_have_the_values() {
    let server = Server::start();
    let mut con = server.connect().await;
    let expected = format!("{}1", settings::PREFIX);
    assert_eq!(prefixed(&mut con, "a").await.unwrap(), expected);
    assert_eq!(limited(&mut con, "b").await.unwrap(), "it's 1");
    assert_eq!(known(&mut con, "c").await.unwrap(), "known1");
    assert_eq!(rate(&mut con).await.unwrap(), "1.5");
    assert_eq!(con.count_prefixed("d").await.unwrap(), expected);
    let over = limited(&mut con, "b").await.unwrap_err();
    assert_eq!(over.line(), Some(5));
    let below = negative(&mut con, "e").await.unwrap_err();
    assert_eq!(below.line(), Some(5));
}

#[tokio::test]
async fn each_function_has_a_text_and_a_sha1_of_its_own() {
    let server = Server::start();
    let mut con = server.connect().await;
    let scripts = [
        prefixed::SCRIPT,
        limited::SCRIPT,
        negative::SCRIPT,
        known::SCRIPT,
        rate::SCRIPT,
        count_prefixed::SCRIPT,
    ];
    for (at, script) in scripts.iter().enumerate() {
        assert_eq!(
            script.sha1(),
            sha1_of(&mut con, *script).await,
            "{script:?}"
        );
        let earlier = scripts.iter().take(at);
        assert!(earlier.clone().all(|other| other.sha1() != script.sha1()));
        assert!(script.source().lines().count() > 4, "{}", script.source());
    }
    assert!(
        known::SCRIPT
            .source()
            .ends_with("\nend return main(3, 'known')")
    );
    assert!(
        negative::SCRIPT
            .source()
            .ends_with("\nend return main(-1, 'ab')")
    );
    let first = "local function main(LIMIT, PREFIX) -- @const LIMIT: integer = 3\n";
    assert!(limited::SCRIPT.source().starts_with(first));
}

#[tokio::test]
async fn a_server_that_forgot_the_text_gets_it_again() {
    let server = Server::start();
    let mut con = server.connect().await;
    let scripts = [prefixed::SCRIPT, limited::SCRIPT];
    preload_async(&mut con, &scripts).await.unwrap();
    let mut exists = redis::cmd("SCRIPT");
    exists
        .arg("EXISTS")
        .arg(&scripts.map(|script| script.sha1()));
    assert_eq!(
        exists.query_async::<Vec<bool>>(&mut con).await.unwrap(),
        [true, true]
    );
    redis::cmd("SCRIPT")
        .arg("FLUSH")
        .exec_async(&mut con)
        .await
        .unwrap();
    assert_eq!(limited(&mut con, "a").await.unwrap(), "it's 1");

    redis::cmd("SCRIPT")
        .arg("FLUSH")
        .exec_async(&mut con)
        .await
        .unwrap();
    let (one, other) = redis_script::pipe()
        .call(prefixed::call("b"))
        .call(known::call("b"))
        .query_async(&mut con)
        .await
        .unwrap();
    assert_eq!(
        (one, other),
        (format!("{}1", settings::PREFIX), "known2".to_owned())
    );
}
