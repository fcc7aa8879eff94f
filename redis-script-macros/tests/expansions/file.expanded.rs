/// Reads one value.
#[must_use]
/**

# Errors

If the connection, the server or the script fails, or if the reply does not convert.


# Script

`scripts/get.lua`, SHA1 `c0c3da620eb6422d60efdaace05a779a3a157334`

A call issues at most `1` command.

KEYS:

1. `key`: the key, as \`type\:id\`

ARGV:

1. `or`: what to return \<instead\>, see https\:\/\/redis.io

````lua
-- Reads one value.
--
-- KEYS[1] = the key, as `type:id`
-- ARGV[1] = what to return <instead>, see https://redis.io
return redis.call('GET', KEYS[1]) or ARGV[1] -- ``` not the end
````
*/
pub(crate) async fn get(
    con: &mut impl ConnectionLike,
    key: &str,
    or: &[u8],
) -> redis_script::Result<Option<String>> {
    let mut call = get::call(key, or);
    let reply = ::redis_script::__private::Dispatch::new(&mut *con)
        .invoke_once(&mut call)
        .await;
    ::redis_script::__private::FunctionResult::<
        redis_script::Result<Option<String>>,
    >::new()
        .of_call(reply)
}
///The script of `get()`.
#[doc(hidden)]
#[repr(C)]
pub(crate) struct get {}
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl get {
    /// Name, source and SHA1 of the script.
    pub(crate) const SCRIPT: ::redis_script::__private::Script = {
        ::redis_script::__private::register! {
            get::SCRIPT
        }
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "get",
            path: "scripts/get.lua",
            source: r"-- Reads one value.
--
-- KEYS[1] = the key, as `type:id`
-- ARGV[1] = what to return <instead>, see https://redis.io
return redis.call('GET', KEYS[1]) or ARGV[1] -- ``` not the end
",
            sha1: "c0c3da620eb6422d60efdaace05a779a3a157334",
            keys: &["key"],
            effect: ::redis_script::__private::Effect::ReadsByRo,
            one_slot: false,
            undone_by_readonly: true,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub(crate) fn call(
        key: &str,
        or: &[u8],
    ) -> ::redis_script::__private::Call<
        <redis_script::Result<
            Option<String>,
        > as ::redis_script::__private::ReturnType>::Value,
    > {
        ::redis_script::__private::encode(
            &Self::SCRIPT,
            &(::redis_script::__private::entry(&key), ()),
            &(::redis_script::__private::entry(&or), ()),
        )
    }
}
const _: &str = ::redis_script::__private::core::include_str!(
    "$ROOT/scripts/get.lua"
);
