//! The attribute macro of redis-script: use it through the facade `redis-script`.

mod expand;

mod args;
mod attributes;
mod commands;
mod declaration;
mod project_file;
mod script_file;

mod errors;
mod report;

mod codegen;
mod docs;
mod fallback;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::script_file::Origin;

/// Makes a typed function of a Lua script, and checks the script while the crate compiles.
///
/// ```
/// use redis::aio::ConnectionLike;
/// use redis_script::redis_script;
///
/// /// Counts a visit, and forgets the counter an hour later.
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
/// The attribute stands on a function without a body. Its arguments are the script, as [a path](#the-path-of-the-script) or
/// as [`lua = "..."`](#lua--), and further options in any order.
///
/// # The function
///
/// - `async fn` is for async connections (`redis::aio::ConnectionLike`), `fn` for blocking ones (`redis::ConnectionLike`).
/// - The first parameter is the connection: `&mut impl ConnectionLike`, `&mut C` of a generic `C`, or a concrete type such as
///   `&mut MultiplexedConnection`, `&mut ConnectionManager` or `&mut ClusterConnection`; for blocking connections also
///   `&mut dyn redis::ConnectionLike`. A connection may be passed by value, too.
/// - Then come the KEYS and then the ARGV, in the script's order. Each parameter is exactly one entry: a
///   `redis_script::ScriptArg`, that is a string, bytes (`&[u8]`, `&[u8; N]`), a number, a `bool`, or a type of your own.
/// - The last parameter may be a slice `&[T]` of ARGV, if the script reads a variable number of them, or if only some calls
///   pass them: see [`args`](#args--nm). For KEYS see [`keys`](#keys--n).
/// - The return type is a `Result<T, E>`. `T` is any `redis::FromRedisValue`, `E` any error type with
///   `From<redis_script::Error>`: `redis_script::Result<T>` and `redis::RedisResult<T>` both work.
///
/// Visibility, generics, lifetimes, where clauses and other attributes are kept. The documentation of the function goes on
/// with the script: KEYS and ARGV, with what the script's header says about them in comments such as
/// `-- KEYS[1] = rate limit key`, its SHA1 and its text.
///
/// # The path of the script
///
/// | written | file |
/// |---|---|
/// | `"x.lua"`, `"sub/x.lua"` | `scripts/x.lua`, `scripts/sub/x.lua` in the root of the crate, where its `Cargo.toml` is |
/// | `"./x.lua"`, `"../x.lua"` | beside the Rust file in which the path is written |
///
/// `dir` in the `[scripts]` of `redis-script.toml` names another folder than `scripts`.
///
/// There is no list of folders to search, and the path is never absolute. The text has to be UTF-8 without a byte order mark.
/// CR LF is read as LF, so that every checkout gives the same SHA1, and the text that is embedded is the text that was
/// hashed. Editing the file builds the crate again.
///
/// # `lua = "..."`
///
/// The text of the script itself, as a string literal; a raw literal such as `r#"..."#` saves the escapes. Errors name the
/// Rust file and count the lines of the literal.
///
/// ```
/// # use redis_script::redis_script;
/// #[redis_script(lua = r#"return redis.call("GET", KEYS[1])"#)]
/// fn get(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;
/// ```
///
/// # `keys = N`
///
/// How many of the parameters are KEYS; the others are ARGV. Without `keys` it is what the script reads, where the script
/// fixes it.
///
/// `keys = N..` and `keys = ..` are for a variable number: the parameter behind the first `N` is a slice of keys.
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
/// `keys = N..=M` is for a number with an end: the slice takes up to `M - N` keys, and a call with more is not sent.
///
/// # `args = N..=M`
///
/// ARGV that only some calls pass: `N` single parameters, then a slice that takes those up to the `M`th. A call with more is
/// not sent (`ErrorKind::NotSent`). `args = N` and `args = N..` may be written, too, and are held against the parameters.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", args = 1..=2)]
/// async fn set(con: &mut impl ConnectionLike, key: &str, value: &str, ttl_secs: &[u64]) -> redis_script::Result<()>;
/// ```
///
/// # `name = "..."`
///
/// The script's name in errors and in `SCRIPT.name()`; by default the function's.
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
/// A script that only reads is sent by `EVALSHA_RO`, where all targeted servers have it (Redis from 7.0 on, Valkey): cluster
/// connections with redis-rs's `read_from_replicas` send that to replicas, which may lag behind. What is a write is the
/// servers' rule, by which PUBLISH, PFCOUNT, SORT and GETEX are ones. A script whose first line is a shebang has to have the flag
/// `no-writes` there.
///
/// `readonly` makes a write in the script an error, and says of a script in which a function is unknown that it only reads.
/// `primary` is for a script whose reads must not be stale: it is sent by `EVALSHA`, as scripts that write.
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::redis_script;
/// #[redis_script(lua = "return redis.call('ZCARD', KEYS[1])", keys = 1, readonly)]
/// async fn waiting(con: &mut impl ConnectionLike, queue: &str) -> redis_script::Result<u64>;
///
/// /// Who has just paid must see it.
/// #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, readonly, primary)]
/// async fn balance(con: &mut impl ConnectionLike, account: &str) -> redis_script::Result<Option<i64>>;
///
/// assert!(waiting::SCRIPT.is_read_only() && balance::SCRIPT.is_read_only());
/// ```
///
/// # `type = Name`
///
/// Beside the function stands an empty type of the same name and visibility, hidden from the documentation:
///
/// ```
/// # use redis::aio::ConnectionLike;
/// # use redis_script::{Call, redis_script};
/// #[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
/// async fn touch(con: &mut impl ConnectionLike, key: &str, secs: u64) -> redis_script::Result<Option<String>>;
///
/// // The script's name, text and SHA1 ...
/// assert_eq!(touch::SCRIPT.sha1().len(), 40);
/// // ... and a call that is prepared, but not sent.
/// let call: Call<Option<String>> = touch::call("session:7", 60);
/// ```
///
/// Functions and types have names of two kinds, so both can be called `touch`; but a module `touch` in the same place would be
/// a second thing of the type's kind. There, and wherever else the name is taken, `type = Name` gives the type another:
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
/// A type cannot stand in an `impl` block or in a trait, so neither can the function: declare it outside, and call it from the
/// method. For scripts as methods of the connection there is [`macro@commands`].
///
/// # `crate = path`
///
/// Where generated code finds this crate, by default `::redis_script`: for crates that re-export it.
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
/// Silences lints of the script by their names, or makes all their findings warnings or errors. A name that does not exist is
/// an error. Comments in the script are nearer, and win; `redis-script.toml` is farther. The documentation of the crate
/// `redis-script` says more under "Levels".
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
/// Errors show the place in the script and underline what they are about in the declaration: the path, the number of KEYS or a
/// parameter. All errors are reported at once, and the function exists nevertheless, so that its callers raise no further
/// ones.
///
/// Rust has no warnings for macros, so a warning comes as the use of a deprecated constant that bears the lint's name.
/// `allow(...)` silences it, and so does `#[allow(deprecated)]` on the function, its module or the crate.
///
/// # Limits
///
/// - What does not show in the tokens is not known: `&[Byte]` with `type Byte = u8` is a slice of entries, not one binary
///   entry.
/// - A parameter has no pattern and no `cfg`: it has a name and is always there.
/// - Another attribute macro on the function stands below this one: it may need the body, which this one writes.
/// - In rust-analyzer, a script beside its Rust file is not checked as you type, for want of the file's place; `cargo check`
///   does it.
#[proc_macro_attribute]
pub fn redis_script(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let origin = Origin::of_this_build(&|span| span.unwrap().local_file());
    expand::function(attribute.into(), item.into(), &origin).into()
}

/// Makes methods of Lua scripts, which every connection has.
///
/// ```
/// use redis_script::commands;
///
/// /// What protects the login.
/// #[commands]
/// pub trait Limits {
///     /// Counts a failure, and forgets the counter a while later.
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
///     /// Forgets the failures.
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
/// The attribute stands on a trait whose methods bear `#[redis_script(...)]`, with all the options of
/// [`macro@redis_script`]. What that says about functions holds for the methods, too: no body, KEYS and then ARGV, a
/// `Result`, checks of the script while the crate compiles. The errors of all methods are reported at once.
///
/// # The methods
///
/// - The connection is `&mut self`.
/// - All are `async fn`, or all are `fn`. An async trait is implemented for everything that is
///   `redis::aio::ConnectionLike + Send`, a blocking one for everything that is `redis::ConnectionLike`, trait objects
///   included. For both kinds of connections declare two traits.
/// - An `async fn` becomes a method that returns `impl Future + Send`. It encodes the arguments when it is called, and the
///   future holds none of them.
/// - Visibility, supertraits and attributes of the trait are kept, and generics and attributes of the methods. The trait
///   itself has no generics and no other members.
///
/// As with any trait, it has to be in scope where its methods are called, and where two traits in scope have a method of the
/// same name, as redis's `AsyncCommands` has `get`, a call has to say which: `Limits::get(&mut con, ...)`.
///
/// # Beside the trait
///
/// As beside a function there is a type for each script, with the visibility of the trait: `fail::SCRIPT` and
/// `fail::call("failures:user:7", 3600)`. [`type = Name`](macro@redis_script#type--name) in the attribute of the method
/// renames it.
///
/// # A connection of your own
///
/// The trait can be implemented for a type that is no connection, such as a fake for tests without a server:
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
/// As for a function: `#[commands(crate = crate::reexported::redis_script)]` holds for all methods.
#[proc_macro_attribute]
pub fn commands(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let origin = Origin::of_this_build(&|span| span.unwrap().local_file());
    expand::commands(attribute.into(), item.into(), &origin).into()
}
