//! The global variables of a script, and the members of the libraries among them.
//!
//! Read off running servers: Redis 7.0.15, 7.2.4, 7.4.1, 8.2.3 and Valkey 8.1.8, 9.0.0, 9.1.2. Later ones have, by their
//! release notes, one member more: `cjson.decode_array_with_array_mt`.

use super::servers::{Product, Servers};

/// What at least one Redis or Valkey from 7.0 on has, in alphabetic order.
pub const GLOBALS: &[&str] = &[
    "ARGV",
    "KEYS",
    "_G",
    "_VERSION",
    "__redis__err__handler",
    "assert",
    "bit",
    "cjson",
    "cmsgpack",
    "collectgarbage",
    "coroutine",
    "error",
    "gcinfo",
    "getfenv",
    "getmetatable",
    "ipairs",
    "load",
    "loadstring",
    "math",
    "newproxy",
    "next",
    "os",
    "pairs",
    "pcall",
    "rawequal",
    "rawget",
    "rawset",
    "redis",
    "select",
    "server",
    "setfenv",
    "setmetatable",
    "string",
    "struct",
    "table",
    "tonumber",
    "tostring",
    "type",
    "unpack",
    "xpcall",
];

const API: &[&str] = &[
    "LOG_DEBUG",
    "LOG_NOTICE",
    "LOG_VERBOSE",
    "LOG_WARNING",
    "REDIS_VERSION",
    "REDIS_VERSION_NUM",
    "REPL_ALL",
    "REPL_AOF",
    "REPL_NONE",
    "REPL_REPLICA",
    "REPL_SLAVE",
    "SERVER_NAME",
    "VALKEY_VERSION",
    "VALKEY_VERSION_NUM",
    "acl_check_cmd",
    "breakpoint",
    "call",
    "debug",
    "error_reply",
    "log",
    "pcall",
    "replicate_commands",
    "set_repl",
    "setresp",
    "sha1hex",
    "status_reply",
];

/// The members of a library; `None` for what is no library.
#[must_use]
pub fn members(library: &str) -> Option<&'static [&'static str]> {
    Some(match library {
        "redis" | "server" => API,
        "string" => &[
            "byte", "char", "dump", "find", "format", "gfind", "gmatch", "gsub", "len", "lower",
            "match", "rep", "reverse", "sub", "upper",
        ],
        "table" => &[
            "concat", "foreach", "foreachi", "getn", "insert", "maxn", "remove", "setn", "sort",
        ],
        "math" => &[
            "abs",
            "acos",
            "asin",
            "atan",
            "atan2",
            "ceil",
            "cos",
            "cosh",
            "deg",
            "exp",
            "floor",
            "fmod",
            "frexp",
            "huge",
            "ldexp",
            "log",
            "log10",
            "max",
            "min",
            "mod",
            "modf",
            "pi",
            "pow",
            "rad",
            "random",
            "randomseed",
            "sin",
            "sinh",
            "sqrt",
            "tan",
            "tanh",
        ],
        "coroutine" => &["create", "resume", "running", "status", "wrap", "yield"],
        "os" => &["clock"],
        "bit" => &[
            "arshift", "band", "bnot", "bor", "bswap", "bxor", "lshift", "rol", "ror", "rshift",
            "tobit", "tohex",
        ],
        "cjson" => &[
            "_NAME",
            "_VERSION",
            "decode",
            "decode_array_with_array_mt",
            "decode_invalid_numbers",
            "decode_max_depth",
            "encode",
            "encode_invalid_numbers",
            "encode_keep_buffer",
            "encode_max_depth",
            "encode_number_precision",
            "encode_sparse_array",
            "new",
            "null",
        ],
        "cmsgpack" => &[
            "_COPYRIGHT",
            "_DESCRIPTION",
            "_NAME",
            "_VERSION",
            "pack",
            "unpack",
            "unpack_limit",
            "unpack_one",
        ],
        "struct" => &["pack", "size", "unpack"],
        _ => return None,
    })
}

/// The servers that have a global, or a member of a library (`redis.setresp`, `os.clock`); what is not named here is the
/// same on all known servers.
#[must_use]
pub fn servers_having(name: &str) -> Servers {
    let since = |least| Servers::matching(|server| server.version >= least);
    let valkey = || Servers::matching(|server| server.product == Product::Valkey);
    let name = name
        .strip_prefix("server.")
        .map_or_else(|| name.to_owned(), |name| format!("redis.{name}"));
    match &*name {
        "redis.setresp" => since((6, 2, 5)),
        "redis.acl_check_cmd" | "redis.REDIS_VERSION" | "redis.REDIS_VERSION_NUM" => {
            since((7, 0, 0))
        }
        "server" | "redis.SERVER_NAME" | "redis.VALKEY_VERSION" | "redis.VALKEY_VERSION_NUM" => {
            valkey()
        }
        "os" | "os.clock" => since((7, 4, 0)),
        "cjson.decode_array_with_array_mt" => since((8, 4, 0)).without(valkey()),
        "print" => Servers::ALL.without(since((7, 0, 0))),
        "getfenv" | "setfenv" | "newproxy" => Servers::matching(|server| {
            let fixed = server.version == (7, 0, 15) || server.version >= (8, 2, 3);
            server.product == Product::Redis && !fixed
        }),
        _ => Servers::ALL,
    }
}

/// Whether some server from 7.0 on has a global, or a member of `os`.
#[must_use]
pub fn has_global(name: &str) -> bool {
    match name.strip_prefix("os.") {
        Some(member) => members("os").is_some_and(|members| members.contains(&member)),
        None => GLOBALS.contains(&name),
    }
}

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
