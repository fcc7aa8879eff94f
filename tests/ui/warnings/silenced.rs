use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./silenced.lua", keys = 1, allow(unused_parameter))]
async fn by_the_attribute(con: &mut impl ConnectionLike, key: &str, more: u64) -> redis_script::Result<Option<String>>;

#[allow(deprecated)]
#[redis_script("./silenced.lua", keys = 1)]
async fn by_the_function(con: &mut impl ConnectionLike, key: &str, more: u64) -> redis_script::Result<Option<String>>;

mod by_the_module {
    #![allow(deprecated)]

    use super::*;

    #[redis_script("./silenced.lua", keys = 1)]
    async fn script(con: &mut impl ConnectionLike, key: &str, more: u64) -> redis_script::Result<Option<String>>;
}

fn main() {
    compile_error!("no warning above");
}
