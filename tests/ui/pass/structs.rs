//! Structs as replies of which nothing wrong is known.
#![deny(warnings)]
#![allow(dead_code)]

use std::collections::HashMap;
use std::sync::Arc;

use redis::FromRedisValue;
use redis::aio::ConnectionLike;
use redis_script::{FromReply, Result, commands, redis_script};

#[derive(FromReply)]
struct Job {
    id: String,
    tries: u32,
}

/// A field of a type that describes nothing, one that contains the struct itself, and one that contains a struct that contains it.
#[derive(FromReply)]
struct Tree<T> {
    own: Own,
    value: T,
    children: Vec<Tree<T>>,
    forest: Option<Box<Forest<T>>>,
}

#[derive(FromReply)]
struct Forest<T>(Vec<Tree<T>>, HashMap<String, Arc<Forest<T>>>);

struct Own;

impl FromRedisValue for Own {
    fn from_redis_value(_: redis::Value) -> std::result::Result<Self, redis::ParsingError> {
        Ok(Self)
    }
}

mod reexported {
    pub use redis_script as facade;
}

#[derive(FromReply)]
#[reply(crate = crate::reexported::facade)]
pub struct Public {
    pub r#type: u8,
}

macro_rules! job {
    ($name:ident, $ty:ty) => {
        #[derive(FromReply)]
        pub struct $name {
            pub id: $ty,
            pub owner: Option<$ty>,
        }
    };
}

job!(OfMacro, String);

type Jobs = Vec<Job>;
type Reply<T> = std::result::Result<T, redis_script::Error>;

#[redis_script(lua = "return {{KEYS[1], 1}, {KEYS[1], '2'}}", keys = 1)]
async fn aliases(con: &mut impl ConnectionLike, key: &str) -> Reply<Jobs>;

#[redis_script(lua = "return redis.call('HGETALL', KEYS[1])", keys = 1)]
async fn hash(con: &mut impl ConnectionLike, key: &str) -> Result<Job>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn generic<T: FromRedisValue>(con: &mut impl ConnectionLike, key: &str) -> Result<T>;

#[redis_script(lua = "return {1, 2, {}, false}", keys = 0)]
async fn recursive(con: &mut impl ConnectionLike) -> Result<Tree<u8>>;

#[redis_script(lua = "return {'x', 2, 3}", keys = 0, allow(reply_type = "it is a test"))]
async fn allowed(con: &mut impl ConnectionLike) -> Result<Job>;

#[redis_script(lua = "return {'x', redis.call('LPOP', KEYS[1])}", keys = 1, allow(reply_type))]
async fn nil_is_conditional(con: &mut impl ConnectionLike, key: &str) -> Result<Job>;

#[redis_script(lua = "return {'x', 2, 3}", keys = 0, warn(reply_type))]
async fn warned(con: &mut impl ConnectionLike) -> Result<Job>;

#[redis_script(
    lua = "
        -- redis-script: allow(reply_type = 'it is a test')
        return {'x', 2, 3}
    ",
    keys = 0
)]
async fn allowed_in_the_script(con: &mut impl ConnectionLike) -> Result<Job>;

#[redis_script(
    lua = "
        if redis.call('EXISTS', KEYS[1]) == 0 then return redis.error_reply('NONE nothing') end
        return {'id', ARGV[1]}
    ",
    keys = 1
)]
async fn errors(con: &mut impl ConnectionLike, key: &str, tries: u32) -> Result<Job>;

#[commands]
trait Commands {
    #[redis_script(lua = "return {KEYS[1], 1}", keys = 1)]
    async fn job(&mut self, key: &str) -> Result<Job>;
}

fn main() {}
