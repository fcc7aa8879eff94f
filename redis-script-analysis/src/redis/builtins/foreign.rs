//! Globals that scripts do not have.

/// What to write instead of a global that Lua has elsewhere, or that another language has.
#[must_use]
pub fn remedy(name: &str) -> Option<&'static str> {
    Some(match name {
        "print" => "write to the server's log: `redis.log(redis.LOG_NOTICE, ...)`",
        "require" | "module" | "package" | "dofile" | "loadfile" => {
            "a script cannot load other files: put the code into this one"
        }
        "io" => "a script cannot reach files or processes: pass the data in ARGV",
        "debug" => "the library `debug` is not there: log with `redis.log(redis.LOG_NOTICE, ...)`",
        "utf8" => "the library `utf8` came with Lua 5.3, Redis runs Lua 5.1",
        "bit32" => "the library `bit32` came with Lua 5.2: Redis has `bit`",
        "null" | "NULL" | "None" | "undefined" => {
            "Lua's word is `nil`; a null of JSON is `cjson.null`"
        }
        "True" | "TRUE" => "Lua's word is `true`",
        "False" | "FALSE" => "Lua's word is `false`",
        _ => return None,
    })
}
