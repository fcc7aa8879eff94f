//! `tests/expansions/<case>.rs` holds a declaration, `<case>.expanded.rs` what becomes of it. `UPDATE_EXPECT=1` rewrites
//! the latter.

use std::env;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use super::{crate_root, expand_commands_in, expand_in};

#[test]
fn expansions() {
    let root = crate_root();
    let cases = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = cases
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .filter(|name| !name.ends_with(".expanded"))
        .collect();
    names.sort();
    let wrong: Vec<&String> = names.iter().filter(|name| !holds(&root, name)).collect();
    assert!(names.len() > 3, "the cases are gone: {names:?}");
    assert!(
        wrong.is_empty(),
        "UPDATE_EXPECT=1 accepts what changed in {wrong:?}"
    );
}

fn holds(root: &Path, name: &str) -> bool {
    let case = split(&fs::read_to_string(root.join(format!("{name}.rs"))).unwrap());
    let expansion = match case.name.as_str() {
        "commands" => expand_commands_in(root, &case.attribute, &case.item),
        _ => expand_in(root, &case.attribute, &case.item),
    };
    let file = syn::parse2(expansion).unwrap();
    let machine = format!("{}/", root.to_str().unwrap());
    let text = prettyplease::unparse(&file).replace(&machine, "$ROOT/");
    let expected = root.join(format!("{name}.expanded.rs"));
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&expected, &text).unwrap();
    }
    fs::read_to_string(&expected).is_ok_and(|expected| expected == text)
}

/// `#[name(attribute)] item`
struct Case {
    name: String,
    attribute: String,
    item: String,
}

fn split(declaration: &str) -> Case {
    let tokens: TokenStream = declaration.parse().unwrap();
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Group(bracket)) = tokens.nth(1) else {
        panic!("no attribute in {declaration}");
    };
    let mut bracket = bracket.stream().into_iter();
    let name = bracket.next().unwrap().to_string();
    let Some(TokenTree::Group(attribute)) = bracket.next() else {
        panic!("no options in {declaration}");
    };
    Case {
        name,
        attribute: attribute.stream().to_string(),
        item: tokens.collect::<TokenStream>().to_string(),
    }
}
