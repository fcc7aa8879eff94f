#[cfg(unix)]
pub trait Limits {
    fn read(
        &mut self,
        key: &str,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<Option<String>>,
    > + ::redis_script::__private::core::marker::Send;
    fn write(&self, key: &str) -> ::redis_script::__private::Result<()>;
    fn one(
        con: &mut impl ConnectionLike,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<u8>,
    > + ::redis_script::__private::core::marker::Send;
    fn none(
        &mut self,
        other: Self,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<u8>,
    > + ::redis_script::__private::core::marker::Send;
    fn wrong(
        &mut self,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<u8>,
    > + ::redis_script::__private::core::marker::Send;
    fn undefined(&mut self) -> u8;
    fn helper(&mut self) -> u8 {
        1
    }
}
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl<__Connection> Limits for __Connection
where
    __Connection: ?Sized,
{
    fn read(
        &mut self,
        key: &str,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<Option<String>>,
    > + ::redis_script::__private::core::marker::Send {
        let _ = (&self, &key);
        async move {
            ::redis_script::__private::core::unreachable!(
                "this function's script was not checked"
            )
        }
    }
    fn write(&self, key: &str) -> ::redis_script::__private::Result<()> {
        let _ = (&self, &key);
        ::redis_script::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
    fn one(
        con: &mut impl ConnectionLike,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<u8>,
    > + ::redis_script::__private::core::marker::Send {
        let _ = (&con,);
        async move {
            ::redis_script::__private::core::unreachable!(
                "this function's script was not checked"
            )
        }
    }
    fn none(
        &mut self,
        other: Self,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<u8>,
    > + ::redis_script::__private::core::marker::Send {
        let _ = (&self, &other);
        async move {
            ::redis_script::__private::core::unreachable!(
                "this function's script was not checked"
            )
        }
    }
    fn wrong(
        &mut self,
    ) -> impl ::redis_script::__private::core::future::Future<
        Output = redis_script::Result<u8>,
    > + ::redis_script::__private::core::marker::Send {
        let _ = (&self,);
        async move {
            ::redis_script::__private::core::unreachable!(
                "this function's script was not checked"
            )
        }
    }
    fn undefined(&mut self) -> u8 {
        let _ = (&self,);
        ::redis_script::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
}
#[cfg(unix)]
///The script of `read()`.
#[doc(hidden)]
#[repr(C)]
pub struct read {}
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl read {
    /// Name, source and SHA1 of the script.
    pub const SCRIPT: ::redis_script::__private::Script = {
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "read",
            path: "",
            source: r"",
            sha1: "",
            keys: &[],
            effect: ::redis_script::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: false,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub fn call(
        key: &str,
    ) -> ::redis_script::__private::Call<
        <redis_script::Result<
            Option<String>,
        > as ::redis_script::__private::ReturnType>::Value,
    > {
        let _ = (&key,);
        ::redis_script::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
}
#[cfg(unix)]
::core::compile_error! {
    "the script reads `KEYS[2]`, but the call passes 1 key\n --> src/main.rs (inline lua):1:26\n  |\n1 | return redis.call('GET', KEYS[2])\n  |                          ^^^^^^^ `KEYS[2]` is nil in every call\n  |\n  = note: found by the lint `missing_entry`\n  = help: declare `keys = 2` and pass it, or read another entry"
}
#[cfg(unix)]
///The script of `write()`.
#[doc(hidden)]
#[repr(C)]
pub struct write {}
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl write {
    /// Name, source and SHA1 of the script.
    pub const SCRIPT: ::redis_script::__private::Script = {
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "write",
            path: "",
            source: r"",
            sha1: "",
            keys: &[],
            effect: ::redis_script::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: false,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub fn call(
        key: &str,
    ) -> ::redis_script::__private::Call<
        <::redis_script::__private::Result<
            (),
        > as ::redis_script::__private::ReturnType>::Value,
    > {
        let _ = (&key,);
        ::redis_script::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
}
#[cfg(unix)]
::core::compile_error! {
    "the connection is not borrowed mutably\n  = help: write `&mut self`: it is the connection"
}
#[cfg(unix)]
::core::compile_error! {
    "the function has no return type\n  = help: write what the script returns: `-> redis_script::Result<T>`; `T` can be `()`"
}
#[cfg(unix)]
::core::compile_error! {
    "`write` is not async, but `read` is\n  = help: a trait of commands is for async connections or for blocking ones: make two traits"
}
#[cfg(unix)]
::core::compile_error! {
    "there is no file `scripts/missing.lua`\n  = help: the folder `scripts` holds `get.lua`"
}
#[cfg(unix)]
///The script of `one()`.
#[doc(hidden)]
#[repr(C)]
pub struct one {}
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl one {
    /// Name, source and SHA1 of the script.
    pub const SCRIPT: ::redis_script::__private::Script = {
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "one",
            path: "",
            source: r"",
            sha1: "",
            keys: &[],
            effect: ::redis_script::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: false,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub fn call(
        con: &mut impl ConnectionLike,
    ) -> ::redis_script::__private::Call<
        <redis_script::Result<u8> as ::redis_script::__private::ReturnType>::Value,
    > {
        let _ = (&con,);
        ::redis_script::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
}
#[cfg(unix)]
::core::compile_error! {
    "missing receiver: a command is called on the connection\n  = help: write `&mut self` as the first parameter, instead of another connection"
}
#[cfg(unix)]
::core::compile_error! {
    "no script given\n  = help: name a file, as in `#[redis_script(\"name.lua\")]`, or write the script inline, as in `#[redis_script(lua = \"return 1\")]`"
}
#[cfg(unix)]
::core::compile_error! {
    "the function has a body\n  = help: end the declaration with `;`: the script is its body"
}
#[cfg(unix)]
::core::compile_error! {
    "`Self` in the signature of a command\n  = help: name the type: the companion type outside the trait has the same signature, and no `Self`"
}
#[cfg(unix)]
///The script of `wrong()`.
#[doc(hidden)]
#[repr(C)]
pub struct wrong {}
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl wrong {
    /// Name, source and SHA1 of the script.
    pub const SCRIPT: ::redis_script::__private::Script = {
        static STATE: ::redis_script::__private::LoadState = ::redis_script::__private::LoadState::new();
        ::redis_script::__private::script(::redis_script::__private::ScriptDefinition {
            name: "wrong",
            path: "",
            source: r"",
            sha1: "",
            keys: &[],
            effect: ::redis_script::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: false,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub fn call() -> ::redis_script::__private::Call<
        <redis_script::Result<u8> as ::redis_script::__private::ReturnType>::Value,
    > {
        let _ = ();
        ::redis_script::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
}
#[cfg(unix)]
::core::compile_error! {
    "the attribute is written `#[redis_script(\"name.lua\")]`"
}
#[cfg(unix)]
::core::compile_error! {
    "a trait of commands has one option, `crate = path::to::redis_script`\n  = help: write the options of a script in the `#[redis_script(...)]` of its method"
}
#[cfg(unix)]
::core::compile_error! {
    "a trait of commands cannot have generics: it is implemented once, for every connection\n  = help: move them to the methods"
}
#[cfg(unix)]
::core::compile_error! {
    "a trait of commands cannot have a `where` clause\n  = help: write a bound of the connection after the trait's name: `trait Name: Bound`"
}
#[cfg(unix)]
::core::compile_error! {
    "a trait of commands can have only methods with `#[redis_script(...)]`\n  = help: move this to another trait"
}
#[cfg(unix)]
::core::compile_error! {
    "the method `helper` has no script\n  = help: write `#[redis_script(\"name.lua\")]` above it, under this name, or move the method to another trait"
}
#[cfg(unix)]
::core::compile_error! {
    "the method `undefined` has no script\n  = help: write `#[redis_script(\"name.lua\")]` above it, under this name, or move the method to another trait"
}
