/// # Errors
/// Written by the user.
#[cfg(unix)]
#[cfg_attr(feature = "x", inline, cfg(windows))]
/**

# Script

`src/main.rs`, SHA1 `6603d1a38b4b7ea2bd1d59d1d409cfb99ce9c2c5`

A call issues at most `1` command.

KEYS:

1. `first`
2. `keys` and further ones

Note: this script only calls `DEL` (`single_command`).

```lua
return redis.call('DEL', unpack(KEYS))
```
*/
fn delete(
    mut con: redis::Connection,
    first: String,
    keys: &[&str],
) -> redis::RedisResult<u64> {
    let mut call = Delete::call(first, keys);
    let reply = ::redis_script::__private::invoke_once(&mut call, &mut con);
    ::redis_script::__private::FunctionResult::<redis::RedisResult<u64>>::new()
        .of_call(reply)
}
#[cfg(unix)]
#[cfg_attr(feature = "x", cfg(windows))]
///The script of `delete()`.
#[doc(hidden)]
#[repr(C)]
struct Delete {}
#[cfg(unix)]
#[cfg_attr(feature = "x", cfg(windows))]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl Delete {
    /// Name, source and SHA1 of the script.
    const SCRIPT: ::redis_script::__private::Script = {
        ::redis_script::__private::register! {
            Delete::SCRIPT
        }
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "delete keys",
            path: "src/main.rs",
            source: r"return redis.call('DEL', unpack(KEYS))",
            sha1: "6603d1a38b4b7ea2bd1d59d1d409cfb99ce9c2c5",
            keys: &["first", "keys"],
            effect: ::redis_script::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: true,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    fn call(
        first: String,
        keys: &[&str],
    ) -> ::redis_script::__private::Call<
        <redis::RedisResult<u64> as ::redis_script::__private::ReturnType>::Value,
    > {
        ::redis_script::__private::encode(
            &Self::SCRIPT,
            &(
                ::redis_script::__private::entry(&first),
                (
                    ::redis_script::__private::rest::<
                        ::redis_script::__private::One<_>,
                        _,
                    >(&*keys),
                    (),
                ),
            ),
            &(),
        )
    }
}
