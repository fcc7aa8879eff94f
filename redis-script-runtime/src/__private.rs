//! What the macro's generated code calls. Not for other uses: it may change in any release.

pub use crate::__register as register;
pub use crate::described::{
    DescribedReply, Description, Probe, Undescribed, WireKind, WireReply, WireText, check_reply,
};
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub use crate::dispatch::Dispatch;
pub use crate::encode::{Encoder, Integer, Size};
pub use crate::function_result::{ConvertsTo, FunctionResult, ReturnType};
pub use crate::load_state::LoadState;
#[cfg(feature = "registry")]
pub use crate::registry::registered::RegisteredScript;
pub use crate::reply::structs::{
    FieldOrder, FieldShape, FieldValues, Presence, ReplyStruct, StructShape,
};
pub use crate::script::{Effect, ScriptDefinition};
pub use crate::{Call, Error, Result, Script, ScriptArg};
pub use core;
#[cfg(feature = "registry")]
pub use inventory;
pub use redis;

/// Makes a [`Script`] of a definition that the macro has checked.
#[must_use]
pub const fn script(definition: ScriptDefinition) -> Script {
    Script::new(definition)
}

/// The script with the largest numbers of KEYS and ARGV that a call may pass; `None` is any number.
#[must_use]
pub const fn with_max_entries(script: Script, keys: Option<usize>, args: Option<usize>) -> Script {
    script.with_max_entries(keys, args)
}

/// Lets the next call reuse the command of one that has its reply.
#[inline]
pub fn recycle<T>(call: Call<T>) {
    call.recycle();
}

/// Adds a script to the registry, if there is one.
#[cfg(feature = "registry")]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($script:expr) => {
        $crate::__private::inventory::submit! { $crate::__private::RegisteredScript(&$script) }
    };
}

/// Adds a script to the registry, if there is one.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($script:expr) => {};
}
