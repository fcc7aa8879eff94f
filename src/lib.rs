//! Typed, compile-time checked Redis Lua scripts.

pub use redis;
pub use redis_script_macros::redis_script;
pub use redis_script_runtime::{Call, Error, ErrorKind, Result, Script, ScriptArg};

#[doc(hidden)]
pub use redis_script_runtime::__private;
