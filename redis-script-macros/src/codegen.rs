//! The function of a script that was found to be good.

mod body;
mod generics;
mod items;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use redis_script_analysis::{Facts, Layout};

pub(crate) use self::body::{warnings, write_nothing};
pub(crate) use self::items::{Parts, cfgs, items};
use crate::args::ScriptArgs;
use crate::declaration::Declaration;
use crate::docs;
use crate::report::Warning;
use crate::script_file::ScriptFile;

/// The function, its companion and the compiler's watch on the files.
pub(crate) fn function(
    declaration: &Declaration,
    args: &ScriptArgs,
    script: &ScriptFile,
    (facts, layout): (&Facts, Layout),
    warnings: &[Warning],
) -> TokenStream {
    let private = args.private();
    let parts = Parts {
        docs: docs::script(declaration, script, facts, layout),
        function: body::function(declaration, args, warnings),
        script: script_const(declaration, args, script, facts),
        call: body::call(declaration, layout, args),
    };
    let items = items(declaration, args, &parts);
    let watch = watch(declaration, script, &private);
    quote!(#items #watch)
}

/// The text is embedded as it was hashed, whatever the file's line ends are.
fn script_const(
    declaration: &Declaration,
    args: &ScriptArgs,
    script: &ScriptFile,
    facts: &Facts,
) -> TokenStream {
    let private = args.private();
    let name = script_name(declaration, args);
    let (path, text, sha1) = (&script.path, script.source.text(), &script.sha1);
    let script = quote_spanned!(Span::mixed_site()=> #private::script(#name, #path, #text, #sha1));
    if facts.is_read_only() {
        quote_spanned!(Span::mixed_site()=> #private::reading_only(#script))
    } else {
        script
    }
}

/// The name under which errors speak of the script.
pub(crate) fn script_name(declaration: &Declaration, args: &ScriptArgs) -> String {
    match &args.name {
        Some(name) => name.value(),
        None => declaration.name(),
    }
}

/// Makes the compiler build the crate again when a file changes or vanishes.
fn watch(declaration: &Declaration, script: &ScriptFile, private: &TokenStream) -> TokenStream {
    let cfgs = items::cfgs(&declaration.attrs);
    let watch = |file| {
        quote_spanned! {Span::mixed_site()=>
            #(#cfgs)*
            const _: &[u8] = #private::core::include_bytes!(#file);
        }
    };
    script.tracked.iter().map(watch).collect()
}

/// The places of the first and the last token, for code that resolves names as the macro's own.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut tokens = tokens.to_token_stream().into_iter();
    let first = tokens.next();
    let last = tokens.last().or_else(|| first.clone());
    let place = |token: Option<TokenTree>| {
        let span = token.map_or_else(Span::call_site, |token| token.span());
        Span::mixed_site().located_at(span)
    };
    (place(first), place(last))
}
