trait Limits {
    /**

# Errors

If the connection, the server or the script fails, or if the reply does not convert.


# Script

`src/main.rs`, SHA1 `d3c21d0c2b9ca22f82737626a27bcaf5d288f99f`

A call issues at most `1` command.

KEYS:

1. `key`

Note: this script only calls `GET` (`single_command`).

```lua
return redis.call('GET', KEYS[1])
```
*/
    fn get(&mut self, key: &str) -> redis_script::Result<Option<String>>;
}
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl<__Connection> Limits for __Connection
where
    __Connection: ?Sized + ::redis_script::__private::redis::ConnectionLike,
{
    fn get(&mut self, key: &str) -> redis_script::Result<Option<String>> {
        let mut call = get::call(key);
        let reply = ::redis_script::__private::invoke_once(&mut call, &mut *self);
        ::redis_script::__private::FunctionResult::<
            redis_script::Result<Option<String>>,
        >::new()
            .of_call(reply)
    }
}
///The script of `get()`.
#[doc(hidden)]
#[repr(C)]
struct get {}
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl get {
    /// Name, source and SHA1 of the script.
    const SCRIPT: ::redis_script::__private::Script = {
        ::redis_script::__private::register! {
            get::SCRIPT
        }
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "get",
            path: "src/main.rs",
            source: r"return redis.call('GET', KEYS[1])",
            sha1: "d3c21d0c2b9ca22f82737626a27bcaf5d288f99f",
            keys: &["key"],
            effect: ::redis_script::__private::Effect::ReadsByRo,
            one_slot: false,
            undone_by_readonly: true,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    fn call(
        key: &str,
    ) -> ::redis_script::__private::Call<
        <redis_script::Result<
            Option<String>,
        > as ::redis_script::__private::ReturnType>::Value,
    > {
        ::redis_script::__private::encode(
            &Self::SCRIPT,
            &(::redis_script::__private::entry(&key), ()),
            &(),
        )
    }
}
