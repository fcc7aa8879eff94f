//! The global variables, and the functions among them.

use super::Gives::{Boolean, Natural, Number, String};
use super::parameter::{
    ANY, COUNT, FUNCTION, FUNCTION_OR_NIL, LEVEL, LUA_FUNCTION, METATABLE, NUMBER_OR_NIL, PROXY,
    STRING, STRING_OR_NIL, TABLE, THREAD,
};
use super::role::Role;
use super::row::{Is, Row, function, value};

pub(super) const GLOBALS: &[Row] = &[
    value("ARGV", Is::Entries),
    value("KEYS", Is::Entries),
    value("_G", Is::Library).opens_metatables(),
    value("_VERSION", Is::String),
    function("__redis__err__handler", &[]),
    function("assert", &[ANY]).role(Role::Assert),
    value("bit", Is::Library),
    value("cjson", Is::Library),
    value("cmsgpack", Is::Library),
    function("collectgarbage", &[STRING_OR_NIL, NUMBER_OR_NIL]).least(0),
    value("coroutine", Is::Library),
    function("error", &[ANY, NUMBER_OR_NIL])
        .least(0)
        .role(Role::Error),
    function("gcinfo", &[]).gives(Natural),
    function("getfenv", &[LEVEL.or_nil()])
        .opens_metatables()
        .least(0)
        .role(Role::Load)
        .redis_until_fixed(),
    function("getmetatable", &[ANY])
        .opens_metatables()
        .role(Role::GetMetatable),
    function("ipairs", &[TABLE]).role(Role::Ipairs),
    function("load", &[FUNCTION, STRING_OR_NIL])
        .opens_metatables()
        .least(1)
        .role(Role::Load),
    function("loadstring", &[STRING, STRING_OR_NIL])
        .opens_metatables()
        .least(1)
        .role(Role::Load),
    value("math", Is::Library),
    function("newproxy", &[PROXY])
        .least(0)
        .opens_metatables()
        .redis_until_fixed(),
    function("next", &[TABLE]).role(Role::Next),
    value("os", Is::Library).since(7, 4, 0),
    function("pairs", &[TABLE]).role(Role::Pairs),
    function("pcall", &[ANY]).least(0).role(Role::Protect),
    function("print", &[]).before(7, 0, 0),
    function("rawequal", &[ANY, ANY]).gives(Boolean).reads(),
    function("rawget", &[TABLE, ANY]).role(Role::RawGet),
    function("rawset", &[TABLE, ANY, ANY]).role(Role::RawSet),
    value("redis", Is::Library),
    function("select", &[COUNT]).role(Role::Select),
    value("server", Is::Library).valkey(),
    function("setfenv", &[LEVEL, TABLE])
        .opens_metatables()
        .redis_until_fixed(),
    function("setmetatable", &[TABLE, METATABLE])
        .opens_metatables()
        .role(Role::SetMetatable),
    value("string", Is::Library),
    value("struct", Is::Library),
    value("table", Is::Library),
    function("tonumber", &[ANY, NUMBER_OR_NIL])
        .least(1)
        .role(Role::ToNumber),
    function("tostring", &[ANY]).role(Role::ToString),
    function("type", &[ANY]).role(Role::Type),
    function("unpack", &[TABLE, NUMBER_OR_NIL, NUMBER_OR_NIL])
        .least(1)
        .role(Role::Unpack),
    function("xpcall", &[ANY, ANY]).role(Role::ProtectWith),
];

pub(super) const TABLES: &[Row] = &[
    function(
        "concat",
        &[TABLE, STRING_OR_NIL, NUMBER_OR_NIL, NUMBER_OR_NIL],
    )
    .least(1)
    .gives(String)
    .reads()
    .role(Role::Concat),
    function("foreach", &[TABLE, FUNCTION]),
    function("foreachi", &[TABLE, FUNCTION]),
    function("getn", &[TABLE]).role(Role::Length),
    function("insert", &[TABLE])
        .says("", "wrong number of arguments to 'insert'")
        .least(2)
        .most(3)
        .role(Role::Insert),
    function("maxn", &[TABLE]).gives(Natural).reads(),
    function("remove", &[TABLE, NUMBER_OR_NIL])
        .least(1)
        .role(Role::Remove),
    function("setn", &[TABLE]),
    function("sort", &[TABLE, FUNCTION_OR_NIL])
        .least(1)
        .role(Role::Sort),
];

pub(super) const COROUTINES: &[Row] = &[
    function("create", &[LUA_FUNCTION]),
    function("resume", &[THREAD]),
    function("running", &[]),
    function("status", &[THREAD]),
    function("wrap", &[LUA_FUNCTION]).role(Role::Wrap),
    function("yield", &[]),
];

pub(super) const CLOCK: &[Row] = &[function("clock", &[]).gives(Number).reads().since(7, 4, 0)];

/// What `pairs`, `ipairs`, `string.gmatch` and `coroutine.wrap` give. They have no name.
pub(super) const ITERATORS: &[Row] = &[
    function("coroutine", &[]).role(Role::CoroutineBody),
    function("entries", &[]).role(Role::IpairsIterator),
    function("matches", &[]).role(Role::MatchIterator),
];
