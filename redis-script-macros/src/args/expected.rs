//! What to say where a string literal is expected and an expression is written.

use proc_macro2::TokenTree;
use redis_script_analysis::fill;
use syn::LitStr;

/// What a string literal of the attribute is.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// The path of the script.
    Path,
    /// `lua = "..."`
    Source,
    /// `name = "..."`
    Name,
    /// `allow(lint = "...")`
    Reason,
}

impl Expected {
    /// What to write instead of these tokens.
    pub(super) fn help(self, tokens: &[TokenTree]) -> Option<String> {
        if let (Self::Path | Self::Source, Some(path)) = (self, included(tokens)) {
            return Some(format!(
                "name the file instead: `#[redis_script({path:?})]`; this path is relative to the Rust file"
            ));
        }
        let help = match self {
            Self::Path => {
                "write the path itself: `\"name.lua\"` is `scripts/name.lua`, `\"./name.lua\"` is beside the Rust file"
            }
            Self::Source => {
                "write the whole script into a file, `scripts/name.lua`, and name it: `#[redis_script(\"name.lua\")]`; \
                 scripts that share a part each need it in their own file"
            }
            Self::Name => "write the name itself",
            Self::Reason => "write the reason itself",
        };
        is_expression(tokens).then(|| help.to_owned())
    }

    /// The error that there are other tokens.
    pub(super) fn message(self, tokens: &[TokenTree]) -> String {
        let what = match self {
            Self::Path => "the path of the script",
            Self::Source => "the source of the script",
            Self::Name => "the name of the script",
            Self::Reason => "the reason",
        };
        let message = fill!("expected {what} as a string literal", what);
        if is_expression(tokens) {
            fill!(
                "{message}: the attribute sees an expression, not its value",
                message
            )
        } else {
            message
        }
    }
}

fn is_expression(tokens: &[TokenTree]) -> bool {
    tokens
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(_)))
}

/// The path in `include_str!(...)`, as the attribute takes it.
fn included(tokens: &[TokenTree]) -> Option<String> {
    let [
        ..,
        TokenTree::Ident(name),
        TokenTree::Punct(_),
        TokenTree::Group(group),
    ] = tokens
    else {
        return None;
    };
    let path = syn::parse2::<LitStr>(group.stream()).ok()?.value();
    let is_included = name == "include_str" || name == "include_bytes";
    is_included.then(|| match path.strip_prefix("../") {
        Some(_) => path,
        None => fill!("./{}", path.trim_start_matches("./")),
    })
}
