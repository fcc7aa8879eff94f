async fn get(
    &self,
    con: &mut impl ConnectionLike,
    key: &str,
) -> ::redis_script::__private::Result<()> {
    let _ = (&con, &key);
    ::redis_script::__private::core::unreachable!(
        "this function's script was not checked"
    )
}
::core::compile_error! {
    "a script's function cannot be a method\n  = help: declare it outside and call it from the method, or declare it with `&mut self` in a trait with `#[redis_script::commands]`"
}
::core::compile_error! {
    "the function has no return type\n  = help: write what the script returns: `-> redis_script::Result<T>`; `T` can be `()`"
}
