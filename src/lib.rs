//! Typed, compile-time checked Redis Lua scripts.

pub use redis;
pub use redis_script_macros::redis_script;
