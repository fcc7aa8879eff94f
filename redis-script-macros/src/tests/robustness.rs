//! Whatever tokens the macro is given, it answers with tokens.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use proptest::prelude::*;

use super::crate_root;
use crate::expand;
use crate::from_reply;
use crate::script_file::Origin;

const ATTRIBUTES: [&str; 7] = [
    "\"get.lua\", keys = 1",
    "\"./missing.lua\", keys = 1..",
    "lua = \"return redis.call('GET', KEYS[1], ARGV[1])\", keys = ..",
    "lua = r#\"return 1 +\"#, name = \"name\", type = Name, crate = crate::a::b",
    "lua = \"return unpack(ARGV)\", allow(zero_index, unused_parameter), warn(missing_entry), deny()",
    "keys = -1, kyes = 1.5, \"\", b\"\", 'c', 1..=2, r#type = r#fn",
    "",
];

const ITEMS: [&str; 11] = [
    "async fn get(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;",
    "/// Doc.\n#[cfg(a)] pub(in a::b) fn r#type<'a, C: A + ?Sized, const N: usize>(mut con: C, k: &'a [u8; N], r#loop: &[T]) -> Result<(), ()> where C: B, 'a: 'a;",
    "pub fn a(self: Box<Self>, _: (u8, u8), Some(x): Option<u8>, ref y: u8) -> impl Sized + use<> {}",
    "const unsafe extern \"C\" fn a(con: &mut dyn A, ...);",
    "fn a();",
    "struct A<T>(T);",
    "#[reply(by_name, rename_all = \"camelCase\", crate = a::b)] struct A<'a, T: B + 'a, const N: usize> where T: C { #[reply(rename = \"x\", default = f)] a: Option<&'a T>, #[reply(default)] r#type: [T; N] }",
    "impl<T> A for B { fn a() {} }",
    "#[cfg_attr(a, cfg(b), cfg_attr(c, cfg(d)))] async fn str(con: &C, k: ((u8)), keys: &[&[u8]]) -> R;",
    "macro_rules! a { ($b:expr) => { $b }; }",
    "#[cfg(a)] pub trait A<T>: B + ?Sized where T: B { #[redis_script(\"get.lua\")] #[cfg(b)] async fn a(&mut self, k: &str) -> R; #[x::redis_script] fn b(self: &Self, Self(x): Self); const C: u8; fn d() {} }",
];

/// Tokens that mean something to the macro.
const WORDS: &str = "\"get.lua\" \"\" lua keys allow warn deny name type crate = , , .. 1 -1 2 1.0 () [] {} fn async const unsafe extern pub \
    self &mut &'a con key : u8 str impl dyn ; -> Result<T> where < > # [cfg(a)] 'a _ .. mut ref r#fn | @ ! ? :: KEYS";

fn answers(attribute: &TokenStream, item: &TokenStream) {
    let root = crate_root();
    let origin = Origin {
        manifest_dir: Some(root.clone()),
        current_dir: root,
        local_file: &|_| Some("src/main.rs".into()),
    };
    let given_nothing = attribute.is_empty() && item.is_empty();
    for expand in [expand::function, expand::commands] {
        let expansion = expand(attribute.clone(), item.clone(), &origin);
        assert!(given_nothing || !expansion.is_empty());
    }
    assert!(!from_reply::expand(item.clone(), &origin).is_empty());
}

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap()
}

/// A change at the `at`th token, counted through all groups.
#[derive(Clone, Copy, Debug)]
struct Change {
    at: usize,
    kind: usize,
    word: usize,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (0..60usize, 0..6usize, 0..200usize);
    let change = change.prop_map(|(at, kind, word)| Change { at, kind, word });
    proptest::collection::vec(change, 0..6)
}

fn changed(stream: TokenStream, change: Change) -> TokenStream {
    let mut left = change.at;
    apply(stream, change, &mut left)
}

fn apply(stream: TokenStream, change: Change, left: &mut usize) -> TokenStream {
    let mut out = Vec::new();
    for token in stream {
        let here = *left == 0;
        *left = left.wrapping_sub(1);
        let token = match token {
            TokenTree::Group(group) => {
                let inner = apply(group.stream(), change, left);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token,
        };
        if here {
            out.extend(replaced(token, change));
        } else {
            out.push(token);
        }
    }
    out.into_iter().collect()
}

fn replaced(token: TokenTree, change: Change) -> Vec<TokenTree> {
    let words: Vec<TokenTree> = tokens(WORDS).into_iter().collect();
    let word = words[change.word % words.len()].clone();
    let wrap = |delimiter, token: TokenTree| TokenTree::Group(Group::new(delimiter, token.into()));
    match change.kind {
        0 => vec![],
        1 => vec![token.clone(), token],
        2 => vec![word],
        3 => vec![token, word],
        4 => vec![wrap(Delimiter::None, token)],
        _ => vec![wrap(Delimiter::Parenthesis, token)],
    }
}

#[test]
fn every_attribute_on_every_item() {
    for attribute in ATTRIBUTES {
        for item in ITEMS {
            answers(&tokens(attribute), &tokens(item));
            // The other way round: neither is what it should be.
            answers(&tokens(item), &tokens(attribute));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn declarations_with_mistakes(
        attribute in 0..ATTRIBUTES.len(),
        item in 0..ITEMS.len(),
        in_attribute in changes(),
        in_item in changes(),
    ) {
        let attribute = in_attribute.into_iter().fold(tokens(ATTRIBUTES[attribute]), changed);
        let item = in_item.into_iter().fold(tokens(ITEMS[item]), changed);
        answers(&attribute, &item);
    }

    #[test]
    fn any_words(
        attribute in proptest::collection::vec(0..200usize, 0..12),
        item in proptest::collection::vec(0..200usize, 0..20),
    ) {
        let words: Vec<TokenTree> = tokens(WORDS).into_iter().collect();
        let stream = |indices: Vec<usize>| -> TokenStream {
            indices.into_iter().map(|index| words[index % words.len()].clone()).collect()
        };
        answers(&stream(attribute), &stream(item));
    }

    #[test]
    fn any_literal(text in "\\PC{0,40}|[\\x00-\\x7f]{0,40}") {
        let item = || tokens(ITEMS[0]);
        answers(&quote::quote!(lua = #text, keys = 1), &item());
        answers(&quote::quote!(#text, name = #text), &item());
        let doc = quote::quote!(#[doc = #text]);
        answers(
            &tokens(ATTRIBUTES[0]),
            &[doc, item()].into_iter().collect(),
        );
    }
}
