//! The code for a script without errors.

mod body;
mod commands;
mod constants;
pub(crate) mod durations;
mod ends;
mod generics;
mod group_check;
mod items;
mod reply_check;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::ToTokens;
use redis_script_analysis::constants::DeclaredConstant;
use redis_script_analysis::contract::TableLayout;
use redis_script_analysis::{
    Diagnostic, Effect, Facts, Layout, Passes, SentDuration, StrictLoop, StrictReply, Target, fill,
};

pub(crate) use self::body::{call_that_panics, function_that_panics, warnings};
pub(crate) use self::commands::commands;
use self::constants::Embedded;
use self::ends::Ends;
pub(crate) use self::items::{FunctionTokens, function};
use crate::args::ScriptArgs;
use crate::declaration::{Declaration, Parameter};
use crate::docs;
use crate::lists::{collected, joined, listed};
use crate::report::Warning;
use crate::script_file::ScriptFile;
use crate::sent::Sent;
use crate::template::code;

/// What the analysis knows about a script without errors.
#[derive(Clone, Copy)]
pub(crate) struct Checked<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) constants: &'a [DeclaredConstant],
    pub(crate) sent: &'a Sent<'a>,
    /// What the documentation says of the script.
    pub(crate) notes: &'a [Diagnostic],
    pub(crate) layout: Layout,
    /// The servers that run it.
    pub(crate) target: &'a Target,
    /// The replies that may stop a build for a type that is not known by name.
    pub(crate) replies: &'a [StrictReply],
    /// The loops over KEYS and over ARGV that may stop a build for the size of a struct.
    pub(crate) loops: &'a [Vec<StrictLoop>; 2],
    /// The parameters that are a `Duration`.
    pub(crate) durations: &'a [SentDuration],
}

/// The parts of a function or a command.
pub(crate) fn parts(
    declaration: &Declaration,
    args: &ScriptArgs,
    script: &ScriptFile,
    checked: Checked,
    warnings: &[Warning],
) -> FunctionTokens {
    let Checked { replies, sent, .. } = checked;
    let private = args.private();
    let tracked = rebuild_tracking(declaration, script, &private);
    let reply_checks = reply_check::reply_checks(declaration, args, replies);
    let group_checks = group_check::group_checks(declaration, args, checked);
    let evaluation = constants::evaluation(sent, declaration, &private);
    FunctionTokens {
        docs: docs::script(declaration, args, script, checked),
        function: body::function(declaration, args, warnings),
        script: script_const(declaration, args, script, checked),
        call: body::call(declaration, checked, args),
        constants: constants::member(sent, args),
        extra_items: code!(tracked, reply_checks, group_checks, evaluation => #tracked #reply_checks #group_checks #evaluation),
    }
}

/// The source is embedded as it was hashed, with LF as its line ends.
fn script_const(
    declaration: &Declaration,
    args: &ScriptArgs,
    script: &ScriptFile,
    checked: Checked,
) -> TokenStream {
    let Checked {
        facts,
        layout,
        target,
        sent,
        ..
    } = checked;
    let several = layout.keys.passed().most != Some(1) && layout.keys.params() > 0;
    let one_slot = target.cluster == Some(true) && several;
    let keys = declaration.params.iter().take(layout.keys.params());
    let keys = collected(keys.map(Parameter::name));
    let effect = match Effect::of(facts, args.readonly, target) {
        Effect::Writes => "Writes",
        Effect::ReadsByRo if !args.primary => "ReadsByRo",
        Effect::Reads | Effect::ReadsByRo => "Reads",
    };
    ScriptConst {
        path: &script.path,
        embedded: Embedded::of(sent, declaration, &args.private()),
        keys,
        effect,
        one_slot,
        undone_by_readonly: facts.is_undone_by_readonly(),
        max_entries: max_entries(layout),
        durations: durations::sent(declaration, checked, &args.private()),
        origins: script.origins(),
        registered: true,
    }
    .tokens(declaration, args)
}

/// The value of `SCRIPT`. The default is for a function whose script is not known.
pub(crate) struct ScriptConst<'a> {
    path: &'a str,
    embedded: Embedded,
    keys: Vec<String>,
    /// A variant of the runtime's `Effect`.
    effect: &'static str,
    /// Whether a call is rejected if its keys are in different slots.
    one_slot: bool,
    /// Whether a run that ends with READONLY has had no effect.
    undone_by_readonly: bool,
    /// How many KEYS and ARGV a call passes at most, if slices of them have an end.
    max_entries: Option<[Option<usize>; 2]>,
    /// The entries that are a `Duration`.
    durations: Vec<TokenStream>,
    /// Of a script that includes files, where its lines are from.
    origins: Vec<(u32, &'a str, u32)>,
    /// Whether it is added to the registry.
    registered: bool,
}

impl Default for ScriptConst<'_> {
    fn default() -> Self {
        Self {
            path: "",
            embedded: Embedded::nothing(),
            keys: Vec::new(),
            effect: "Writes",
            one_slot: false,
            undone_by_readonly: false,
            max_entries: None,
            durations: Vec::new(),
            origins: Vec::new(),
            registered: false,
        }
    }
}

impl ScriptConst<'_> {
    /// The state is a static inside, so that all copies of the constant share it. The script is registered there, too, so that a
    /// function in a place where items are not allowed gets no second error.
    pub(crate) fn tokens(&self, declaration: &Declaration, args: &ScriptArgs) -> TokenStream {
        let private = args.private();
        let name = script_name(declaration, args);
        let Self {
            path,
            embedded,
            keys,
            effect,
            one_slot,
            undone_by_readonly,
            max_entries,
            durations,
            origins,
            registered,
        } = self;
        let keys = listed(keys);
        let Embedded {
            items,
            source,
            computed,
            sha1,
        } = embedded;
        let effect = Ident::new(effect, Span::mixed_site());
        let registered = declaration.companion().filter(|_| *registered);
        let register =
            registered.map(|name| code!(private, name => #private::register! { #name::SCRIPT }));
        let script = code! {private, name, path, source, sha1, keys, effect, one_slot, undone_by_readonly =>
            #private::script(#private::ScriptDefinition {
                name: #name,
                path: #path,
                source: #source,
                sha1: #sha1,
                keys: &[#keys],
                effect: #private::Effect::#effect,
                one_slot: #one_slot,
                undone_by_readonly: #undone_by_readonly,
                state: &STATE,
            })
        };
        let script = match max_entries {
            Some(max_entries) => {
                let max_entries = listed(
                    max_entries.map(|max| option(max.map(|max| max.to_token_stream()), &private)),
                );
                code!(private, script, max_entries => #private::with_max_entries(#script, #max_entries))
            }
            None => script,
        };
        let script = if durations.is_empty() {
            script
        } else {
            let durations = listed(durations);
            code!(private, script, durations => #private::with_durations(#script, &[#durations]))
        };
        let script = if origins.is_empty() {
            script
        } else {
            let origins = listed(
                origins
                    .iter()
                    .map(|(first, path, line)| code!(first, path, line => (#first, #path, #line))),
            );
            code!(private, script, origins => #private::with_origins(#script, &[#origins]))
        };
        let script = match computed {
            Some(computed) => {
                code!(private, script, computed => #private::with_computed(#script, #computed))
            }
            None => script,
        };
        code! {register, items, private, script => {
            #register
            #items
            static STATE: #private::LoadState = #private::LoadState::new();
            #script
        }}
    }
}

/// A text as a string literal: a raw one if it can be, since to escape each character takes long.
pub(crate) fn literal(text: &str) -> TokenStream {
    // Raw strings hold no CR, and the compiler refuses some characters beyond ASCII that are not escaped.
    let is_ascii = text.chars().count() == text.len();
    let raw = (is_ascii && !text.contains('\r')).then(|| raw_literal(text));
    let raw = raw.and_then(|raw| lexed(&raw));
    raw.unwrap_or_else(|| Literal::string(text).into_token_stream())
}

fn raw_literal(text: &str) -> String {
    let mut hashes = String::new();
    if text.contains('"') {
        hashes.push('#');
        while text.contains('#') && text.contains(&fill!("\"{hashes}", hashes)) {
            hashes.push('#');
        }
    }
    fill!("r{hashes}\"{text}\"{hashes}", hashes, text, hashes)
}

/// A literal by the compiler's own lexer. That of proc-macro2 would look at each character before it, without optimization.
fn lexed(literal: &str) -> Option<TokenStream> {
    if !proc_macro::is_available() {
        return literal.parse().ok();
    }
    let literal: proc_macro::Literal = literal.parse().ok()?;
    let token = proc_macro::TokenTree::from(literal);
    Some(proc_macro::TokenStream::from(token).into())
}

/// The largest numbers of entries, if slices have an end.
fn max_entries(layout: Layout) -> Option<[Option<usize>; 2]> {
    let most = |table: TableLayout| {
        let slice = table.rest.filter(|rest| rest.passes == Passes::Slice);
        slice.and_then(|slice| slice.most)
    };
    let (keys, args) = (most(layout.keys), most(layout.args));
    (keys.is_some() || args.is_some()).then_some([keys, args])
}

/// An `Option`, as an expression.
fn option(value: Option<TokenStream>, private: &TokenStream) -> TokenStream {
    let option = code!(private => #private::core::option::Option);
    match value {
        Some(value) => code!(option, value => #option::Some(#value)),
        None => code!(option => #option::None),
    }
}

/// The name of the script in errors.
fn script_name(declaration: &Declaration, args: &ScriptArgs) -> String {
    match &args.name {
        Some(name) => name.value(),
        None => declaration.name(),
    }
}

/// Makes the compiler rebuild the crate when a file changes or is deleted.
fn rebuild_tracking(
    declaration: &Declaration,
    script: &ScriptFile,
    private: &TokenStream,
) -> TokenStream {
    let cfgs = &declaration.cfgs;
    let watch = |file| {
        code! {cfgs, private, file =>
            #cfgs
            const _: &str = #private::core::include_str!(#file);
        }
    };
    joined(script.tracked.iter().map(watch))
}

/// The spans of the first and the last token, with the hygiene of the macro.
pub(crate) fn first_and_last_span(written: &impl Ends) -> (Span, Span) {
    let (first, last) = written.ends();
    let mixed = Span::mixed_site();
    (mixed.located_at(first), mixed.located_at(last))
}
