use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
struct Struct;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
pub enum Enum {}

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
impl Struct {}

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
trait Trait {}

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
mod module {}

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
const ONE: u8 = 1;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
/// Documented.
pub use std::fmt;

fn main() {
    let _ = Struct;
    let _ = fmt::Error;
}
