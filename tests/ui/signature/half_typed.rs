use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
async fn get(con: &mut impl ConnectionLike, key: &str, secs: ) -> redis_script::Result<Option<String>>;

#[redis_script::commands]
trait Commands {
    #[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
    async fn touch(&mut self, key: &str, secs: ) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
    async fn other(&mut self, key: &str, secs: u64) -> redis_script::Result<Option<String>>;
}

async fn caller(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<Option<String>> {
    get(con, "k", 1).await?;
    con.touch("k", 1).await?;
    let call = get::call("k", 1);
    call.invoke_async(con).await?;
    con.other("k", 1).await
}

fn main() {}
