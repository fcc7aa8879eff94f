//! The library `redis`, which Valkey also calls `server`, and those that encode: `cjson`, `cmsgpack`, `struct`.

use super::Gives::{Natural, String};
use super::parameter::{ANY, NUMBER, NUMBER_OR_NIL, ONLY_STRING, STRING, SWITCH};
use super::role::Role;
use super::row::{Is, Row, function, integer, value};

const NOT_STRINGS: &str = "Lua redis lib command arguments must be strings or integers";
const NO_COMMAND: &str = "Please specify at least one argument for this redis lib call";

pub(super) static CALLING: Row = CALL;
const CALL: Row = function("call", &[STRING])
    .says(NOT_STRINGS, NO_COMMAND)
    .rest(STRING)
    .role(Role::Call);

pub(super) static CATCHING: Row = PCALL;
const PCALL: Row = function("pcall", &[STRING])
    .says(NOT_STRINGS, NO_COMMAND)
    .rest(STRING)
    .role(Role::CatchingCall);

pub(super) const API: &[Row] = &[
    integer("LOG_DEBUG"),
    integer("LOG_NOTICE"),
    integer("LOG_VERBOSE"),
    integer("LOG_WARNING"),
    value("REDIS_VERSION", Is::String).since(7, 0, 0),
    integer("REDIS_VERSION_NUM").since(7, 0, 0),
    integer("REPL_ALL"),
    integer("REPL_AOF"),
    integer("REPL_NONE"),
    integer("REPL_REPLICA"),
    integer("REPL_SLAVE"),
    value("SERVER_NAME", Is::String).valkey(),
    value("VALKEY_VERSION", Is::String).valkey(),
    integer("VALKEY_VERSION_NUM").valkey(),
    function("acl_check_cmd", &[STRING])
        .says(NOT_STRINGS, NO_COMMAND)
        .rest(STRING)
        .since(7, 0, 0),
    function("breakpoint", &[]),
    CALL,
    function("debug", &[]),
    function("error_reply", &[ONLY_STRING])
        .says(
            "wrong number or type of arguments",
            "wrong number or type of arguments",
        )
        .exactly()
        .role(Role::ErrorReply),
    function("log", &[NUMBER, ANY])
        .says(
            "First argument must be a number (log level).",
            "redis.log() requires two arguments or more.",
        )
        .reads()
        .role(Role::Log),
    PCALL,
    function("replicate_commands", &[]),
    function("set_repl", &[ANY])
        .says("", "redis.set_repl() requires two arguments.")
        .exactly()
        .role(Role::SetRepl),
    function("setresp", &[NUMBER])
        .says(
            "RESP version must be 2 or 3.",
            "redis.setresp() requires one argument.",
        )
        .exactly()
        .since(6, 2, 5)
        .role(Role::SetResp),
    function("sha1hex", &[ANY])
        .says("", "wrong number of arguments")
        .exactly()
        .gives(String),
    function("status_reply", &[ONLY_STRING])
        .says(
            "wrong number or type of arguments",
            "wrong number or type of arguments",
        )
        .exactly()
        .role(Role::StatusReply),
];

pub(super) const JSON: &[Row] = &[
    value("_NAME", Is::String),
    value("_VERSION", Is::String),
    function("decode", &[STRING])
        .says("", "bad argument #1 to 'decode' (expected 1 argument)")
        .exactly()
        .reads()
        .role(Role::DecodeJson),
    function("decode_array_with_array_mt", &[])
        .reads()
        .redis_since(8, 4, 0),
    function("decode_invalid_numbers", &[SWITCH])
        .says(
            "",
            "bad argument #2 to 'decode_invalid_numbers' (found too many arguments)",
        )
        .least(0)
        .most(1)
        .reads(),
    function("decode_max_depth", &[NUMBER_OR_NIL])
        .says(
            "",
            "bad argument #2 to 'decode_max_depth' (found too many arguments)",
        )
        .least(0)
        .most(1)
        .reads(),
    function("encode", &[ANY])
        .says("", "bad argument #1 to 'encode' (expected 1 argument)")
        .exactly()
        .gives(String)
        .reads()
        .role(Role::EncodeJson),
    function("encode_invalid_numbers", &[SWITCH])
        .says(
            "",
            "bad argument #2 to 'encode_invalid_numbers' (found too many arguments)",
        )
        .least(0)
        .most(1)
        .reads(),
    function("encode_keep_buffer", &[SWITCH])
        .says(
            "",
            "bad argument #2 to 'encode_keep_buffer' (found too many arguments)",
        )
        .least(0)
        .most(1)
        .reads(),
    function("encode_max_depth", &[NUMBER_OR_NIL])
        .says(
            "",
            "bad argument #2 to 'encode_max_depth' (found too many arguments)",
        )
        .least(0)
        .most(1)
        .reads(),
    function("encode_number_precision", &[NUMBER_OR_NIL])
        .says(
            "",
            "bad argument #2 to 'encode_number_precision' (found too many arguments)",
        )
        .least(0)
        .most(1)
        .reads(),
    function(
        "encode_sparse_array",
        &[SWITCH, NUMBER_OR_NIL, NUMBER_OR_NIL],
    )
    .says(
        "",
        "bad argument #4 to 'encode_sparse_array' (found too many arguments)",
    )
    .least(0)
    .most(3)
    .reads(),
    function("new", &[]).reads(),
    value("null", Is::Userdata),
];

pub(super) const MESSAGES: &[Row] = &[
    value("_COPYRIGHT", Is::String),
    value("_DESCRIPTION", Is::String),
    value("_NAME", Is::String),
    value("_VERSION", Is::String),
    function("pack", &[ANY])
        .says(
            "",
            "bad argument #0 to 'pack' (MessagePack pack needs input.)",
        )
        .gives(String)
        .reads()
        .role(Role::Encode),
    function("unpack", &[STRING])
        .reads()
        .role(Role::DecodeMessage),
    function("unpack_limit", &[STRING, NUMBER, NUMBER_OR_NIL])
        .least(2)
        .reads(),
    function("unpack_one", &[STRING, NUMBER_OR_NIL])
        .least(1)
        .reads()
        .role(Role::DecodeMessage),
];

pub(super) const STRUCTS: &[Row] = &[
    function("pack", &[STRING]).gives(String).reads(),
    function("size", &[STRING]).gives(Natural).reads(),
    function("unpack", &[STRING, STRING, NUMBER_OR_NIL])
        .least(2)
        .reads()
        .role(Role::Decode),
];
