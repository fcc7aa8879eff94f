/**

# Errors

If the connection, the server or the script fails, or if the reply does not convert.


# Script

`src/main.rs`, SHA1 `93d8e7dd77e8f361a4c93b2a9d036609f15ac37a`

A call issues at most `1 + values.len()` commands.

KEYS:

1. `key`

ARGV:

1. `ttl`, sent in whole seconds
2. `values`, in groups, sent in whole milliseconds

```lua
for i = 2, #ARGV, 2 do redis.call('SET', KEYS[1], ARGV[i], 'PX', ARGV[i + 1]) end redis.call('EXPIRE', KEYS[1], ARGV[1])
```
*/
fn set(
    con: &mut dyn redis::ConnectionLike,
    key: &str,
    ttl: std::time::Duration,
    values: &[(&str, Duration)],
) -> redis_script::Result<()> {
    let mut call = set::call(key, ttl, values);
    let reply = ::redis_script::__private::invoke_once(&mut call, &mut *con);
    ::redis_script::__private::FunctionResult::<redis_script::Result<()>>::new()
        .of_call(reply)
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
        ::redis_script::__private::with_durations(
            ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
                name: "set",
                path: "src/main.rs",
                source: r"for i = 2, #ARGV, 2 do redis.call('SET', KEYS[1], ARGV[i], 'PX', ARGV[i + 1]) end redis.call('EXPIRE', KEYS[1], ARGV[1])",
                sha1: "93d8e7dd77e8f361a4c93b2a9d036609f15ac37a",
                keys: &["key"],
                effect: ::redis_script::__private::Effect::Writes,
                one_slot: false,
                undone_by_readonly: true,
                state: &STATE,
            }),
            &[
                ::redis_script::__private::SentDuration {
                    param: "ttl",
                    unit: "seconds",
                    first: 0usize,
                    step: 0usize,
                },
                ::redis_script::__private::SentDuration {
                    param: "values",
                    unit: "milliseconds",
                    first: 2usize,
                    step: 2usize,
                },
            ],
        )
    };
    /// Prepares a call, without sending it.
    fn call(
        key: &str,
        ttl: std::time::Duration,
        values: &[(&str, Duration)],
    ) -> ::redis_script::__private::Call<
        <redis_script::Result<()> as ::redis_script::__private::ReturnType>::Value,
    > {
        ::redis_script::__private::encode(
            &Self::SCRIPT,
            &(::redis_script::__private::entry(&key), ()),
            &(
                ::redis_script::__private::entry::<
                    _,
                    ::redis_script::__private::PerSecond<1>,
                >(&ttl),
                (
                    ::redis_script::__private::rest::<
                        ::redis_script::__private::Group<
                            (_, ::redis_script::__private::PerSecond<1000>),
                        >,
                        _,
                    >(&*values),
                    (),
                ),
            ),
        )
    }
}
