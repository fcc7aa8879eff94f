//! Where a script's function can stand, and the options that help it stand there.
#![deny(warnings)]

use redis::aio::ConnectionLike;
use redis_script::redis_script;

// Beside the Rust file.
#[redis_script("./places.lua")]
async fn from_file(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script("../pass/places.lua", keys = 1, name = "custom name")]
async fn from_parent(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

/// A module of the function's name, which re-exports the function.
pub mod limiter {
    use redis::aio::ConnectionLike;
    use redis_script::redis_script;

    #[redis_script("./places.lua", keys = 1, type = LimiterScript)]
    pub async fn limiter(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;
}

#[doc(inline)]
pub use limiter::{LimiterScript, limiter};

mod facade {
    pub mod renamed {
        pub use redis_script::*;
    }
}

#[facade::renamed::redis_script(lua = "return KEYS[1]", crate = crate::facade::renamed)]
async fn through_facade(con: &mut impl ConnectionLike, key: &str) -> facade::renamed::Result<String>;

macro_rules! script {
    ($name:ident, $path:literal, $keys:expr, $connection:ty, $key:ident: $entry:ty) => {
        #[redis_script($path, keys = $keys)]
        async fn $name(con: $connection, $key: $entry) -> redis_script::Result<Option<String>>;
    };
}

script!(from_macro, "./places.lua", 1, &mut redis::aio::MultiplexedConnection, key: &[u8]);

// Configured away, with all that stands beside it.
#[redis_script("./places.lua", keys = 1)]
#[cfg(any())]
async fn away(con: &mut impl ConnectionLike, key: &str) -> NoSuchType;

#[redis_script("./no_such_file.lua", keys = 1)]
#[cfg_attr(all(), cfg(any()), doc = "Not there.")]
async fn away(con: &mut impl ConnectionLike, key: &str) -> NoSuchType;

#[cfg_attr(all(), doc = "There, once.")]
#[redis_script("./places.lua", keys = 1)]
#[cfg(all())]
#[must_use]
#[inline]
async fn away(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

async fn all(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
    /// In a function, with a type of that function.
    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    async fn local(con: &mut impl ConnectionLike, key: &LocalKey) -> redis_script::Result<Option<String>>;

    type LocalKey = str;

    local(con, "k").await?;
    let _ = local::call("k").script();
    from_file(con, "k").await?;
    from_parent(con, "k").await?;
    limiter(con, "k").await?;
    through_facade(con, "k").await?;
    from_macro(con, b"k").await?;
    away(con, "k").await?;
    Ok(())
}

fn main() {
    let _ = all;
    assert_eq!(from_parent::SCRIPT.name(), "custom name");
    assert_eq!(from_file::SCRIPT.sha1(), from_macro::SCRIPT.sha1());
    assert!(from_file::SCRIPT.path().ends_with("tests/ui/pass/places.lua"));
    assert_eq!(LimiterScript::SCRIPT.name(), "limiter");
    assert_eq!(LimiterScript::call("k").script().sha1(), from_file::SCRIPT.sha1());
    assert!(through_facade::SCRIPT.path().ends_with("tests/ui/pass/places.rs"));
    // SHA1 of the text with LF, though the file has CRLF.
    assert_eq!(from_file::SCRIPT.source(), "-- KEYS[1] = the key\nreturn redis.call('GET', KEYS[1])\n");
    assert_eq!(from_file::SCRIPT.sha1(), "60d9e68f681f1c4209a3e45e0990bef45bf9a7ab");
}
