//! Signatures and traits are read as syn reads them.

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::signature::Signature;
use crate::trait_item::{Member, TraitItem};

const SIGNATURES: &[&str] = &[
    "fn f()",
    "const async unsafe extern \"C\" fn f<'a, T: Into<String> + 'a, const N: usize>(a: T,) -> [u8; N] where T: Clone,",
    "extern fn f(mut a: u8, _: u8, (b, c): (u8, u8), ref d: u8, e @ 1..=2: u8) -> impl Fn(u8) -> u8",
    "fn f(self)",
    "fn f(mut self: Box<Self>, a: u8)",
    "fn f(&self, a: &mut dyn Send)",
    "fn f(&'a mut self)",
    "fn f(#[a] &mut self, #[b] #[c = 1] a: u8)",
    "fn f(a::B { c, d: e }: a::B, <A as B>::C: D)",
    "fn f(a: u8, ...)",
    "fn f(a: u8, b: ...)",
    "fn r#type(r#fn: <A as B>::C, a: m!(b), b: [u8; { 1 + 2 }]) -> !",
    "fn f(fn: u8)",
    "fn f(a)",
    "fn f(a b: u8)",
    "fn f(a: )",
    "fn f(a: u8 b: u8)",
    "fn f(, a: u8)",
    "fn f(a: u8,,)",
    "fn f(a:: b: u8)",
    "fn f(1: u8)",
    "fn (a: u8)",
    "f(a: u8)",
];

#[test]
fn of_functions() {
    let mut refused = 0;
    for text in SIGNATURES {
        let ours = syn::parse_str::<Signature>(text);
        let theirs = syn::parse_str::<syn::Signature>(text);
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}: {:?}", theirs.err());
        let (Ok(ours), Ok(theirs)) = (ours, theirs) else {
            refused += 1;
            continue;
        };
        assert_eq!(
            ours.receiver().is_some(),
            theirs.receiver().is_some(),
            "{text}"
        );
        assert_eq!(ours.variadic.is_some(), theirs.variadic.is_some(), "{text}");
        if theirs.variadic.is_none() {
            assert_eq!(written(&ours), written(&theirs), "{text}");
        }
    }
    assert_eq!(refused, 9);
}

const MEMBERS: &[&str] = &[
    "fn a(&mut self);",
    "#[a] async fn b(&mut self) -> u8 { 1 }",
    "const fn c();",
    "const D: u8 = 1;",
    "type E: Send;",
    "#[b] f!(a);",
    "g! { a }",
    "unsafe extern \"C\" fn h(self) {}",
    "const fn;",
    "fn i(&mut self)",
];

#[test]
fn of_traits() {
    let heads = [
        "trait A",
        "#[a] pub(crate) unsafe trait A<T>: B + for<'a> C<'a> + 'static where T: D",
        "trait A: ",
        "trait A: B + C +",
    ];
    for head in heads {
        for member in MEMBERS {
            let text = format!("{head} {{ {member} fn last(); }}");
            let ours = syn::parse_str::<TraitItem>(&text);
            let theirs = syn::parse_str::<syn::ItemTrait>(&text);
            assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}");
            let (Ok(ours), Ok(theirs)) = (ours, theirs) else {
                continue;
            };
            assert_eq!(written(&ours.generics), written(&theirs.generics), "{text}");
            assert_eq!(
                written(&ours.supertraits),
                written(&theirs.supertraits),
                "{text}"
            );
            assert_eq!(ours.members.len(), theirs.items.len(), "{text}");
            for (ours, theirs) in ours.members.iter().zip(&theirs.items) {
                match (ours, theirs) {
                    (Member::Method(ours), syn::TraitItem::Fn(theirs)) => {
                        assert_eq!(written(ours), written(theirs), "{text}");
                    }
                    (Member::Other(_), syn::TraitItem::Fn(_)) | (Member::Method(_), _) => {
                        panic!("{text}: {}", written(theirs));
                    }
                    (Member::Other(ours), theirs) => {
                        assert_eq!(written(ours), written(theirs), "{text}");
                    }
                }
            }
        }
    }
}

/// Without spaces: whether tokens are joint depends on who made them.
fn written(tokens: &impl ToTokens) -> String {
    let mut stream = TokenStream::new();
    tokens.to_tokens(&mut stream);
    stream.to_string().replace(' ', "")
}
