//! What the macro's generated code calls. Not for other uses: it may change in any release.

pub use crate::__register as register;
pub use crate::call::SentDuration;
use crate::connection::{Blocking, CallsOver};
pub use crate::constants::{
    BooleanConstant, BooleanValue, ConstantPart, IntegerConstant, IntegerValue, NumberConstant,
    NumberValue, OtherConstant, StringConstant, StringValue, as_str, constants_length, script_sha1,
    script_text,
};
pub use crate::described::{
    DescribedReply, Description, Probe, Undescribed, WireKind, WireReply, WireText, check_reply,
};
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub use crate::dispatch::Dispatch;
pub use crate::encode::{Group, One, PerSecond, encode, entry, rest, write_entry};
pub use crate::function_result::{ConvertsTo, FunctionResult, ReturnType};
pub use crate::group_check::{EntryLoop, GroupSize, Groups, SingleEntry, check_group};
pub use crate::load_state::LoadState;
#[cfg(feature = "registry")]
pub use crate::registry::registered::RegisteredScript;
pub use crate::reply::structs::{
    FieldOrder, FieldShape, FieldValues, Presence, ReplyStruct, StructShape,
};
pub use crate::script::{Effect, Origins, ScriptDefinition};
pub use crate::{Call, Error, Result, Script, ScriptArg, ScriptArgs};
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

/// The script with the entries of its ARGV that are a `Duration`. A call is refused if one of them is not whole.
#[must_use]
pub const fn with_durations(script: Script, durations: &'static [SentDuration]) -> Script {
    script.with_durations(durations)
}

/// The script with the origins of its lines: for each part of its source, in their order, the first line, the file, and the first
/// line there.
#[must_use]
pub const fn with_origins(script: Script, origins: Origins) -> Script {
    script.with_origins(origins)
}

/// The script with a source that the compiler has made, of values of constants.
#[must_use]
pub const fn with_computed(script: Script, source: &'static [u8]) -> Script {
    script.with_computed(source)
}

/// [`Call::invoke`], after which the next call of the thread reuses the command.
///
/// # Errors
/// Those of [`Call::invoke`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "as `Call::invoke_once`")]
pub fn invoke_once<T, C>(call: &mut Call<T>, con: &mut C) -> Result<T>
where
    C: ?Sized,
    Blocking: CallsOver<C>,
{
    Blocking::invoke_once(call, con)
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
