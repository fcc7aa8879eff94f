//! Where the compiler does not say in which file the attribute stands.

use std::path::PathBuf;

use proc_macro2::TokenStream;

use super::{crate_root, errors_in};
use crate::expand::function;
use crate::script_file::Origin;

const GET: &str =
    "pub async fn get(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;";

fn expand_nowhere(attribute: &str) -> TokenStream {
    let origin = Origin {
        manifest_dir: Some(crate_root()),
        current_dir: PathBuf::new(),
        local_file: &|_| None,
    };
    function(attribute.parse().unwrap(), GET.parse().unwrap(), &origin)
}

/// What callers of the function see.
fn interface(expansion: &TokenStream) -> Vec<String> {
    let file: syn::File = syn::parse2(expansion.clone()).unwrap();
    let mut interface = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Fn(item) => interface.push(quote::quote!(#item).to_string()),
            syn::Item::Enum(item) => interface.push(format!("enum {}", item.ident)),
            syn::Item::Impl(item) => interface.extend(item.items.iter().map(|item| match item {
                syn::ImplItem::Const(item) => format!("const {}", item.ident),
                syn::ImplItem::Fn(item) => {
                    let sig = &item.sig;
                    quote::quote!(#sig).to_string()
                }
                _ => String::new(),
            })),
            _ => {}
        }
    }
    interface
}

#[test]
fn a_script_beside_the_file_becomes_an_unchecked_stub() {
    let stub = expand_nowhere("\"./get.lua\", keys = 1");
    assert_eq!(errors_in(&stub), Vec::<String>::new());
    let checked = expand_nowhere("\"get.lua\", allow(missing_entry)");
    let (stub, checked) = (interface(&stub), interface(&checked));
    assert!(stub[0].starts_with("pub async fn get"));
    assert!(stub[0].contains("let _ = (& con , & key ,)"));
    assert_eq!(stub[1..], checked[1..]);
    assert_eq!(stub[1..3], ["enum get", "const SCRIPT"]);
    assert!(stub[3].starts_with("fn call (key : & str)"));
}

#[test]
fn other_errors_of_such_a_script_are_still_reported() {
    let stub = expand_nowhere("\"./get.lua\", keys = 2");
    assert_eq!(
        errors_in(&stub),
        ["`keys = 2`, but the function has 1 parameter after the connection"]
    );
}

#[test]
fn a_script_of_the_crate_is_checked() {
    let errors = errors_in(&expand_nowhere("\"get.lua\", keys = 1"));
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("--> scripts/get.lua:5:38"), "{errors:?}");
}

#[test]
fn inline_text_is_checked_without_a_file_name() {
    let error = errors_in(&expand_nowhere("lua = \"return KEYS[\", keys = 1"));
    assert!(error[0].contains("--> inline lua:1:"), "{error:?}");
}
