//! The statements of the function and of `call`.

use proc_macro2::{Ident, Span, TokenStream};
use redis_script_analysis::Passes;
use syn::Type;

use super::{Checked, durations, first_and_last_span, generics};
use crate::args::ScriptArgs;
use crate::declaration::{Connection, Declaration, Parameter, elements, plain};
use crate::lists::{collected, joined, listed};
use crate::report::Warning;
use crate::template::code;

/// Prepares the call, sends it and converts the reply.
///
/// Each statement has the span of the type that can be wrong in it: the connection's or the return type.
pub(super) fn function(
    declaration: &Declaration,
    args: &ScriptArgs,
    notices: &[Warning],
) -> TokenStream {
    let (Some(name), Some(connection)) = (declaration.companion(), &declaration.connection) else {
        return TokenStream::new();
    };
    let warnings = warnings(notices);
    let turbofish = generics::of_call(declaration).turbofish;
    let entries = listed(declaration.params.iter().map(|param| &param.ident));
    let (start, end) = first_and_last_span(&declaration.reply);
    let mut name = name.clone();
    name.set_span(start);
    let prepare = code!(end; turbofish, entries => call #turbofish (#entries));
    let send = send(declaration, connection, args);
    let result = result(declaration, args);
    let allowed = allowed(declaration, connection);
    let rest = code! {allowed, send, result =>
        #allowed
        let reply = #send;
        #result
    };
    let rest = future(declaration, rest);
    code! {warnings, allowed, name, prepare, rest =>
        #warnings
        #allowed
        let mut call = #name::#prepare;
        #rest
    }
}

/// The attribute for statements that use a parameter whose name says that nobody does. The compiler looks up each lint that is named,
/// so that it is left out of functions without such a name.
fn allowed(declaration: &Declaration, connection: &Connection) -> TokenStream {
    let params = declaration.params.iter().map(|param| &param.ident);
    let mut names = params.chain([&connection.ident]);
    if names.any(|name| name.to_string().starts_with('_')) {
        code!(=> #[allow(clippy::used_underscore_binding)])
    } else {
        TokenStream::new()
    }
}

/// The reply as what the function returns. All tokens have the span of the return type, which may not be a `Result` or may have an
/// error that an error of a script does not convert to.
fn result(declaration: &Declaration, args: &ScriptArgs) -> TokenStream {
    let reply = &declaration.reply;
    let (start, end) = first_and_last_span(reply);
    let private = args.private_at(start);
    let new = code!(end; => >::new());
    code!(start; private, reply, new => #private::FunctionResult::<#reply #new.of_call(reply))
}

/// The statements after the call is prepared. An async command returns them as a future, which therefore holds none of the
/// arguments and is `Send` even if they are not.
fn future(declaration: &Declaration, statements: TokenStream) -> TokenStream {
    if declaration.is_command && declaration.sig.asyncness.is_some() {
        code!(statements => async move { #statements })
    } else {
        statements
    }
}

/// All tokens have one span; otherwise the compiler would report a wrong connection once per span.
fn send(declaration: &Declaration, connection: &Connection, args: &ScriptArgs) -> TokenStream {
    let span = connection.span();
    let private = args.private_at(span);
    let mut ident = connection.ident.clone();
    ident.set_span(ident.span().located_at(span));
    let con = if connection.by_value {
        code!(span; ident => &mut #ident)
    } else {
        code!(span; ident => &mut *#ident)
    };
    if declaration.sig.asyncness.is_some() {
        code!(span; private, con => #private::Dispatch::new(#con).invoke_once(&mut call).await)
    } else {
        code!(span; private, con => #private::invoke_once(&mut call, #con))
    }
}

/// Encodes the arguments. The kind of what a parameter passes is said where it is known, so that the compiler refuses a type that is
/// not what its name says.
pub(super) fn call(declaration: &Declaration, checked: Checked, args: &ScriptArgs) -> TokenStream {
    let Checked {
        layout, durations, ..
    } = checked;
    let params = declaration.params.iter();
    let mut entries = params.map(|param| {
        let kinds = durations::kinds(declaration, param, durations, &args.private());
        entry(param, kinds.as_deref(), args)
    });
    let keys = list(collected(entries.by_ref().take(layout.keys.params())));
    let entries = list(collected(entries));
    // The compiler reports a type that is not a reply here.
    let (start, end) = first_and_last_span(&declaration.reply);
    let begin = args.private_at(start);
    let encode = code!(end; keys, entries => encode(&Self::SCRIPT, &#keys, &#entries));
    code!(begin, encode => #begin::#encode)
}

/// `(a, (b, ()))`
fn list(entries: Vec<TokenStream>) -> TokenStream {
    let pair = |rest: TokenStream, entry: TokenStream| code!(entry, rest => (#entry, #rest));
    entries.into_iter().rev().fold(code!(=> ()), pair)
}

/// It has the span of the parameter's type, which is what an unsatisfied bound is about.
fn entry(param: &Parameter, kinds: Option<&[TokenStream]>, args: &ScriptArgs) -> TokenStream {
    let (start, end) = first_and_last_span(&param.ty);
    let private = args.private_at(start);
    let of = end;
    let mut ident = param.ident.clone();
    // Both have the hygiene of the user's own token; otherwise the compiler would not join them.
    let start = ident.span().located_at(start);
    ident.set_span(ident.span().located_at(end));
    let is_reference = matches!(plain(&param.ty), Type::Reference(_));
    let argument = if is_reference && param.passes != Passes::Once {
        code!(start; ident => &*#ident)
    } else {
        code!(start; ident => &#ident)
    };
    let kind = kind(param, kinds, &private);
    let rest = kind.map(|kind| code!(of; kind, argument => rest::<#kind, _>(#argument)));
    let call = rest.unwrap_or_else(|| {
        if let Some([kind]) = kinds {
            code!(of; kind, argument => entry::<_, #kind>(#argument))
        } else {
            code!(of; argument => entry(#argument))
        }
    });
    code!(of; private, call => #private::#call)
}

/// What the elements of a slice or an `Option` are; `_` if the name of their type does not tell.
fn kind(
    param: &Parameter,
    kinds: Option<&[TokenStream]>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let (passes, element) = elements(&param.ty)?;
    if let Some(kinds) = kinds {
        let kinds = listed(kinds);
        return Some(match plain(&element) {
            Type::Tuple(_) => code!(private, kinds => #private::Group<(#kinds,)>),
            _ => code!(private, kinds => #private::One<#kinds>),
        });
    }
    Some(match (param.size(), plain(&element)) {
        (_, Type::Tuple(_)) => code!(private => #private::Group<_>),
        (None, _) if passes == Passes::Slice => code!(=> _),
        _ => code!(private => #private::One<_>),
    })
}

/// Statements at which the compiler warns: each uses a deprecated macro named after the lint.
///
/// Of a macro, the compiler shows the name alone; of a constant, it would show the path to it.
pub(crate) fn warnings(warnings: &[Warning]) -> TokenStream {
    joined(warnings.iter().map(warning))
}

fn warning(warning: &Warning) -> TokenStream {
    let text = &warning.text;
    let (start, _) = first_and_last_span(&warning.tokens);
    let declared = Ident::new(warning.lint, Span::mixed_site());
    let used = Ident::new(warning.lint, start);
    code! {text, declared, used =>
        {
            #[deprecated(note = #text)]
            macro_rules! #declared { () => {} }
            #used!();
        }
    }
}

/// The statements of the function, for a script that was not checked.
pub(crate) fn function_that_panics(
    declaration: &Declaration,
    private: &TokenStream,
) -> TokenStream {
    let connection = declaration.connection.iter().map(|con| &con.ident);
    let entries = declaration.params.iter().map(|param| &param.ident);
    let mention = mention(connection.chain(entries));
    let panics = future(declaration, panics(private));
    code!(mention, panics => #mention #panics)
}

/// The statements of `call`, for a script that was not checked.
pub(crate) fn call_that_panics(declaration: &Declaration, private: &TokenStream) -> TokenStream {
    let mention = mention(declaration.params.iter().map(|param| &param.ident));
    let panics = panics(private);
    code!(mention, panics => #mention #panics)
}

/// Uses every parameter, so that none is reported as unused.
fn mention<'a>(idents: impl Iterator<Item = &'a Ident>) -> TokenStream {
    let used = joined(idents.map(|ident| code!(ident => &#ident,)));
    code!(used => let _ = (#used);)
}

fn panics(private: &TokenStream) -> TokenStream {
    code! {private =>
        #private::core::unreachable!("this function's script was not checked")
    }
}
