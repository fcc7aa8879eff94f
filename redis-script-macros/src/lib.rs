//! The attribute macro of redis-script: use it through the facade `redis-script`.

mod expand;

mod args;
mod attributes;
mod collision;
mod commands;
mod declaration;
mod derive;
mod project_file;
mod renamed;
mod script_file;
mod sent;
mod signature;

mod told;
mod trait_item;

mod errors;
mod lint_cap;
mod lists;
mod report;
mod template;

mod codegen;
mod docs;
mod fallback;

mod from_reply;
mod script_args;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::script_file::Origin;

/// Turns a Lua script into a typed function, and checks the script while the crate compiles.
///
/// ```
/// use redis::aio::ConnectionLike;
/// use redis_script::redis_script;
///
/// /// Counts a visit; the counter expires after `ttl_secs`.
/// #[redis_script(
///     lua = "
///         local visits = redis.call('INCR', KEYS[1])
///         redis.call('EXPIRE', KEYS[1], ARGV[1])
///         return visits
///     ",
///     keys = 1
/// )]
/// pub async fn count_visit(con: &mut impl ConnectionLike, key: &str, ttl_secs: u64) -> redis_script::Result<u64>;
///
/// # async fn example(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
/// let visits = count_visit(con, "visits:home", 3600).await?;
/// # Ok(())
/// # }
/// ```
///
/// Put the attribute on a function without a body. Its arguments are the script, as [a path](#the-path-of-the-script) or as
/// [`lua = "..."`](#lua--), and options in any order.
///
/// # The function
///
/// - `async fn` is for async connections (`redis::aio::ConnectionLike`), `fn` for blocking ones (`redis::ConnectionLike`).
/// - The first parameter is the connection: `&mut impl ConnectionLike`, `&mut C` of a generic `C`, or a concrete type such as
///   `&mut MultiplexedConnection`, `&mut ConnectionManager` or `&mut ClusterConnection`; for blocking connections also
///   `&mut dyn redis::ConnectionLike`. A connection may be passed by value, too.
/// - The KEYS come next and then the ARGV, in the script's order. Each parameter is exactly one entry: a
///   `redis_script::ScriptArg`, for example a string, bytes (`&[u8]`, `&[u8; N]`), a number, a `bool`, a [`Duration`](#durations), or a type of your
///   own.
/// - The last parameter may be [optional](#optional-arguments), or a slice `&[T]` of ARGV if the script reads a variable number of
///   them, also [in groups](#groups). For KEYS see [`keys`](#keys--n).
/// - The return type is a `Result<T, E>`. `T` is any `redis::FromRedisValue`, `E` any error type with
///   `From<redis_script::Error>` or `From<redis::RedisError>`: `redis_script::Result<T>`, `redis::RedisResult<T>` and a crate's own
///   error for redis-rs all work. If it has both, it is made by the first.
///
/// Visibility, generics, lifetimes, where clauses and other attributes are kept. The macro appends the script to the function's
/// documentation: its KEYS and ARGV, with their descriptions from comments in the script's header such as
/// `-- KEYS[1] = rate limit key`, its SHA1 and its source.
///
/// # Optional arguments
///
/// The last parameter may be an `Option<T>`: `None` passes nothing. An `Option<(A, B)>` passes two entries or none. The script must
/// provide for their absence, by a default, a test or a look at `#ARGV`; a read that does not is an error. One test is enough for
/// the entries of a tuple.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", keys = 1)]
/// async fn set(con: &mut impl ConnectionLike, key: &str, value: &str, ttl_secs: Option<u64>) -> redis_script::Result<()>;
///
/// # async fn example(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
/// set(con, "greeting", "hello", None).await?;
/// # Ok(())
/// # }
/// ```
///
/// ```compile_fail
/// # use redis_script::redis_script;
/// // error: `ttl_secs` is an `Option`, but the script needs `ARGV[2]`
/// #[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])", keys = 1)]
/// fn set(con: &mut dyn redis::ConnectionLike, key: &str, value: &str, ttl_secs: Option<u64>) -> redis_script::Result<()>;
/// ```
///
/// The last key may be optional, too: `keys = 1..=2` with an `Option<&str>` as the second parameter.
///
/// # Durations
///
/// A parameter that is written as `Duration`, or as `std::time::Duration`, is sent as an integer, in the unit that the script takes.
/// Commands tell it, as `PX` does; so do the names of variables, such as `ttl_secs`, the parameter's own name, and the header
/// (`-- ARGV[1] = ttl in milliseconds`). If the script multiplies an entry by 1000, its unit is that of 1000 times as much. The
/// documentation of the function names the unit.
///
/// ```
/// # use std::time::Duration;
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// /// Takes a lock.
/// #[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])", keys = 1)]
/// async fn lock(con: &mut impl ConnectionLike, key: &str, token: &str, lease: Duration) -> redis_script::Result<Option<String>>;
/// # async fn example(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
/// lock(con, "lock:1", "me", Duration::from_secs(30)).await?; // ARGV[2] is "30000"
/// # Ok(())
/// # }
/// ```
///
/// It is an error if the script takes it in two units, or if nothing says which unit it takes.
///
/// ```compile_fail
/// # use std::time::Duration;
/// # use redis_script::redis_script;
/// // error: the script takes the `Duration` `ttl` in several units
/// #[redis_script(lua = "redis.call('EXPIRE', KEYS[1], ARGV[1]) redis.call('PEXPIRE', KEYS[2], ARGV[1])", keys = 2)]
/// fn touch(con: &mut dyn redis::ConnectionLike, one: &str, other: &str, ttl: Duration) -> redis_script::Result<()>;
/// ```
///
/// A duration that is not a whole number of the unit is not rounded: the call is not sent, and its error has the kind `NotSent`. An
/// `Option<Duration>`, a slice of durations, and tuples with durations work the same. A field of a struct with `ScriptArgs` cannot be
/// one, since a struct may be passed to several scripts.
///
/// # Groups
///
/// The elements of a slice may be tuples of entries, or structs with [`#[derive(ScriptArgs)]`](derive@ScriptArgs). They are passed
/// one after the other, without copies. If a loop of the script takes several entries at a time, by a step or by counting, its step
/// and its begin are compared with the groups: see the lint `misaligned_group`. Groups of keys work in the same way.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i]) end", keys = 1)]
/// async fn add(con: &mut impl ConnectionLike, key: &str, members: &[(&str, f64)]) -> redis_script::Result<()>;
/// ```
///
/// # The path of the script
///
/// | written | file |
/// |---|---|
/// | `"x.lua"`, `"sub/x.lua"` | `scripts/x.lua`, `scripts/sub/x.lua` in the root of the crate, next to `Cargo.toml` |
/// | `"./x.lua"`, `"../x.lua"` | relative to the Rust file that contains the attribute |
///
/// `dir` in the `[scripts]` table of `redis-script.toml` sets a folder other than `scripts`.
///
/// There is no list of folders to search, and the path cannot be absolute. The file must be UTF-8 without a byte order mark. CR LF
/// is read as LF, so that every checkout gives the same SHA1, and the source that is embedded is the one that was hashed. If you
/// edit the file, the crate is rebuilt.
///
/// # Includes
///
/// A line `--- @include "lib/clock"` of a script is replaced by the text of that file: it is relative to the file with the line, or
/// to the folder of the scripts, and `.lua` may be left out. Each file is inserted once. Functions of included files to which nothing
/// refers are left out. All of these files are tracked. Errors name the file and the line that you wrote, also at run time, by
/// `redis_script::Error::path` and `line`. `docs/configuration.md` has the rules.
///
/// # `lua = "..."`
///
/// The source of the script, as a string literal; a raw literal such as `r#"..."#` needs no escapes. Errors name the Rust file and
/// count the lines of the literal.
///
/// ```
/// # use redis_script::redis_script;
/// #[redis_script(lua = r#"return redis.call("GET", KEYS[1])"#)]
/// fn get(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;
/// ```
///
/// # `keys = N`
///
/// How many of the parameters are KEYS; the others are ARGV. Without `keys`, the number is read from the script, if the script
/// determines it.
///
/// `keys = N..` and `keys = ..` are for a variable number: the parameter after the first `N` is a slice of keys.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('SUNIONSTORE', KEYS[1], unpack(KEYS, 2))", keys = 1..)]
/// async fn union(con: &mut impl ConnectionLike, to: &str, from: &[&str]) -> redis_script::Result<u64>;
///
/// #[redis_script(lua = "for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ARGV[1]) end", keys = ..)]
/// async fn expire(con: &mut impl ConnectionLike, keys: &[String], secs: u64) -> redis_script::Result<()>;
/// ```
///
/// `keys = N..=M` sets a maximum: the slice takes up to `M - N` keys, and a call with more is not sent.
///
/// # `args = N..=M`
///
/// For ARGV that only some calls pass: `N` single parameters, then a slice that takes the entries up to the `M`th. A call with
/// more is not sent (`ErrorKind::NotSent`). `args = N` and `args = N..` are also allowed, and are compared with the parameters.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", args = 1..=2)]
/// async fn set(con: &mut impl ConnectionLike, key: &str, value: &str, ttl_secs: &[u64]) -> redis_script::Result<()>;
/// ```
///
/// # `limits(commands = N, data = "bounded", entries = N)`
///
/// What the script may cost, in place of `[limits]` of `redis-script.toml`: how many commands a call issues at most, that its cost does
/// not depend on how much the keys hold, and how many entries a slice passes at most. A script that exceeds a limit is an error, and a
/// call with more entries is not sent (`ErrorKind::NotSent`).
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(
///     lua = "for i = 1, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end",
///     keys = 1,
///     limits(commands = 100, entries = 100)
/// )]
/// async fn push(con: &mut impl ConnectionLike, key: &str, values: &[&str]) -> redis_script::Result<()>;
/// ```
///
/// # `consts(NAME = value, ...)`
///
/// Sets constants that the script declares in comments, as `-- @const MAX_BATCH: integer = 500`. The types are `integer`, `number`,
/// `string` and `boolean`. Constants that are not set have the declared value; one without a value must be set.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// const PREFIX: &str = "seen:";
///
/// #[redis_script(
///     lua = "
///         -- @const TTL: integer = 60
///         -- @const PREFIX: string
///         return redis.call('SET', KEYS[1], PREFIX .. ARGV[1], 'EX', TTL)
///     ",
///     keys = 1,
///     consts(TTL = 5 * 60, PREFIX = crate::PREFIX)
/// )]
/// async fn see(con: &mut impl ConnectionLike, key: &str, what: &str) -> redis_script::Result<()>;
///
/// # fn main() {
/// assert!(see::SCRIPT.source().ends_with("end return main(300, 'seen:')"));
/// # }
/// ```
///
/// A value is a literal, which the checks know, or any expression that the compiler can evaluate: an integer of any type for `integer`,
/// also a floating point number for `number`, a `&'static str` for `string`, a `bool` for `boolean`. The values are part of the source
/// that is sent, so functions with other values have other SHA1s. The script is the body of a function there; its lines stay
/// as they are.
///
/// ```compile_fail
/// # use redis_script::redis_script;
/// // error: the script declares `TTL` as an integer, but this is `&str`
/// #[redis_script(
///     lua = "-- @const TTL: integer = 60
///            return redis.call('EXPIRE', KEYS[1], TTL)",
///     keys = 1,
///     consts(TTL = concat!("6", "0"))
/// )]
/// fn touch(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<bool>;
/// ```
///
/// It is an error to set a constant that the script does not declare, and to declare one that nothing reads.
///
/// # `name = "..."`
///
/// The script's name in errors and in `SCRIPT.name()`; by default the name of the function.
///
/// ```
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('TIME')", name = "time of the server")]
/// fn time(con: &mut dyn redis::ConnectionLike) -> redis_script::Result<(u64, u64)>;
///
/// assert_eq!(time::SCRIPT.name(), "time of the server");
/// ```
///
/// # `readonly`, `primary`
///
/// A script that only reads is called by `EVALSHA_RO` if all targeted servers have it (Redis from 7.0 on, Valkey). Cluster
/// connections with redis-rs's `read_from_replicas` send such calls to replicas, which may lag behind. "Write" means what the
/// server means: PUBLISH, PFCOUNT, SORT and GETEX count. A script whose first line is a shebang needs the flag `no-writes` there.
///
/// `readonly` makes a write in the script an error. It also declares that a script only reads if the macro cannot tell because a
/// function in it is unknown. `primary` is for a script whose reads must not be stale: it is called by `EVALSHA`, like scripts
/// that write.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('ZCARD', KEYS[1])", keys = 1, readonly)]
/// async fn waiting(con: &mut impl ConnectionLike, queue: &str) -> redis_script::Result<u64>;
///
/// /// A client that has just paid must see the new balance.
/// #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, readonly, primary)]
/// async fn balance(con: &mut impl ConnectionLike, account: &str) -> redis_script::Result<Option<i64>>;
///
/// assert!(waiting::SCRIPT.is_read_only() && balance::SCRIPT.is_read_only());
/// ```
///
/// # `cluster`
///
/// The script also runs in clusters, as with `cluster = true` in `redis-script.toml`: a key that is not passed through KEYS is an
/// error, and a call whose keys are in different slots is rejected before it is sent.
///
/// ```
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('RENAME', KEYS[1], KEYS[2])", cluster)]
/// fn rename(con: &mut dyn redis::ConnectionLike, from: &str, to: &str) -> redis_script::Result<()>;
/// ```
///
/// # `type = Name`
///
/// The macro also generates an empty type of the same name and visibility, hidden from the documentation:
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::{Call, redis_script};
/// #[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
/// async fn touch(con: &mut impl ConnectionLike, key: &str, secs: u64) -> redis_script::Result<Option<String>>;
///
/// // The script's name, source and SHA1 ...
/// assert_eq!(touch::SCRIPT.sha1().len(), 40);
/// // ... and a call that is prepared, but not sent.
/// let call: Call<Option<String>> = touch::call("session:7", 60);
/// ```
///
/// Functions and types have separate namespaces, so both can be called `touch`. A module `touch` in the same scope would collide
/// with the type. In this case, or if the name is taken otherwise, `type = Name` gives the type another name:
///
/// ```
/// pub mod touch {
///     use redis_script::redis_script;
///
///     #[redis_script(lua = "return redis.call('TOUCH', KEYS[1])", type = Touch)]
///     pub fn touch(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<bool>;
/// }
///
/// pub use touch::{Touch, touch};
/// # fn main() {}
/// ```
///
/// A type cannot be declared in an `impl` block or in a trait, so neither can the function: declare it outside, and call it from
/// the method. For scripts as methods of the connection, use [`macro@commands`].
///
/// # `crate = path`
///
/// The path by which generated code finds this crate. The default is `::redis_script`. If `Cargo.toml` gives the dependency another
/// name, as in `rs = { package = "redis-script", version = "0.1" }`, the macro asks for `crate = rs`. Crates that re-export it give
/// their own path:
///
/// ```
/// mod reexported {
///     pub use redis_script;
/// }
///
/// #[reexported::redis_script::redis_script(lua = "return 1", crate = crate::reexported::redis_script)]
/// fn one(con: &mut dyn redis::ConnectionLike) -> redis_script::Result<u8>;
/// # fn main() {}
/// ```
///
/// # `allow(lint, ...)`, `warn(lint, ...)`, `deny(lint, ...)`
///
/// Hides the warnings of lints, or makes all their findings warnings or errors. An error is a failure that is certain, so it is
/// hidden only with a reason: `allow(missing_entry = "the caller always passes it")`. A name that does not exist is an error.
/// Comments in the script override the attribute, which overrides `redis-script.toml`. See "Levels" in the documentation of the
/// crate `redis-script`.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, allow(unused_parameter))]
/// async fn get(con: &mut impl ConnectionLike, key: &str, reserved: u64) -> redis_script::Result<Option<String>>;
/// ```
///
/// # Errors and warnings
///
/// Errors show the line of the script and underline the part of the declaration that is wrong: the path, the number of KEYS or a
/// parameter. All errors are reported at once. The function exists even if there are errors, so that its callers cause no further
/// ones.
///
/// Macros cannot emit warnings on stable Rust, so each warning appears as a use of a deprecated macro named after the lint.
/// `allow(...)` silences it, and so does `#[allow(deprecated)]` on the function, its module or the crate.
///
/// # Limits
///
/// - The macro sees tokens, not types: `&[Byte]` with `type Byte = u8` is a slice of entries, not one binary entry. An alias of an
///   `Option` or of a slice does not compile: write the type itself.
/// - A parameter is a plain name: patterns and `cfg` are not allowed.
/// - Put other attribute macros below this one: they may need the body, which this one generates.
/// - A file that a build script writes to `OUT_DIR` cannot be named. Scripts that share a part each need it in their own file: let a
///   test write them, and keep what it writes.
///
/// # In an editor
///
/// - rust-analyzer shows errors of a script while you type in the Rust file. After a change of a `.lua` alone, it shows the old ones
///   until a Rust file is saved, and an error that `cargo check` no longer has may stay until the attribute is edited.
/// - It does not tell macros where the Rust file is. A path such as `./x.lua` means the one file of that name in the crate there. If
///   there are several, and for `../x.lua`, only `cargo check` checks the script.
/// - Rename the function where it is declared: that renames its companion type, too. A rename that begins at a call leaves out
///   `name::SCRIPT` and `name::call`, and one that begins there leaves out the calls.
/// - Warnings are shown as deprecated code is, which some editors strike through.
#[proc_macro_attribute]
pub fn redis_script(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let origin = Origin::of_this_build(&|span| span.unwrap().local_file());
    expand::function(attribute.into(), item.into(), &origin).into()
}

/// Turns Lua scripts into methods of every connection.
///
/// ```
/// use redis_script::commands;
///
/// /// Limits failed logins.
/// #[commands]
/// pub trait Limits {
///     /// Counts a failure; the counter expires after `ttl_secs`.
///     #[redis_script(
///         lua = "
///             local failures = redis.call('INCR', KEYS[1])
///             redis.call('EXPIRE', KEYS[1], ARGV[1])
///             return failures
///         ",
///         keys = 1
///     )]
///     async fn fail(&mut self, key: &str, ttl_secs: u64) -> redis_script::Result<u64>;
///
///     /// Resets the counter.
///     #[redis_script(lua = "return redis.call('UNLINK', KEYS[1])", allow(single_command))]
///     async fn forgive(&mut self, key: &str) -> redis_script::Result<bool>;
/// }
///
/// # async fn example(mut con: redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
/// if con.fail("failures:user:7", 3600).await? < 10 {
///     con.forgive("failures:user:7").await?;
/// }
/// # Ok(())
/// # }
/// ```
///
/// Put the attribute on a trait whose methods have `#[redis_script(...)]`, with all the options of [`macro@redis_script`]. The
/// rules for functions apply to the methods, too: no body, first KEYS and then ARGV, a `Result`. Their scripts are checked while
/// the crate compiles, and the errors of all methods are reported at once.
///
/// # The methods
///
/// - The connection is `&mut self`.
/// - Either all are `async fn` or all are `fn`. An async trait is implemented for everything that is
///   `redis::aio::ConnectionLike + Send`, a blocking one for everything that is `redis::ConnectionLike`, including trait objects.
///   To support both, declare two traits.
/// - An `async fn` becomes a method that returns `impl Future + Send`. It encodes the arguments when it is called, and the
///   future holds none of them.
/// - Visibility, supertraits and attributes of the trait are kept, and generics and attributes of the methods. The trait
///   itself has no generics and no other members.
///
/// As with any trait, it must be in scope at the call. If two traits in scope have a method of the same name, as redis's
/// `AsyncCommands` has `get`, say which one you mean: `Limits::get(&mut con, ...)`.
///
/// # Companion types
///
/// As for functions, a type is generated for each script, with the visibility of the trait: `fail::SCRIPT` and
/// `fail::call("failures:user:7", 3600)`. [`type = Name`](macro@redis_script#type--name) in the attribute of the method
/// renames it.
///
/// # A connection of your own
///
/// You can implement the trait for a type that is not a connection, such as a fake for tests without a server:
///
/// ```
/// # #[redis_script::commands]
/// # pub trait Limits {
/// #     #[redis_script(lua = "return redis.call('UNLINK', KEYS[1])", allow(single_command))]
/// #     async fn forgive(&mut self, key: &str) -> redis_script::Result<bool>;
/// # }
/// struct Forgiving;
///
/// impl Limits for Forgiving {
///     async fn forgive(&mut self, _key: &str) -> redis_script::Result<bool> {
///         Ok(true)
///     }
/// }
/// ```
///
/// # `crate = path`
///
/// As for a function: `#[commands(crate = crate::reexported::redis_script)]` applies to all methods.
#[proc_macro_attribute]
pub fn commands(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let origin = Origin::of_this_build(&|span| span.unwrap().local_file());
    expand::commands(attribute.into(), item.into(), &origin).into()
}

/// Reads a reply into a struct, by the names of its fields or by their position.
///
/// ```
/// use redis::aio::ConnectionLike;
/// use redis_script::{FromReply, redis_script};
///
/// #[derive(FromReply)]
/// struct Job {
///     id: String,
///     tries: u32,
///     owner: Option<String>,
/// }
///
/// /// Takes the next job.
/// #[redis_script(
///     lua = "
///         local id = redis.call('LPOP', KEYS[1])
///         if not id then return nil end
///         return {id, redis.call('HINCRBY', KEYS[2], id, 1), redis.call('HGET', KEYS[3], id)}
///     ",
///     keys = 3
/// )]
/// async fn take(
///     con: &mut impl ConnectionLike,
///     queue: &str,
///     tries: &str,
///     owners: &str,
/// ) -> redis_script::Result<Option<Job>>;
/// ```
///
/// The derive implements `redis::FromRedisValue`. So the struct can stand wherever a reply is read: in `Vec<Job>`, `Option<Job>` or
/// `(u64, Job)`, in other structs, in pipelines, and in calls of redis-rs that have nothing to do with a script.
///
/// # Names and positions
///
/// | reply | read |
/// |---|---|
/// | a map (RESP3) | by name |
/// | an array with as many elements as the struct has fields | by position |
/// | names and values in turn, as of `HGETALL`: `{'id', 'a', 'tries', 2}` | by name |
/// | pairs: `{{'id', 'a'}, {'tries', 2}}` | by name |
///
/// An array that has as many elements as the struct has fields may hold names, too. It is read by name only if each name is that
/// of another field and no field that must be there is missing. In a struct without `Option` and defaults, no list of names and
/// values in turn has that length. If a reply could be taken for either, say what it is: `#[reply(by_name)]` or
/// `#[reply(by_position)]` on the struct.
///
/// Names that the struct does not have are ignored. If a name comes twice, the last value counts. A tuple struct is read by
/// position.
///
/// # Fields
///
/// - The type of a field is any `redis::FromRedisValue`. Integers that do not fit are errors, also if the struct is read by redis-rs
///   alone.
/// - A field that is written as `Option<T>` is `None` if it is missing or nil.
/// - `#[reply(default)]` takes the default of the type if the field is missing or nil; `#[reply(default = path)]` calls a function.
/// - `#[reply(rename = "...")]` gives the name in the reply, and `#[reply(rename_all = "camelCase")]` on the struct that of all
///   fields; the cases are those of serde.
///
/// ```
/// use redis::{FromRedisValue, Value};
/// use redis_script::FromReply;
///
/// #[derive(FromReply, Debug, PartialEq)]
/// #[reply(by_name, rename_all = "kebab-case")]
/// struct Settings {
///     max_len: u32,
///     #[reply(rename = "ttl", default = one_hour)]
///     ttl_secs: u64,
///     #[reply(default)]
///     tags: Vec<String>,
/// }
///
/// fn one_hour() -> u64 {
///     3600
/// }
///
/// let reply = Value::Array(vec![
///     Value::BulkString(b"max-len".to_vec()),
///     Value::BulkString(b"100".to_vec()),
/// ]);
/// let settings = Settings::from_redis_value(reply)?;
/// assert_eq!(settings, Settings { max_len: 100, ttl_secs: 3600, tags: vec![] });
/// # Ok::<(), redis::ParsingError>(())
/// ```
///
/// Errors name the field and the struct, and never show a value, except for a number that does not fit.
///
/// # While the crate compiles
///
/// The replies of a script are held against the struct as they are against tuples. It is an error if
///
/// - the array has another number of elements than the struct has fields, or a field that must be there has no name in it,
/// - nil may come for a field that is not an `Option`, or for a struct that is not in an `Option`,
/// - a field never takes what comes for it, as a word for a number.
///
/// ```compile_fail
/// # use redis_script::{FromReply, redis_script};
/// # #[derive(FromReply)]
/// # struct Job { id: String, tries: u32 }
/// // error: element 2 of the reply can be nil, but the field `tries` of `Job` is not an `Option`
/// #[redis_script(lua = "return {KEYS[1], redis.call('HGET', KEYS[1], 'tries')}", keys = 1)]
/// fn job(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<Job>;
/// ```
///
/// `allow(reply_type)` in the attribute of the function leaves a nil that comes only sometimes to the run time, and
/// `allow(reply_type = "why")` leaves everything to it. A return type that mentions a generic or a
/// lifetime of the function is not checked. Neither are fields whose types are known only to you.
///
/// # `crate = path`
///
/// `#[reply(crate = crate::reexported::redis_script)]` is the path by which generated code finds this crate.
#[proc_macro_derive(FromReply, attributes(reply))]
pub fn from_reply(item: TokenStream) -> TokenStream {
    let origin = Origin::of_this_build(&|span| span.unwrap().local_file());
    from_reply::expand(item.into(), &origin).into()
}

/// Passes the fields of a struct as entries of KEYS or ARGV that belong together.
///
/// ```
/// use redis::aio::ConnectionLike;
/// use redis_script::{ScriptArgs, redis_script};
///
/// #[derive(ScriptArgs)]
/// struct Job<'a> {
///     id: &'a str,
///     priority: i64,
///     payload: Vec<u8>,
/// }
///
/// /// Adds jobs; their payloads are dropped after `ttl_secs`.
/// #[redis_script(
///     lua = "
///         for i = 2, #ARGV, 3 do
///             redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
///             redis.call('SET', KEYS[1] .. ':' .. ARGV[i], ARGV[i + 2], 'EX', ARGV[1])
///         end
///     ",
///     keys = 1,
///     allow(undeclared_key)
/// )]
/// async fn push(con: &mut impl ConnectionLike, queue: &str, ttl_secs: u64, jobs: &[Job<'_>]) -> redis_script::Result<()>;
/// ```
///
/// The struct can be the element of a slice, which is the last parameter of KEYS or of ARGV. Its fields are passed in the order of
/// their declaration, each as exactly one entry: see `redis_script::ScriptArg`. Tuple structs, lifetimes and generics are allowed; type
/// parameters are `ScriptArg`. A field cannot be a group itself.
///
/// A loop of the script that takes several entries at a time, as `for i = 2, #ARGV, 3 do`, is held against the number of fields while
/// the crate compiles: see the lint `misaligned_group`. Slices whose type mentions a generic of the function are not checked.
///
/// ```compile_fail
/// # use redis_script::{ScriptArgs, redis_script};
/// # #[derive(ScriptArgs)]
/// # struct Job { id: String, priority: i64, payload: Vec<u8> }
/// // error: the script takes 2 entries at a time, but each element of `jobs` is 3 entries
/// #[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1)]
/// fn push(con: &mut dyn redis::ConnectionLike, queue: &str, jobs: &[Job]) -> redis_script::Result<()>;
/// ```
///
/// # `crate = path`
///
/// `#[script_args(crate = crate::reexported::redis_script)]` is the path by which generated code finds this crate.
#[proc_macro_derive(ScriptArgs, attributes(script_args))]
pub fn script_args(item: TokenStream) -> TokenStream {
    let origin = Origin::of_this_build(&|span| span.unwrap().local_file());
    script_args::expand(item.into(), &origin).into()
}
