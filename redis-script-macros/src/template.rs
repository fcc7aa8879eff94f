//! Templates of generated code.

use proc_macro2::{Group, Punct, Spacing, Span, TokenStream, TokenTree};
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
    let mut all = TokenStream::new();
    fill(lexed(template), span, values, &mut all);
    all
}

/// The tokens that the template was made of, by the lexer of the compiler: that of proc-macro2 looks at each character before it,
/// without optimization.
fn lexed(template: &str) -> TokenStream {
    if !proc_macro::is_available() {
        return template.parse().unwrap_or_default();
    }
    let tokens = template.parse::<proc_macro::TokenStream>();
    tokens.unwrap_or_default().into()
}

fn fill(template: TokenStream, span: Span, values: &Values, all: &mut TokenStream) {
    // What it means depends on the next token: a `#` is the beginning of an attribute unless a name of a value follows.
    let mut held: Option<Punct> = None;
    for mut token in template {
        if let Some(punct) = held.take() {
            let value = match punct.as_char() {
                '#' => value_of(&token, values),
                _ => None,
            };
            if let Some(value) = value {
                value.to_tokens(all);
                continue;
            }
            add(TokenTree::Punct(before(punct, &token)), all);
        }
        token.set_span(span);
        match token {
            TokenTree::Punct(punct) => held = Some(punct),
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
    if let Some(punct) = held {
        add(TokenTree::Punct(punct), all);
    }
}

/// The first token of a value is no part of an operator: `<#ty>` is not `<<T as Trait>::Type>` with a shift.
fn before(punct: Punct, next: &TokenTree) -> Punct {
    match next {
        TokenTree::Punct(hash) if hash.as_char() == '#' => {
            let mut alone = Punct::new(punct.as_char(), Spacing::Alone);
            alone.set_span(punct.span());
            alone
        }
        _ => punct,
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

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    /// Without the spaces, which `quote!` puts between tokens that are written together.
    fn shown(tokens: &TokenStream) -> String {
        tokens.to_string().replace(' ', "")
    }

    #[test]
    fn values_stand_where_their_names_do() {
        let (name, ty, none) = (quote!(x), quote!(<T as U>::V), TokenStream::new());
        let code = code! {name, ty, none =>
            /// A "list".
            #[allow(name)]
            pub const #name: &'static Vec<#ty> = { #none f::<#ty>(r#"1"#, 'a', -1.5)? };
        };
        let quoted = quote! {
            /// A "list".
            #[allow(name)]
            pub const #name: &'static Vec<#ty> = { #none f::<#ty>(r#"1"#, 'a', -1.5)? };
        };
        assert_eq!(shown(&code), shown(&quoted));
    }

    #[test]
    fn values_are_no_part_of_an_operator() {
        let (ty, borrowed) = (quote!(<T as U>::V), quote!(&x));
        assert_eq!(code!(ty => <#ty>).to_string(), quote!(<#ty>).to_string());
        assert_eq!(
            code!(borrowed => &#borrowed).to_string(),
            quote!(&#borrowed).to_string()
        );
    }
}
