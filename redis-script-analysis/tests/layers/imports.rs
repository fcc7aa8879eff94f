//! The paths by which a file names what other modules define.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path from the crate's root.
pub(crate) struct Import {
    /// Below `src`.
    pub(crate) file: String,
    pub(crate) line: usize,
    /// The path, without `crate`.
    pub(crate) path: Vec<String>,
}

impl Import {
    /// The module of the root that the file belongs to.
    pub(crate) fn importer(&self) -> &str {
        let first = self.file.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

/// All paths of a file that begin with `crate`, `super` or `self`. The root itself names all modules: it has none.
pub(crate) fn of(file: &str, text: &str) -> Result<Vec<Import>, String> {
    if file == "lib.rs" {
        return Ok(Vec::new());
    }
    let tokens = text.parse::<TokenStream>();
    let tokens = tokens.map_err(|error| format!("src/{file}: {error}"))?;
    let module = file.strip_suffix(".rs").unwrap_or(file).split('/');
    let mut reader = Reader {
        file,
        imports: Vec::new(),
    };
    reader.code(tokens, &module.map(str::to_owned).collect::<Vec<_>>());
    Ok(reader.imports)
}

struct Reader<'a> {
    file: &'a str,
    imports: Vec<Import>,
}

impl Reader<'_> {
    /// Any tokens in a module.
    fn code(&mut self, tokens: TokenStream, module: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => {
                    let inner = inline_module(&tokens, at - 1);
                    let inner = module.iter().cloned().chain(inner).collect::<Vec<_>>();
                    self.code(group.stream(), &inner);
                }
                TokenTree::Ident(word) if is_colons(&tokens, at) => {
                    let start = match word.to_string().as_str() {
                        "crate" => &[],
                        "self" => module,
                        "super" => module.split_last().map_or(&[][..], |(_, around)| around),
                        _ => continue,
                    };
                    at = self.path(&tokens, at + 2, start.to_vec(), word.span().start().line);
                }
                _ => {}
            }
        }
    }

    /// What follows a `::`: where it ends.
    fn path(
        &mut self,
        tokens: &[TokenTree],
        mut at: usize,
        mut path: Vec<String>,
        mut line: usize,
    ) -> usize {
        loop {
            match tokens.get(at) {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.branches(group.stream(), &path);
                    return at + 1;
                }
                Some(TokenTree::Ident(word)) => {
                    line = word.span().start().line;
                    match word.to_string().as_str() {
                        "super" => drop(path.pop()),
                        "self" => {}
                        name => path.push(name.to_owned()),
                    }
                    at += 1;
                }
                // `*`, and the `<` of arguments.
                _ => break,
            }
            if !is_colons(tokens, at) {
                break;
            }
            at += 2;
        }
        self.imports.push(Import {
            file: self.file.to_owned(),
            line,
            path,
        });
        at
    }

    /// `{a, b::c}`
    fn branches(&mut self, tokens: TokenStream, path: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_comma =
            |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
        for branch in tokens.split(is_comma) {
            if let Some(first) = branch.first() {
                self.path(branch, 0, path.to_vec(), first.span().start().line);
            }
        }
    }
}

/// The name of the module whose body stands there: `mod name { ... }`.
fn inline_module(tokens: &[TokenTree], body: usize) -> Option<String> {
    let word = |back: usize| match tokens.get(body.checked_sub(back)?)? {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    };
    word(2).filter(|word| word == "mod").and_then(|_| word(1))
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon =
        |at| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    is_colon(at) && is_colon(at + 1)
}
