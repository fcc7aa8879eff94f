#[cfg(unix)]
pub async fn get(
    con: &mut impl ConnectionLike,
    key: &str,
    parameter_2: (u8, u8),
) -> redis_script::Result<String> {
    let _ = (&con, &key, &parameter_2);
    crate::facade::__private::core::unreachable!(
        "this function's script was not checked"
    )
}
#[cfg(unix)]
///The script of `get()`.
#[doc(hidden)]
#[repr(C)]
pub struct get {}
#[cfg(unix)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery)]
impl get {
    /// Name, source and SHA1 of the script.
    pub const SCRIPT: crate::facade::__private::Script = {
        static STATE: crate::facade::__private::LoadState = crate::facade::__private::LoadState::new();
        crate::facade::__private::script(crate::facade::__private::ScriptDefinition {
            name: "get",
            path: "",
            source: r"",
            sha1: "",
            keys: &[],
            effect: crate::facade::__private::Effect::Writes,
            one_slot: false,
            undone_by_readonly: false,
            state: &STATE,
        })
    };
    /// Prepares a call, without sending it.
    pub fn call(
        key: &str,
        parameter_2: (u8, u8),
    ) -> crate::facade::__private::Call<
        <redis_script::Result<String> as crate::facade::__private::ReturnType>::Value,
    > {
        let _ = (&key, &parameter_2);
        crate::facade::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
}
#[cfg(unix)]
::core::compile_error! {
    "expected the name of a parameter, not a pattern\n  = help: each parameter is one KEYS or ARGV entry and needs its own name"
}
#[cfg(unix)]
::core::compile_error! {
    "there is no file `scripts/missing.lua`\n  = help: the folder `scripts` holds `get.lua`"
}
