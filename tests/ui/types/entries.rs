use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
async fn option(con: &mut impl ConnectionLike, key: &str, value: Option<u64>) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
async fn vec(con: &mut impl ConnectionLike, key: &str, value: Vec<String>) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
async fn tuple(con: &mut impl ConnectionLike, key: &str, value: (u8, u8)) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
async fn own(con: &mut impl ConnectionLike, key: &str, value: Own) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
async fn generic<T>(con: &mut impl ConnectionLike, key: &str, value: T) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
async fn array(con: &mut impl ConnectionLike, key: &str, value: [u64; 2]) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
async fn implementor(con: &mut impl ConnectionLike, key: &str, value: impl ToString) -> redis_script::Result<()>;

struct Own;

fn main() {}
