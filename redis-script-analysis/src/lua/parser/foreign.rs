//! What later versions of Lua, `LuaJIT` or other languages have, and Lua 5.1 refuses.

use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

/// Text at an error, what it is, and what to write instead. Longer texts before their beginnings.
const FOREIGN: [(&str, &str, &str); 25] = [
    ("!=", "`!=` is not Lua", "write `~=`"),
    ("!", "`!` is not Lua", "write `not`"),
    ("&&", "`&&` is not Lua", "write `and`"),
    ("||", "`||` is not Lua", "write `or`"),
    ("===", "`===` is not Lua", "write `==`"),
    (
        "=>",
        "`=>` is not Lua",
        "write `>=` to compare, `=` in a table",
    ),
    ("++", "Lua has no `++`", "write `x = x + 1`"),
    ("+=", "Lua has no compound assignment", "write `x = x + y`"),
    ("-=", "Lua has no compound assignment", "write `x = x - y`"),
    ("*=", "Lua has no compound assignment", "write `x = x * y`"),
    (
        "/=",
        "Lua has no compound assignment",
        "write `x = x / y`, or `~=` to compare",
    ),
    (
        "..=",
        "Lua has no compound assignment",
        "write `x = x .. y`",
    ),
    (
        "?",
        "Lua has no `?` operator",
        "write `condition and a or b`, or an `if`",
    ),
    (
        "::",
        "labels came with Lua 5.2, Redis runs Lua 5.1",
        "write a loop with `break`, or a function with `return`",
    ),
    (
        "//",
        "`//` came with Lua 5.3, Redis runs Lua 5.1",
        "write `math.floor(a / b)`; comments begin with `--`",
    ),
    (
        "<<",
        "`<<` came with Lua 5.3, Redis runs Lua 5.1",
        "write `bit.lshift(a, n)`",
    ),
    (
        ">>",
        "`>>` came with Lua 5.3, Redis runs Lua 5.1",
        "write `bit.rshift(a, n)`",
    ),
    (
        "&",
        "`&` came with Lua 5.3, Redis runs Lua 5.1",
        "write `bit.band(a, b)`",
    ),
    (
        "|",
        "`|` came with Lua 5.3, Redis runs Lua 5.1",
        "write `bit.bor(a, b)`",
    ),
    (
        "~",
        "`~` came with Lua 5.3, Redis runs Lua 5.1",
        "write `bit.bxor(a, b)` or `bit.bnot(a)`; unequal is `~=`",
    ),
    (
        "<const>",
        "attributes came with Lua 5.4, Redis runs Lua 5.1",
        "remove `<const>`",
    ),
    (
        "<close>",
        "attributes came with Lua 5.4, Redis runs Lua 5.1",
        "remove `<close>`",
    ),
    (
        "\u{feff}",
        "the script has a byte order mark here",
        "save it as UTF-8 without a byte order mark",
    ),
    (
        "\u{a0}",
        "there is a no-break space here",
        "replace it by a plain space",
    ),
    (
        "/*",
        "`/*` does not begin a comment in Lua",
        "write `--` or `--[[ ... ]]`",
    ),
];

/// The error for what stands at a token that makes no sense, or began right before it.
pub(super) fn explain(text: &str, token: Span, last_end: u32) -> Option<Diagnostic> {
    let before = last_end.saturating_sub(1);
    let mut error = at(text, token.start, token);
    if error.is_none() && token.start.saturating_sub(before) <= 1 {
        error = at(text, before, token);
    }
    if error.is_none() {
        error = hexadecimal_fraction(text, token);
    }
    if error.is_none() {
        error = unknown_character(text, token);
    }
    error
}

/// A text that stands at `start` and reaches into the token.
fn at(text: &str, start: u32, token: Span) -> Option<Diagnostic> {
    let rest = text.get(start as usize..)?;
    for (foreign, message, help) in &FOREIGN {
        let span = Span::new(start, start + foreign.len() as u32);
        if rest.starts_with(*foreign) && span.end > token.start {
            return Some(Diagnostic::error("syntax", span, *message).help(*help));
        }
    }
    None
}

/// `0x1.8`: the numeral ends at the dot.
fn hexadecimal_fraction(text: &str, token: Span) -> Option<Diagnostic> {
    let before = text.as_bytes().get(..token.start as usize)?;
    let is_adjacent = before.last()?.is_ascii_hexdigit();
    if !is_adjacent || !text.get(token.range())?.starts_with('.') {
        return None;
    }
    let help = "`0x1.8` is LuaJIT's; write the number in decimal";
    Some(Diagnostic::error("syntax", token, "malformed number").help(help))
}

fn unknown_character(text: &str, token: Span) -> Option<Diagnostic> {
    let c = text.get(token.start as usize..)?.chars().next()?;
    let known = c.is_ascii_alphanumeric()
        || c.is_ascii_whitespace()
        || "_+-*/%^#=<>(){}[];:,.\"'~".contains(c);
    if known {
        return None;
    }
    let help = match c {
        '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' => "write the plain quotes `'` or `\"`",
        _ if c.is_alphabetic() => "names consist of ASCII letters, digits and `_`",
        _ => "remove it; outside of strings and comments Lua knows ASCII alone",
    };
    let span = Span::new(token.start, token.start + c.len_utf8() as u32);
    let shown = text.get(span.range())?.escape_debug();
    let message = fill!("unexpected character `{shown}`", shown);
    Some(Diagnostic::error("syntax", span, message).help(help))
}

/// An expression that stands where a statement should: a word that is a statement elsewhere.
pub(super) fn statement(text: &str, span: Span) -> Option<Diagnostic> {
    let (message, help) = match text {
        "goto" => (
            "`goto` came with Lua 5.2, Redis runs Lua 5.1",
            "write a loop with `break`, or a function with `return`",
        ),
        "continue" => (
            "Lua has no `continue`",
            "put the rest of the loop's body into an `if`",
        ),
        "elif" | "elsif" => ("Lua writes this `elseif`", "write `elseif condition then`"),
        "const" | "var" | "let" => (
            "variables are declared with `local`",
            "write `local name = value`",
        ),
        "switch" | "case" => (
            "Lua has no `switch`",
            "write `if ... elseif ... else ... end`",
        ),
        "def" | "fn" | "func" => (
            "functions are declared with `function`",
            "write `local function name() ... end`",
        ),
        "try" | "throw" => (
            "Lua has no exceptions of that form",
            "write `pcall(function() ... end)` and `error(...)`",
        ),
        _ => return None,
    };
    Some(Diagnostic::error("syntax", span, message).help(help))
}
