//! Which Rust values can be a KEYS or ARGV entry.

use redis::{RedisWrite, ToSingleRedisArg};

/// A value that is written as exactly one KEYS or ARGV entry.
///
/// Scripts read their entries by position, so a parameter that wrote no entry or several would shift every entry after
/// it. Implemented for each type that implements [`redis::ToSingleRedisArg`]: strings, bytes, numbers, `bool`,
/// references and smart pointers to these. `Arc<str>`, `Box<str>` and `Rc<str>` are arguments as well. For a type of your own, such
/// as an enum, implement `redis::ToRedisArgs` and `redis::ToSingleRedisArg`:
///
/// ```
/// use redis::{RedisWrite, ToRedisArgs, ToSingleRedisArg};
///
/// struct UserId(u64);
///
/// impl ToRedisArgs for UserId {
///     fn write_redis_args<W: ?Sized + RedisWrite>(&self, out: &mut W) {
///         out.write_arg_fmt(format_args!("user:{}", self.0));
///     }
/// }
///
/// impl ToSingleRedisArg for UserId {}
///
/// enum Mode {
///     IfAbsent,
///     Always,
/// }
///
/// impl ToRedisArgs for Mode {
///     fn write_redis_args<W: ?Sized + RedisWrite>(&self, out: &mut W) {
///         out.write_arg(match self {
///             Self::IfAbsent => b"nx",
///             Self::Always => b"",
///         });
///     }
/// }
///
/// impl ToSingleRedisArg for Mode {}
///
/// fn is_script_arg<A: redis_script_runtime::ScriptArg>(_: A) {}
/// is_script_arg(UserId(7));
/// is_script_arg(Mode::IfAbsent);
/// is_script_arg(Mode::Always);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a KEYS or ARGV entry of a script",
    label = "not written as exactly one entry",
    note = "`Option`, `Vec`, tuples and other collections write no entry or several, which would shift every entry after them",
    note = "an `Option` can be the last parameter, if its type is written as `Option<...>`; elsewhere pass a value that the script treats as absent, such as `\"\"`",
    note = "instead of a collection take a slice as the last parameter, `&[T]` or `&[(A, B)]`, or serialize it into one string",
    note = "for a type of your own, implement `redis::ToRedisArgs` and `redis::ToSingleRedisArg`"
)]
pub trait ScriptArg: ToSingleRedisArg {}

#[diagnostic::do_not_recommend]
impl<A: ToSingleRedisArg> ScriptArg for A {}

/// A struct whose fields are KEYS or ARGV entries that belong together; implemented by
/// [`#[derive(ScriptArgs)]`](https://docs.rs/redis-script/latest/redis_script/derive.ScriptArgs.html).
///
/// A script that takes its arguments in groups, as by `for i = 1, #ARGV, 3 do`, takes a slice of such structs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group of KEYS or ARGV entries",
    note = "add `#[derive(redis_script::ScriptArgs)]` to a struct whose fields are one entry each"
)]
pub trait ScriptArgs {
    /// How many entries.
    #[doc(hidden)]
    const COUNT: usize;

    /// Writes the fields in order.
    #[doc(hidden)]
    fn write_fields<W: RedisWrite>(&self, to: &mut W);
}

impl<A: ScriptArgs + ?Sized> ScriptArgs for &A {
    const COUNT: usize = A::COUNT;

    #[inline]
    fn write_fields<W: RedisWrite>(&self, to: &mut W) {
        (**self).write_fields(to);
    }
}
