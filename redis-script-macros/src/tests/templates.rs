//! The compiler does not hold the templates of `code!` against the names that are listed before them, as it does for `quote!`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// The names after each `#` of a template.
fn holes(template: TokenStream, found: &mut BTreeSet<String>) {
    let mut is_hash = false;
    for token in template {
        match &token {
            TokenTree::Ident(ident) if is_hash => {
                found.insert(ident.to_string());
            }
            TokenTree::Group(group) => holes(group.stream(), found),
            _ => {}
        }
        is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
    }
}

/// The names before `=>`, after the span if there is one.
fn listed(uses: TokenStream) -> (BTreeSet<String>, TokenStream) {
    let mut names = BTreeSet::new();
    let mut tokens = uses.into_iter();
    let mut before = ' ';
    for token in tokens.by_ref() {
        match token {
            TokenTree::Punct(punct) if before == '=' && punct.as_char() == '>' => break,
            TokenTree::Punct(punct) => {
                before = punct.as_char();
                if before == ';' {
                    names.clear();
                }
            }
            TokenTree::Ident(ident) => {
                names.insert(ident.to_string());
            }
            _ => {}
        }
    }
    (names, tokens.collect())
}

/// How many templates have the names that are listed for them; adds the others to `wrong`.
fn right(tokens: TokenStream, wrong: &mut Vec<String>) -> usize {
    let (mut count, mut before) = (0, [String::new(), String::new()]);
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            count += right(group.stream(), wrong);
            if before == ["code", "!"] {
                let (names, template) = listed(group.stream());
                let mut found = BTreeSet::new();
                holes(template, &mut found);
                if found == names {
                    count += 1;
                } else {
                    wrong.push(group.to_string());
                }
            }
        }
        before = [before[1].clone(), token.to_string()];
    }
    count
}

fn right_in(folder: &Path, wrong: &mut Vec<String>) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            count += right_in(&path, wrong);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            count += right(text.parse().unwrap(), wrong);
        }
    }
    count
}

#[test]
fn templates_have_the_names_that_are_listed() {
    let mut wrong = Vec::new();
    let count = right_in(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut wrong,
    );
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 100, "only {count} were found");
}

#[test]
fn wrong_names_are_found() {
    let text = "code!(a, b => #a (#b)); code!(span.of(x); a => #[a] #b); code!(a => 1)";
    let mut wrong = Vec::new();
    assert_eq!(right(text.parse().unwrap(), &mut wrong), 1);
    assert_eq!(wrong, ["(span . of (x) ; a => # [a] # b)", "(a => 1)"]);
}
