use redis::aio::ConnectionLike;
use redis_script::{FromReply, Result, redis_script};

#[derive(FromReply)]
struct Job {
    id: String,
    tries: u32,
}

#[redis_script(
    lua = "
        local id = redis.call('RPOPLPUSH', KEYS[1], KEYS[2])
        if not id then return false end
        return {id, redis.call('HGET', KEYS[3], id)}
    ",
    keys = 3
)]
async fn nil_for_a_number(
    con: &mut impl ConnectionLike,
    from: &str,
    to: &str,
    tries: &str,
) -> Result<Option<Job>>;

#[redis_script(lua = "return redis.call('HMGET', KEYS[1], 'id', 'tries')", keys = 1)]
async fn elements_of_a_list(con: &mut impl ConnectionLike, key: &str) -> Result<Job>;

#[redis_script(lua = "return {KEYS[1], 1, 2}", keys = 1)]
async fn too_many(con: &mut impl ConnectionLike, key: &str) -> Result<Job>;

#[redis_script(lua = "return {{KEYS[1], 'many'}}", keys = 1)]
async fn word_for_a_number(con: &mut impl ConnectionLike, key: &str) -> Result<Vec<Job>>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], 1)", keys = 1)]
async fn status(con: &mut impl ConnectionLike, key: &str) -> Result<Job>;

#[redis_script(lua = "return {1, {'id', KEYS[1], 'try', 2}}", keys = 1)]
async fn missing_name(con: &mut impl ConnectionLike, key: &str) -> Result<(i64, Job)>;

fn main() {}
