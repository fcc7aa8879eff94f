/**

# Errors

If the connection, the server or the script fails, or if the reply does not convert.


# Script

`src/main.rs`, SHA1 `ad2be36a3afb4d34edb0891299b12f82216306a7`

A call issues at most `1` command.

KEYS:

1. `key`

ARGV:

1. `value`
2. `bytes`

```lua
return redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2])
```
*/
async fn set<'c, 'k: 'a, 'a, C, K, V: Clone, const N: usize, T>(
    con: &'c mut C,
    key: &'k K,
    value: V,
    bytes: [u8; N],
) -> Result<T, Error>
where
    C: ConnectionLike + 'c,
    K: ScriptArg,
    V: ScriptArg + From<T>,
    T: FromRedisValue,
{
    let mut call = set::call::<K, V, N, T>(key, value, bytes);
    let reply = ::redis_script::__private::Dispatch::new(&mut *con)
        .invoke_once(&mut call)
        .await;
    ::redis_script::__private::FunctionResult::<Result<T, Error>>::new().of_call(reply)
}
///The script of `set()`.
#[doc(hidden)]
#[repr(C)]
struct set {}
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl set {
    /// Name, source and SHA1 of the script.
    const SCRIPT: ::redis_script::__private::Script = {
        ::redis_script::__private::register! {
            set::SCRIPT
        }
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "set",
            path: "src/main.rs",
            source: r"return redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2])",
            sha1: "ad2be36a3afb4d34edb0891299b12f82216306a7",
            keys: &["key"],
            effect: ::redis_script::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: true,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    fn call<'k: 'a, 'a, K, V: Clone, const N: usize, T>(
        key: &'k K,
        value: V,
        bytes: [u8; N],
    ) -> ::redis_script::__private::Call<
        <Result<T, Error> as ::redis_script::__private::ReturnType>::Value,
    >
    where
        K: ScriptArg,
        V: ScriptArg + From<T>,
        T: FromRedisValue,
    {
        ::redis_script::__private::encode(
            &Self::SCRIPT,
            &(::redis_script::__private::entry(&key), ()),
            &(
                ::redis_script::__private::entry(&value),
                (::redis_script::__private::entry(&bytes), ()),
            ),
        )
    }
}
