/**

# Errors

If the connection, the server or the script fails, or if the reply does not convert.


# Script

`src/main.rs`, SHA1 `d3c21d0c2b9ca22f82737626a27bcaf5d288f99f`

A call issues at most `1` command.

KEYS:

1. `key`

ARGV:

1. `more`

Note: this script only calls `GET` (`single_command`).

```lua
return redis.call('GET', KEYS[1])
```
*/
async fn get(
    con: &mut impl ConnectionLike,
    key: &str,
    more: &str,
) -> redis_script::Result<String> {
    {
        #[deprecated(
            note = "this reply does not always fit into `String`\n --> src/main.rs (inline lua):1:1\n  |\n1 | return redis.call('GET', KEYS[1])\n  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ replies nil or a string\n  |\n  = note: nil does not convert to `String`; use `Option<String>`\n  = help: declare `Option<String>`, or return a default"
        )]
        macro_rules! reply_type {
            () => {};
        }
        reply_type!();
    }
    {
        #[deprecated(
            note = "the script never reads `ARGV[1]`, which is the parameter `more`\n --> src/main.rs (inline lua)\n  |\n  = help: read `ARGV[1]` in the script, or remove the parameter"
        )]
        macro_rules! unused_parameter {
            () => {};
        }
        unused_parameter!();
    }
    let mut call = get::call(key, more);
    let reply = ::redis_script::__private::Dispatch::new(&mut *con)
        .invoke_once(&mut call)
        .await;
    ::redis_script::__private::FunctionResult::<redis_script::Result<String>>::new()
        .of_call(reply)
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
        more: &str,
    ) -> ::redis_script::__private::Call<
        <redis_script::Result<String> as ::redis_script::__private::ReturnType>::Value,
    > {
        ::redis_script::__private::encode(
            &Self::SCRIPT,
            &(::redis_script::__private::entry(&key), ()),
            &(::redis_script::__private::entry(&more), ()),
        )
    }
}
