//! What the functions of the sandbox take.
//!
//! From Lua 5.1's manual, and from what Redis 7.0 and Valkey 8.1 said to wrong calls of their own functions.

use crate::domain::Types;

/// How many arguments a function takes, and of which types.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// So many at least.
    pub least: usize,
    /// So many at most, where more raise an error.
    pub most: Option<usize>,
    /// The types of the first ones.
    pub types: &'static [Types],
}

const ANY: Types = Types::ANY;
/// What Lua takes for a string.
const TEXT: Types = Types::NUMERIC;
/// What Lua takes for a number, if the text is one.
const NUMBER: Types = Types::NUMERIC;
const TABLE: Types = Types::TABLE;
const FUNCTION: Types = Types::FUNCTION;
const TEXT_OR_NIL: Types = TEXT.or(Types::NIL);
const NUMBER_OR_NIL: Types = NUMBER.or(Types::NIL);
const TABLE_OR_NIL: Types = TABLE.or(Types::NIL);
const FUNCTION_OR_NIL: Types = FUNCTION.or(Types::NIL);
/// What `string.gsub` puts in.
const REPLACEMENT: Types = TEXT.or(TABLE).or(FUNCTION);

/// Takes these at least, and ignores more.
const fn open(types: &'static [Types]) -> Signature {
    Signature {
        least: types.len(),
        most: None,
        types,
    }
}

/// Takes exactly these.
const fn exact(types: &'static [Types]) -> Signature {
    Signature {
        least: types.len(),
        most: Some(types.len()),
        types,
    }
}

/// Takes so many at least.
const fn optional(least: usize, types: &'static [Types]) -> Signature {
    Signature {
        least,
        most: None,
        types,
    }
}

/// What a function takes; `None` for what is not known, or takes anything.
#[must_use]
pub fn of(function: &str) -> Option<Signature> {
    let function = function
        .strip_prefix("server.")
        .map_or_else(|| function.to_owned(), |name| format!("redis.{name}"));
    of_redis(&function)
        .or_else(|| of_lua(&function))
        .or_else(|| of_strings(&function))
}

fn of_redis(function: &str) -> Option<Signature> {
    Some(match function {
        "redis.error_reply" | "redis.status_reply" => exact(&[Types::STRING]),
        "redis.sha1hex" | "cjson.decode" => exact(&[TEXT]),
        "redis.log" => open(&[NUMBER, ANY]),
        "redis.setresp" | "redis.set_repl" => exact(&[NUMBER]),
        "cjson.encode" => exact(&[ANY]),
        "redis.acl_check_cmd"
        | "cmsgpack.unpack"
        | "cmsgpack.unpack_one"
        | "struct.pack"
        | "struct.size" => open(&[TEXT]),
        "cmsgpack.pack" => open(&[ANY]),
        "struct.unpack" => open(&[TEXT, TEXT]),
        "bit.tobit" | "bit.bnot" | "bit.band" | "bit.bor" | "bit.bxor" | "bit.bswap"
        | "bit.tohex" => open(&[NUMBER]),
        "bit.lshift" | "bit.rshift" | "bit.arshift" | "bit.rol" | "bit.ror" => {
            open(&[NUMBER, NUMBER])
        }
        _ => return None,
    })
}

fn of_lua(function: &str) -> Option<Signature> {
    Some(match function {
        "assert" | "type" | "tostring" | "select" | "pcall" => open(&[ANY]),
        "xpcall" | "rawequal" => open(&[ANY, ANY]),
        "tonumber" => optional(1, &[ANY, NUMBER]),
        "ipairs" | "pairs" | "next" | "table.getn" | "table.maxn" => open(&[TABLE]),
        "unpack" => optional(1, &[TABLE, ANY, ANY]),
        "setmetatable" => open(&[TABLE, TABLE_OR_NIL]),
        "rawget" => open(&[TABLE, ANY]),
        "rawset" => open(&[TABLE, ANY, ANY]),
        "table.insert" => Signature {
            least: 2,
            most: Some(3),
            types: &[TABLE],
        },
        "table.remove" => optional(1, &[TABLE, NUMBER]),
        "table.concat" => optional(1, &[TABLE, TEXT_OR_NIL]),
        "table.sort" => optional(1, &[TABLE, FUNCTION_OR_NIL]),
        "table.foreach" | "table.foreachi" => open(&[TABLE, FUNCTION]),
        "math.random" => Signature {
            least: 0,
            most: Some(2),
            types: &[NUMBER, NUMBER],
        },
        "math.pow" | "math.fmod" | "math.mod" | "math.ldexp" | "math.atan2" => {
            open(&[NUMBER, NUMBER])
        }
        "math.abs" | "math.ceil" | "math.floor" | "math.sqrt" | "math.exp" | "math.log"
        | "math.log10" | "math.max" | "math.min" | "math.sin" | "math.cos" | "math.tan"
        | "math.modf" | "math.frexp" | "math.randomseed" => open(&[NUMBER]),
        _ => return None,
    })
}

fn of_strings(function: &str) -> Option<Signature> {
    Some(match function {
        "string.len" | "string.lower" | "string.upper" | "string.reverse" | "string.format" => {
            open(&[TEXT])
        }
        "string.byte" => optional(1, &[TEXT, NUMBER_OR_NIL]),
        "string.sub" => optional(2, &[TEXT, NUMBER, NUMBER_OR_NIL]),
        "string.rep" => open(&[TEXT, NUMBER]),
        "string.find" | "string.match" | "string.gmatch" => open(&[TEXT, TEXT]),
        "string.gsub" => open(&[TEXT, TEXT, REPLACEMENT]),
        _ => return None,
    })
}
