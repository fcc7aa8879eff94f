use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", args = 1..3)]
async fn exclusive(con: &mut impl ConnectionLike, key: &str, value: &str) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", args = two)]
async fn not_a_number(con: &mut impl ConnectionLike, key: &str, value: &str) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", args = 2)]
async fn more_than_there_are(con: &mut impl ConnectionLike, key: &str, value: &str) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", args = 1..=2)]
async fn without_a_slice(con: &mut impl ConnectionLike, key: &str, value: &str) -> redis_script::Result<()>;

fn main() {}
