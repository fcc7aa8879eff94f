/// Limits and counters.
#[cfg(unix)]
#[expect(clippy::module_name_repetitions, reason = "for the example")]
#[allow(dead_code)]
pub trait Limits: Sized + Clone {
    /// Reads a limit.
    #[cfg(feature = "limits")]
    #[must_use]
    #[expect(clippy::too_many_arguments)]
    /**

# Errors

If the connection, the server or the script fails, or if the reply does not convert.


# Script

`scripts/get.lua`, SHA1 `c0c3da620eb6422d60efdaace05a779a3a157334`

A call issues at most `1` command.

KEYS:

1. `key`: the key, as \`type\:id\`

````lua
-- Reads one value.
--
-- KEYS[1] = the key, as `type:id`
-- ARGV[1] = what to return <instead>, see https://redis.io
return redis.call('GET', KEYS[1]) or ARGV[1] -- ``` not the end
````
*/
    fn get<'a>(
        &'a mut self,
        key: &'a str,
    ) -> impl crate::facade::__private::core::future::Future<
        Output = redis_script::Result<String>,
    > + crate::facade::__private::core::marker::Send;
    #[cfg_attr(test, must_use)]
    /**

# Errors

If the connection, the server or the script fails, or if the reply does not convert.


# Script

`src/main.rs`, SHA1 `d8f2fad9f8e86a53d2a6ebd960b33c4972cacc37`

A call issues at most `1` command.

KEYS:

1. `key`

ARGV:

1. `value`
2. `_unused`

Note: this script only calls `SET` (`single_command`).

```lua
return redis.call('SET', KEYS[1], ARGV[1])
```
*/
    fn set<K: ScriptArg>(
        &mut self,
        key: K,
        value: u64,
        _unused: impl ScriptArg,
    ) -> impl crate::facade::__private::core::future::Future<
        Output = redis_script::Result<()>,
    > + crate::facade::__private::core::marker::Send
    where
        K: Clone;
}
#[cfg(unix)]
#[allow(clippy::module_name_repetitions, reason = "for the example")]
#[allow(dead_code)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl<__Connection> Limits for __Connection
where
    __Connection: ?Sized + crate::facade::__private::redis::aio::ConnectionLike
        + crate::facade::__private::core::marker::Send + Sized + Clone,
{
    #[cfg(feature = "limits")]
    #[inline]
    #[allow(clippy::too_many_arguments)]
    fn get<'a>(
        &'a mut self,
        key: &'a str,
    ) -> impl crate::facade::__private::core::future::Future<
        Output = redis_script::Result<String>,
    > + crate::facade::__private::core::marker::Send {
        let mut call = get::call(key);
        async move {
            let reply = crate::facade::__private::Dispatch::new(&mut *self)
                .invoke_once(&mut call)
                .await;
            crate::facade::__private::FunctionResult::<
                redis_script::Result<String>,
            >::new()
                .of_call(reply)
        }
    }
    #[expect(deprecated)]
    #[cfg_attr(test, instrument)]
    fn set<K: ScriptArg>(
        &mut self,
        key: K,
        value: u64,
        _unused: impl ScriptArg,
    ) -> impl crate::facade::__private::core::future::Future<
        Output = redis_script::Result<()>,
    > + crate::facade::__private::core::marker::Send
    where
        K: Clone,
    {
        {
            #[deprecated(
                note = "the script never reads `ARGV[2]`, which is the parameter `_unused`\n --> src/main.rs (inline lua)\n  |\n  = help: read `ARGV[2]` in the script, or remove the parameter"
            )]
            macro_rules! unused_parameter {
                () => {};
            }
            unused_parameter!();
        }
        #[allow(clippy::used_underscore_binding)]
        let mut call = Set::call::<K>(key, value, _unused);
        async move {
            #[allow(clippy::used_underscore_binding)]
            let reply = crate::facade::__private::Dispatch::new(&mut *self)
                .invoke_once(&mut call)
                .await;
            crate::facade::__private::FunctionResult::<redis_script::Result<()>>::new()
                .of_call(reply)
        }
    }
}
#[cfg(feature = "limits")]
#[cfg(unix)]
///The script of `get()`.
#[doc(hidden)]
#[repr(C)]
pub struct get {}
#[cfg(feature = "limits")]
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl get {
    /// Name, source and SHA1 of the script.
    pub const SCRIPT: crate::facade::__private::Script = {
        crate::facade::__private::register! {
            get::SCRIPT
        }
        static STATE: crate::facade::__private::LoadState = crate::facade::__private::LoadState::new();
        crate::facade::__private::script(crate::facade::__private::ScriptDefinition {
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
            effect: crate::facade::__private::Effect::ReadsByRo,
            one_slot: false,
            undone_by_readonly: true,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub fn call<'a>(
        key: &'a str,
    ) -> crate::facade::__private::Call<
        <redis_script::Result<String> as crate::facade::__private::ReturnType>::Value,
    > {
        crate::facade::__private::encode(
            &Self::SCRIPT,
            &(crate::facade::__private::entry(&key), ()),
            &(),
        )
    }
}
#[cfg(feature = "limits")]
#[cfg(unix)]
const _: &str = crate::facade::__private::core::include_str!(
    "$ROOT/scripts/get.lua"
);
#[cfg(unix)]
///The script of `set()`.
#[doc(hidden)]
#[repr(C)]
pub struct Set {}
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl Set {
    /// Name, source and SHA1 of the script.
    pub const SCRIPT: crate::facade::__private::Script = {
        crate::facade::__private::register! {
            Set::SCRIPT
        }
        static STATE: crate::facade::__private::LoadState = crate::facade::__private::LoadState::new();
        crate::facade::__private::script(crate::facade::__private::ScriptDefinition {
            name: "set",
            path: "src/main.rs",
            source: r"return redis.call('SET', KEYS[1], ARGV[1])",
            sha1: "d8f2fad9f8e86a53d2a6ebd960b33c4972cacc37",
            keys: &["key"],
            effect: crate::facade::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: true,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub fn call<K: ScriptArg>(
        key: K,
        value: u64,
        _unused: impl ScriptArg,
    ) -> crate::facade::__private::Call<
        <redis_script::Result<()> as crate::facade::__private::ReturnType>::Value,
    >
    where
        K: Clone,
    {
        crate::facade::__private::encode(
            &Self::SCRIPT,
            &(crate::facade::__private::entry(&key), ()),
            &(
                crate::facade::__private::entry(&value),
                (crate::facade::__private::entry(&_unused), ()),
            ),
        )
    }
}
