//! The items of a Rust file, as far as their tokens tell.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What items that may have the name of a type are called.
pub(super) const KINDS: [(&str, &str); 6] = [
    ("enum", "enum"),
    ("mod", "module"),
    ("struct", "struct"),
    ("trait", "trait"),
    ("type", "type"),
    ("union", "union"),
];

/// An item.
#[derive(Default)]
pub(super) struct SourceItem {
    /// `fn`, `mod`, ...
    pub(super) keyword: String,
    pub(super) name: String,
    /// What is between its braces, if it has them.
    pub(super) body: Option<TokenStream>,
    pub(super) has_cfg: bool,
    /// Whether an attribute is `redis_script`.
    pub(super) is_script: bool,
    /// Whether an attribute has `type = ...`.
    pub(super) names_type: bool,
}

impl SourceItem {
    /// Whether it is of this kind and has this name.
    pub(super) fn is(&self, keyword: &str, name: &str) -> bool {
        self.keyword == keyword && self.name == name
    }

    /// Whether it is a struct whose name is also that of a function or a constant: another name for the type is not enough then.
    pub(super) fn is_value(&self) -> bool {
        self.keyword == "struct" && self.body.is_none()
    }

    /// Whether it is a function without a body, as scripts have.
    pub(super) fn is_declared_function(&self, name: &str) -> bool {
        self.is("fn", name) && self.body.is_none()
    }
}

/// The items of one level. Each ends at its `;` or its braces.
pub(super) fn items(tokens: TokenStream) -> Vec<SourceItem> {
    let mut items = Vec::new();
    let mut item = SourceItem::default();
    let mut keyword = None;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                items.push(std::mem::take(&mut item));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                item.body = Some(group.stream());
                items.push(std::mem::take(&mut item));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                attribute(group.stream(), &mut item);
            }
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                match keyword.take() {
                    Some(keyword) if item.keyword.is_empty() => {
                        item.keyword = keyword;
                        item.name = word;
                    }
                    _ => keyword = is_keyword(&word).then_some(word),
                }
                continue;
            }
            _ => {}
        }
        keyword = None;
    }
    items
}

fn is_keyword(word: &str) -> bool {
    word == "fn" || KINDS.iter().any(|(keyword, _)| word == *keyword)
}

fn attribute(tokens: TokenStream, item: &mut SourceItem) {
    let mut before = String::new();
    for token in tokens {
        match &token {
            TokenTree::Ident(ident) if ident == "cfg" || ident == "cfg_attr" => item.has_cfg = true,
            TokenTree::Ident(ident) if ident == "redis_script" => item.is_script = true,
            TokenTree::Punct(punct) if punct.as_char() == '=' => {
                item.names_type |= before == "type";
            }
            TokenTree::Group(group) => attribute(group.stream(), item),
            _ => {}
        }
        before = token.to_string();
    }
}
