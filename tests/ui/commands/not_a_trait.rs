use redis_script::commands;

#[commands]
struct Limits;

#[commands]
async fn read(con: &mut redis::aio::MultiplexedConnection, key: &str) -> redis_script::Result<Option<String>>;

#[commands]
trait Empty {}

fn main() {
    let _ = Limits;
}
