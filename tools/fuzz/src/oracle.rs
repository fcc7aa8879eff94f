//! What real Lua 5.1 says of a text.

use std::cell::RefCell;

use mlua::{Lua, LuaOptions, StdLib};

/// Whether Lua compiles a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Accepted,
    /// It does not, for this reason.
    Refused(String),
    /// It does not, but for a reason that servers do not have, or that the front end does not claim to know.
    NoJudge,
}

/// What other builds of Lua 5.1 accept, and what only code generation finds: registers, constants and jumps of a
/// function are counted by the front end as far as they are certain.
const NO_JUDGE: [&str; 4] = [
    "nesting of [[...]] is deprecated",
    "function or expression too complex",
    "constant table overflow",
    "control structure too long",
];

/// Compiles a text, and runs nothing.
#[must_use]
pub fn compile(text: &str) -> Verdict {
    with_lua(|lua| match lua.load(text).into_function() {
        Ok(_) => Verdict::Accepted,
        Err(error) => {
            let message = error.to_string();
            if NO_JUDGE.iter().any(|reason| message.contains(reason)) {
                Verdict::NoJudge
            } else {
                Verdict::Refused(message)
            }
        }
    })
}

/// What literals mean to Lua; `None` if it does not take one of them.
#[must_use]
pub fn values(literals: &[&str]) -> Option<Vec<Literal>> {
    let chunk = format!("return {}", literals.join(","));
    with_lua(|lua| {
        let values: mlua::Variadic<mlua::Value> = lua.load(chunk).eval().ok()?;
        let mut read = Vec::new();
        for value in values {
            read.push(match value {
                mlua::Value::String(text) => Literal::String(text.as_bytes().to_vec()),
                // mlua makes integers of whole numbers.
                number => Literal::Number(lua.unpack(number).ok()?),
            });
        }
        Some(read)
    })
}

/// What a literal means.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A number.
    Number(f64),
    /// A string, as bytes.
    String(Vec<u8>),
}

/// A state costs more than most texts: one for all.
fn with_lua<T>(run: impl FnOnce(&Lua) -> T) -> T {
    thread_local! {
        static LUA: RefCell<Option<Lua>> = const { RefCell::new(None) };
    }
    LUA.with_borrow_mut(|lua| {
        run(lua.get_or_insert_with(|| {
            Lua::new_with(StdLib::NONE, LuaOptions::default()).expect("Lua starts")
        }))
    })
}
