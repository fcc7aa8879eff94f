//! What an editor expands: half-typed declarations, and no word on the file in which the attribute stands.

use std::fs;
use std::path::PathBuf;

use proc_macro2::TokenStream;

use super::{crate_root, errors_in};
use crate::expand::{commands, function};
use crate::script_file::Origin;

const GET: &str =
    "pub async fn get(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;";

fn expand_nowhere(attribute: &str) -> TokenStream {
    function(attribute.parse().unwrap(), GET.parse().unwrap(), &nowhere())
}

fn nowhere() -> Origin<'static> {
    Origin {
        manifest_dir: Some(crate_root()),
        current_dir: PathBuf::new(),
        local_file: &|_| None,
    }
}

/// What callers of the function see.
fn interface(expansion: &TokenStream) -> Vec<String> {
    let file: syn::File = syn::parse2(expansion.clone()).unwrap();
    let mut interface = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Fn(item) => interface.push(quote::quote!(#item).to_string()),
            syn::Item::Struct(item) => interface.push(format!("struct {}", item.ident)),
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
fn a_script_beside_the_file_is_searched_in_the_crate() {
    let errors = errors_in(&expand_nowhere("\"./get.lua\", keys = 1"));
    assert!(errors[0].contains("--> scripts/get.lua:5:38"), "{errors:?}");
    let errors = errors_in(&expand_nowhere("\"./scripts/get.lua\", keys = 1"));
    assert!(errors[0].contains("--> scripts/get.lua:5:38"), "{errors:?}");
    let missing = errors_in(&expand_nowhere("\"./missing.lua\", keys = 1"));
    assert_eq!(missing.len(), 1);
    assert!(missing[0].starts_with("no folder of the crate has a file `./missing.lua`"));
}

#[test]
fn nothing_is_said_of_a_file_that_may_be_elsewhere() {
    let root = tempfile::tempdir().unwrap();
    for file in ["src/a/x.lua", "src/b/x.lua", "target/y.lua", ".git/y.lua"] {
        let file = root.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "return KEYS[1] +").unwrap();
    }
    let origin = Origin {
        manifest_dir: Some(root.path().to_owned()),
        current_dir: PathBuf::new(),
        local_file: &|_| None,
    };
    let errors = |path: &str| {
        let attribute = quote::quote!(#path, keys = 1);
        errors_in(&function(attribute, GET.parse().unwrap(), &origin)).len()
    };
    // Two of them; beside a Rust file of another crate.
    assert_eq!(
        (errors("./x.lua"), errors("../x.lua"), errors("../../y.lua")),
        (0, 0, 0)
    );
    assert_eq!(
        (
            errors("./a/x.lua"),
            errors("./y.lua"),
            errors("./src/y.lua")
        ),
        (1, 1, 1)
    );
}

#[test]
fn a_script_that_may_be_elsewhere_becomes_an_unchecked_stub() {
    let stub = expand_nowhere("\"../get.lua\", keys = 1");
    assert_eq!(errors_in(&stub), Vec::<String>::new());
    let checked = expand_nowhere("\"get.lua\", allow(missing_entry)");
    let (stub, checked) = (interface(&stub), interface(&checked));
    assert!(stub[0].starts_with("pub async fn get"));
    assert!(stub[0].contains("let _ = (& con , & key ,)"));
    assert_eq!(stub[1..], checked[1..]);
    assert_eq!(stub[1..3], ["struct get", "const SCRIPT"]);
    assert!(stub[3].starts_with("fn call (key : & str)"));
}

#[test]
fn other_errors_of_such_a_script_are_still_reported() {
    let stub = expand_nowhere("\"../get.lua\", keys = 2");
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

const HALF_TYPED: [(&str, &str); 8] = [
    (
        "pub async fn get(con: &mut impl ConnectionLike, key: , n: u64) -> redis_script::Result<String>;",
        "expected the type of `key`",
    ),
    (
        "pub async fn get(con: &mut impl ConnectionLike, key, n: u64) -> redis_script::Result<String>;",
        "expected the type of `key`",
    ),
    (
        "pub async fn get(con: &mut impl ConnectionLike, key: &, n: u64) -> redis_script::Result<String>;",
        "expected the type of `key`",
    ),
    (
        "pub async fn get(con: &mut impl ConnectionLike, key: Vec<u8, n: u64) -> redis_script::Result<String>;",
        "expected the type of `key`",
    ),
    (
        "pub async fn get(con: &mut impl ConnectionLike, key: u8 = 1, n: u64) -> redis_script::Result<String>;",
        "expected `,` after the type of `key`",
    ),
    (
        "pub async fn get<T: (con: &mut impl ConnectionLike, key: u8, n: u64) -> redis_script::Result<String>;",
        "expected",
    ),
    (
        "pub async fn get(con: &mut impl ConnectionLike, key: u8, n: u64) -> redis_script::Result<;",
        "expected",
    ),
    (
        "pub async fn get(con: &mut impl ConnectionLike, key: u8, n: u64) -> redis_script::Result<String>",
        "expected `;` after the declaration",
    ),
];

#[test]
fn a_half_typed_function_keeps_a_stub() {
    for (item, message) in HALF_TYPED {
        let attribute = "\"get.lua\", keys = 1".parse().unwrap();
        let expansion = function(attribute, item.parse().unwrap(), &nowhere());
        let errors = errors_in(&expansion);
        assert_eq!(errors.len(), 1, "{item}: {errors:?}");
        assert!(errors[0].starts_with(message), "{item}: {errors:?}");
        let stub = interface(&expansion);
        assert!(stub[0].starts_with("pub async fn get"), "{item}: {stub:?}");
        assert_eq!(stub[1..3], ["struct get", "const SCRIPT"], "{item}");
        let call = stub[3].split(['(', ')']).nth(1).unwrap();
        let names: Vec<&str> = call
            .split(',')
            .filter_map(|param| param.split(" :").next())
            .collect();
        assert_eq!(names, ["key", " n"], "{item}: {call}");
    }
}

#[test]
fn a_half_typed_method_keeps_its_trait() {
    let methods = "
        #[redis_script(\"get.lua\")] async fn get(&mut self, key: , n: u64) -> redis_script::Result<String>
        #[redis_script(\"get.lua\")] async fn other(&mut self, key: u8) -> redis_script::Result<String>;";
    let item = format!("pub trait Commands {{ {methods} }}");
    let expansion = commands(TokenStream::new(), item.parse().unwrap(), &nowhere());
    assert_eq!(errors_in(&expansion), ["expected the type of `key`"]);
    let file: syn::File = syn::parse2(expansion).unwrap();
    let Some(syn::Item::Trait(item)) = file.items.first() else {
        panic!("no trait");
    };
    assert_eq!(item.items.len(), 2);
}
