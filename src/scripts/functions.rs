//! The three ways to call a script.

/// Makes the public functions of a private one: `gcra`, `gcra_async`, and the type `gcra` with `SCRIPT` and `call`, as
/// `#[redis_script]` generates it. The public ones take types that cannot hold a senseless value; after `=`, what is passed of
/// them to the function in the module `script`.
macro_rules! functions {
    ($(
        $(#[$docs:meta])*
        $name:ident, $name_async:ident($($param:ident: $type:ty),*) -> $reply:ty = $script:ident($($entry:expr),*);
    )*) => {$(
        $(#[$docs])*
        ///
        /// # Errors
        /// If the connection, the server or the script fails: see [`Error`](crate::Error).
        pub fn $name(
            con: &mut (impl redis::ConnectionLike + ?Sized),
            $($param: $type),*
        ) -> crate::Result<$reply> {
            script::$script(con, $($entry),*)
        }

        #[doc = concat!("[`", stringify!($name), "()`] over an async connection.")]
        ///
        /// # Errors
        /// As there.
        #[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
        pub async fn $name_async(
            con: &mut (impl redis::aio::ConnectionLike + ?Sized),
            $($param: $type),*
        ) -> crate::Result<$reply> {
            let mut call = $name::call($($param),*);
            crate::__private::Dispatch::new(con).invoke_once(&mut call).await
        }

        #[doc = concat!("The script of [`", stringify!($name), "()`].")]
        #[allow(non_camel_case_types, reason = "it has the name of the function")]
        #[derive(Debug)]
        pub enum $name {}

        impl $name {
            /// Name, source and SHA1 of the script.
            pub const SCRIPT: crate::Script = script::$script::SCRIPT;

            /// Prepares a call, without sending it: for pipelines, and to send it later.
            pub fn call($($param: $type),*) -> crate::Call<$reply> {
                script::$script::call($($entry),*)
            }
        }
    )*};
}
