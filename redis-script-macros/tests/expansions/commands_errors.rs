#[commands(keys = 1)]
#[cfg(unix)]
pub trait Limits<T>
where
    T: Clone,
{
    const LIMIT: u64;

    #[redis_script(lua = "return redis.call('GET', KEYS[2])", keys = 1)]
    async fn read(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script("missing.lua")]
    fn write(self: Box<Self>, key: &str);

    #[redis_script(lua = "return 1", keys = 0)]
    async fn one(con: &mut impl ConnectionLike) -> redis_script::Result<u8>;

    #[redis_script]
    async fn none(&mut self, other: Self) -> redis_script::Result<u8> {
        Ok(1)
    }

    #[redis_script = "get.lua"]
    async fn wrong(&mut self) -> redis_script::Result<u8>;

    fn helper(&mut self) -> u8 {
        1
    }

    fn undefined(&mut self) -> u8;
}
