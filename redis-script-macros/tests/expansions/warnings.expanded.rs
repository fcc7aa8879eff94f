async fn get(
    con: &mut impl ConnectionLike,
    key: &str,
    more: &str,
) -> redis_script::Result<String> {
    {
        #[deprecated(
            note = "the script never reads `ARGV[1]`, which is the parameter `more`\n --> src/main.rs (inline lua)\n  |\n  = help: read `ARGV[1]` in the script, or remove the parameter"
        )]
        #[allow(non_upper_case_globals)]
        const unused_parameter: () = ();
        unused_parameter
    }
    let _ = (&con, &key, &more);
    ::redis_script::__private::core::unreachable!(
        "this function's script was not checked"
    )
}
///The script of `get()`.
#[doc(hidden)]
#[allow(non_camel_case_types, dead_code)]
enum get {}
#[allow(dead_code, single_use_lifetimes, clippy::all, clippy::pedantic, clippy::nursery)]
impl get {
    /// Name, text and SHA1 of the script.
    const SCRIPT: ::redis_script::__private::Script = ::redis_script::__private::script(
        "get",
        "",
        "",
        "",
    );
    /// Prepares a call, without sending it.
    fn call(
        key: &str,
        more: &str,
    ) -> ::redis_script::__private::Call<
        <redis_script::Result<String> as ::redis_script::__private::ReturnType>::Value,
    > {
        let _ = (&key, &more);
        ::redis_script::__private::core::unreachable!(
            "this function's script was not checked"
        )
    }
}
::core::compile_error! {
    "the script reads `ARGV[3]`, but the call passes 1 argument\n --> src/main.rs (inline lua):1:38\n  |\n1 | return redis.call('GET', KEYS[1]) or ARGV[3]\n  |                                      ^^^^^^^ `ARGV[3]` is always nil\n  |\n  = help: add a parameter for `ARGV[3]`, or read another entry"
}
