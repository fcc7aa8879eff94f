//! Templates of generated code.

use proc_macro2::{Group, Punct, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// `quote!` for names that are listed before the template, without repetitions.
///
/// `code!(name, ty => const #name: #ty = 1;)` puts what these variables hold in the place of `#name` and `#ty`. All other tokens have
/// the span of the macro, `Span::mixed_site()`, or the one that is given: `code!(span; name, ty => ...)`.
///
/// Every user compiles each template without optimization, and `quote!` is a call for each of its tokens: forty of them take 18
/// million instructions of the compiler, and here less than one.
macro_rules! code {
    ($($name:ident),* => $($template:tt)*) => {
        $crate::template::mixed(stringify!($($template)*), &[$((stringify!($name), &$name)),*])
    };
    ($span:expr; $($name:ident),* => $($template:tt)*) => {
        $crate::template::filled(
            stringify!($($template)*),
            $span,
            &[$((stringify!($name), &$name)),*],
        )
    };
}

pub(crate) use code;

/// Names of a template, and what they stand for.
type Values<'a> = [(&'static str, &'a dyn ToTokens)];

/// What `code!` gives with the span of the macro.
pub(crate) fn mixed(template: &str, values: &Values) -> TokenStream {
    filled(template, Span::mixed_site(), values)
}

/// What `code!` gives.
pub(crate) fn filled(template: &str, span: Span, values: &Values) -> TokenStream {
    // It was made of tokens.
    let template: TokenStream = template.parse().unwrap_or_default();
    let mut all = TokenStream::new();
    fill(template, span, values, &mut all);
    all
}

fn fill(template: TokenStream, span: Span, values: &Values, all: &mut TokenStream) {
    // A `#` is the beginning of an attribute unless a name of a value follows.
    let mut hash: Option<Punct> = None;
    for mut token in template {
        if let Some(hash) = hash.take() {
            if let Some(value) = value_of(&token, values) {
                value.to_tokens(all);
                continue;
            }
            add(TokenTree::Punct(hash), all);
        }
        token.set_span(span);
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => hash = Some(punct),
            TokenTree::Group(group) => {
                let mut inner = TokenStream::new();
                fill(group.stream(), span, values, &mut inner);
                let mut group = Group::new(group.delimiter(), inner);
                group.set_span(span);
                add(TokenTree::Group(group), all);
            }
            token => add(token, all),
        }
    }
}

fn value_of<'a>(token: &TokenTree, values: &Values<'a>) -> Option<&'a dyn ToTokens> {
    let TokenTree::Ident(ident) = token else {
        return None;
    };
    for (name, value) in values {
        if ident == name {
            return Some(*value);
        }
    }
    None
}

fn add(token: TokenTree, all: &mut TokenStream) {
    all.extend([token]);
}
