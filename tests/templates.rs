//! The templates of `fill!` and `code!` against what is listed for them: the compiler does not compare these, as it does for `format!` and
//! `quote!`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// What stands between the brackets of each use of a macro.
fn uses(of: &str, tokens: TokenStream, found: &mut Vec<TokenStream>) {
    let mut before = [String::new(), String::new()];
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            uses(of, group.stream(), found);
            if before == [of, "!"] {
                found.push(group.stream());
            }
        }
        let [_, last] = before;
        before = [last, token.to_string()];
    }
}

fn uses_in(of: &str, folder: &Path, found: &mut Vec<TokenStream>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            uses_in(of, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            uses(of, text.parse().unwrap(), found);
        }
    }
}

/// All uses in the crates that have them.
fn all_uses(of: &str) -> Vec<TokenStream> {
    let mut found = Vec::new();
    for folder in ["redis-script-analysis/src", "redis-script-macros/src"] {
        uses_in(of, Path::new(folder), &mut found);
    }
    found
}

fn wrong(uses: Vec<TokenStream>, is_right: fn(TokenStream) -> bool) -> Vec<String> {
    let wrong = uses.into_iter().filter(|tokens| !is_right(tokens.clone()));
    wrong.map(|tokens| tokens.to_string()).collect()
}

fn wrong_in(text: &str, of: &str, is_right: fn(TokenStream) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    uses(of, text.parse().unwrap(), &mut found);
    wrong(found, is_right)
}

/// What stands in the gaps of a template. A brace of its text is written twice.
fn gaps(template: &str) -> Vec<String> {
    let template = template.replace("{{", "").replace("}}", "");
    let gaps = template.split('{').skip(1);
    let gaps = gaps.map(|gap| gap.split('}').next().unwrap_or_default().to_owned());
    gaps.collect()
}

/// Whether a `fill!` has a value for each gap of its template, and under its name if the gap has one.
fn has_its_values(tokens: TokenStream) -> bool {
    let mut arguments = vec![TokenStream::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                arguments.push(TokenStream::new());
            }
            token => arguments.last_mut().unwrap().extend([token]),
        }
    }
    let mut written = arguments.iter().map(ToString::to_string);
    let gaps = gaps(&written.next().unwrap());
    let values: Vec<String> = written.filter(|value| !value.is_empty()).collect();
    let mut pairs = gaps.iter().zip(&values);
    gaps.len() == values.len() && pairs.all(|(gap, value)| gap.is_empty() || gap == value)
}

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

/// Whether a `code!` lists the names of its template: before `=>`, after the span if there is one.
fn lists_its_names(tokens: TokenStream) -> bool {
    let (mut names, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut tokens = tokens.into_iter();
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
    holes(tokens.collect(), &mut found);
    names == found
}

#[test]
fn messages_have_the_values_of_their_gaps() {
    let all = all_uses("fill");
    assert!(all.len() > 600, "only {} were found", all.len());
    assert_eq!(wrong(all, has_its_values), Vec::<String>::new());
}

#[test]
fn code_has_the_names_that_are_listed() {
    let all = all_uses("code");
    assert!(all.len() > 100, "only {} were found", all.len());
    assert_eq!(wrong(all, lists_its_names), Vec::<String>::new());
}

#[test]
fn wrong_values_are_found() {
    let text = r#"
        fill!("{name} {{x}} {}", name, a.b(c, d));
        fill!("{name} {count}", count, name);
        help(fill!("{name} {}", name,))
    "#;
    let expected = [
        r#""{name} {count}" , count , name"#,
        r#""{name} {}" , name ,"#,
    ];
    assert_eq!(wrong_in(text, "fill", has_its_values), expected);
}

#[test]
fn wrong_names_are_found() {
    let text = "code!(a, b => #a (#b)); code!(span.of(x); a => #[a] #b); code!(a => 1)";
    let expected = ["span . of (x) ; a => # [a] # b", "a => 1"];
    assert_eq!(wrong_in(text, "code", lists_its_names), expected);
}
