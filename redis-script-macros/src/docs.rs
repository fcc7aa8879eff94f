//! The documentation of a script, after the user's own.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use redis_script_analysis::bounds::{BoundedBy, Bounds, ShownAmount};
use redis_script_analysis::constants::{ConstantSetting, DeclaredConstant};
use redis_script_analysis::facts::EntryDocs;
use redis_script_analysis::text::find;
use redis_script_analysis::{Passes, fill};
use syn::{Attribute, Type};

use crate::args::ScriptArgs;
use crate::codegen::{Checked, durations, literal};
use crate::declaration::{Declaration, Parameter, elements, plain};
use crate::script_file::ScriptFile;
use crate::template::code;

/// KEYS and ARGV with the descriptions of the script's header, the SHA1 and the source.
pub(crate) fn script(
    declaration: &Declaration,
    args: &ScriptArgs,
    script: &ScriptFile,
    checked: Checked,
) -> TokenStream {
    let Checked { facts, layout, .. } = checked;
    let (keys, params) = declaration
        .params
        .split_at_checked(layout.keys.params())
        .unwrap_or((&declaration.params, &[]));
    let mut text = errors(&declaration.attrs).to_owned();
    let _ = match checked.sent.sha1() {
        Some(sha1) => write!(text, "\n\n# Script\n\n`{}`, SHA1 `{sha1}`\n", script.path),
        None => write!(text, "\n\n# Script\n\n`{}`\n", script.path),
    };
    text += &bound(declaration, args, checked);
    text += &list("KEYS", keys, &facts.header.keys, &|_| String::new());
    let unit = |index| durations::described(keys.len() + index, checked.durations);
    text += &list("ARGV", params, &facts.header.args, &unit);
    text += &constants(checked.constants, args);
    for note in checked.notes {
        let _ = write!(text, "\nNote: {}", note.message);
        for more in &note.notes {
            let _ = write!(text, "; {more}");
        }
        let _ = writeln!(text, " (`{}`).", note.lint);
    }
    text += &fenced(script.source.text());
    let text = literal(&text);
    code!(text => #[doc = #text])
}

/// The section that clippy expects of every function that can fail, unless the user wrote one.
fn errors(attrs: &[Attribute]) -> &'static str {
    let written = attrs.iter().any(|attr| {
        let name_value = attr.meta.require_name_value();
        attr.path().is_ident("doc")
            && name_value.is_ok_and(|doc| {
                find(&doc.value.to_token_stream().to_string(), "# Errors").is_some()
            })
    });
    if written {
        ""
    } else {
        "\n\n# Errors\n\nIf the connection, the server or the script fails, or if the reply does not convert.\n"
    }
}

/// How many commands a call issues at most.
fn bound(declaration: &Declaration, args: &ScriptArgs, checked: Checked) -> String {
    let amount = Bounds::of(checked.facts).commands;
    if amount.bounded_by() == BoundedBy::Nothing {
        return "\nNothing known bounds how many commands a call issues.\n".to_owned();
    }
    let contract = declaration.contract(args);
    let name = &|factor| contract.factor_name(&checked.layout, factor);
    let noun = if amount.as_constant() == Some(1.0) {
        "command"
    } else {
        "commands"
    };
    let shown = ShownAmount {
        amount: &amount,
        name,
    };
    fill!("\nA call issues at most `{shown}` {noun}.\n", shown, noun)
}

fn list(
    title: &str,
    params: &[Parameter],
    header: &EntryDocs,
    unit: &dyn Fn(usize) -> String,
) -> String {
    if params.is_empty() {
        return String::new();
    }
    let mut text = fill!("\n{title}:\n\n", title);
    for (index, param) in (1..).zip(params) {
        let more = further(param);
        let described = header.entry(index);
        let description = match described.map(|entry| escape(&entry.text)) {
            Some(words) if !words.is_empty() => fill!(": {words}", words),
            _ => String::new(),
        };
        let unit = unit(index - 1);
        let _ = writeln!(text, "{index}. `{}`{more}{unit}{description}", param.name());
    }
    text
}

/// The constants of the script and their values.
fn constants(constants: &[DeclaredConstant], args: &ScriptArgs) -> String {
    if constants.is_empty() {
        return String::new();
    }
    let mut text = "\nConstants:\n\n".to_owned();
    for constant in constants {
        let set = constant.set_by.and_then(|at| args.constants.get(at));
        let value = match (&constant.setting, set) {
            (ConstantSetting::Known(value), _) => value.to_lua(),
            (_, Some(set)) => set.value.to_string().replace(" :: ", "::"),
            (_, None) => String::new(),
        };
        let _ = writeln!(text, "- `{}` = {}", constant.name, code(&value));
    }
    text
}

/// Code in backticks, of which there are more than in the code.
fn code(text: &str) -> String {
    let mut ticks = "`".to_owned();
    while text.contains(&ticks) {
        ticks.push('`');
    }
    if ticks.len() == 1 {
        fill!("`{text}`", text)
    } else {
        fill!("{ticks} {text} {ticks}", ticks, text, ticks)
    }
}

/// What follows the name of a parameter that is not always one entry.
fn further(param: &Parameter) -> &'static str {
    let is_group = elements(&param.ty).is_some_and(|(_, element)| {
        let element = plain(&element);
        matches!(element, Type::Tuple(tuple) if tuple.elems.len() > 1)
    });
    match (param.passes, is_group) {
        (Passes::Once, _) => "",
        (Passes::Slice, false) => " and further ones",
        (Passes::Slice, true) => ", in groups",
        (Passes::Optional, false) => " (optional)",
        (Passes::Optional, true) => " (optional, with those after it)",
    }
}

/// The words of a comment, escaped for Markdown.
fn escape(comment: &str) -> String {
    let mut escaped = String::new();
    for word in comment.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        let mut plain = 0;
        for (at, byte) in word.bytes().enumerate() {
            if is_special(byte) {
                escaped += word.get(plain..at).unwrap_or_default();
                escaped.push('\\');
                plain = at;
            }
        }
        escaped += word.get(plain..).unwrap_or_default();
    }
    escaped
}

/// Whether a character may mean something in Markdown.
fn is_special(byte: u8) -> bool {
    byte.is_ascii_punctuation()
        && !matches!(byte, b',' | b'.' | b';' | b'?' | b'\'' | b'"' | b'(' | b')')
}

/// The source in a fence that is longer than any run of backticks in it.
fn fenced(lua: &str) -> String {
    let mut fence = "```".to_owned();
    while lua.contains('`') && lua.contains(&fence) {
        fence.push('`');
    }
    fill!(
        "\n{fence}lua\n{}\n{fence}\n",
        fence,
        lua.trim_end_matches('\n'),
        fence
    )
}
