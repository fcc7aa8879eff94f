//! The library `redis`, which Valkey also calls `server`, and those that encode: `cjson`, `cmsgpack`, `struct`.

use super::Gives::{Natural, String};
use super::Types;
use super::role::Role;
use super::row::{ANY, Is, NUMBER, NUMBER_OR_NIL, Row, STRING, function, integer, value};

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
        .rest(STRING)
        .since(7, 0, 0),
    function("breakpoint", &[]),
    function("call", &[STRING]).rest(STRING).role(Role::Call),
    function("debug", &[]),
    function("error_reply", &[Types::STRING])
        .exactly()
        .role(Role::ErrorReply),
    function("log", &[NUMBER, ANY]).reads().role(Role::Log),
    function("pcall", &[STRING])
        .rest(STRING)
        .role(Role::CatchingCall),
    function("replicate_commands", &[]),
    function("set_repl", &[ANY]).exactly().role(Role::SetRepl),
    function("setresp", &[NUMBER])
        .exactly()
        .since(6, 2, 5)
        .role(Role::SetResp),
    function("sha1hex", &[ANY]).exactly().gives(String),
    function("status_reply", &[Types::STRING])
        .exactly()
        .role(Role::StatusReply),
];

/// `true`, `false`, or one of them as a string.
const SWITCH: Types = STRING.or(Types::BOOLEAN).or(Types::NIL);

pub(super) const JSON: &[Row] = &[
    value("_NAME", Is::String),
    value("_VERSION", Is::String),
    function("decode", &[STRING])
        .exactly()
        .reads()
        .role(Role::DecodeJson),
    function("decode_array_with_array_mt", &[])
        .reads()
        .redis_since(8, 4, 0),
    function("decode_invalid_numbers", &[SWITCH])
        .least(0)
        .most(1)
        .reads(),
    function("decode_max_depth", &[NUMBER_OR_NIL])
        .least(0)
        .most(1)
        .reads(),
    function("encode", &[ANY])
        .exactly()
        .gives(String)
        .reads()
        .role(Role::EncodeJson),
    function("encode_invalid_numbers", &[SWITCH])
        .least(0)
        .most(1)
        .reads(),
    function("encode_keep_buffer", &[SWITCH])
        .least(0)
        .most(1)
        .reads(),
    function("encode_max_depth", &[NUMBER_OR_NIL])
        .least(0)
        .most(1)
        .reads(),
    function("encode_number_precision", &[NUMBER_OR_NIL])
        .least(0)
        .most(1)
        .reads(),
    function(
        "encode_sparse_array",
        &[SWITCH, NUMBER_OR_NIL, NUMBER_OR_NIL],
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
