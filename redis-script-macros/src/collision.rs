//! Whether the Rust file has another type or module of the companion's name beside the function.
//!
//! The compiler would report the name twice, and then each use of it, without a word on `type = Name`. It does not tell a macro
//! what is around the function, so the file is read. If it is not clear which items are meant, nothing is said.

mod declared;
mod source_items;

use proc_macro2::{Ident, TokenStream, TokenTree};
use redis_script_analysis::fill;

use self::declared::RustFile;
use self::source_items::{KINDS, SourceItem, items};
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::script_file::Origin;

/// Reports the other item, and drops the companion type, which would cause further errors.
pub(crate) fn check(
    declaration: &mut Declaration,
    of_trait: Option<&Ident>,
    origin: &Origin,
    errors: &mut Errors,
) {
    let Some(companion) = declaration.companion() else {
        return;
    };
    if !declaration.cfgs.is_empty() {
        return;
    }
    let own = Own {
        function: declaration.sig.ident.to_string(),
        of_trait: of_trait.map(Ident::to_string),
        companion: companion.to_string(),
    };
    let Some(other) = origin
        .file_of(declaration.sig.ident.span())
        .and_then(RustFile::read)
        .and_then(|file| own.other_in(&file))
    else {
        return;
    };
    let name = &own.companion;
    errors.with_help(
        companion,
        fill!(
            "the generated type `{name}` has the name of a {other} beside it",
            name,
            other
        ),
        fill!(
            "give the type another name in the attribute: `type = {}`",
            camel_case(&own.function)
        ),
    );
    declaration.drop_companion();
}

/// The function or method that has the companion type.
struct Own {
    function: String,
    of_trait: Option<String>,
    companion: String,
}

impl Own {
    /// What has the same name, by the text of the file.
    fn other_in(&self, file: &RustFile) -> Option<String> {
        if !file.may_declare_twice(&self.companion) {
            return None;
        }
        let tokens = file.text.parse::<TokenStream>().ok()?;
        let mut levels = Vec::new();
        self.collect(tokens, &mut levels);
        match levels.as_slice() {
            // The same function in another module may be the one that is meant.
            [items] => self.other_among(items),
            _ => None,
        }
    }

    /// The items of each level of the file that declares the function.
    fn collect(&self, tokens: TokenStream, levels: &mut Vec<Vec<SourceItem>>) {
        let items = items(tokens.clone());
        let declares = |item: &SourceItem| match &self.of_trait {
            Some(name) => item.is("trait", name),
            None => item.is_declared_function(&self.function),
        };
        if items.iter().any(declares) {
            levels.push(items);
        }
        for token in tokens {
            if let TokenTree::Group(group) = token {
                self.collect(group.stream(), levels);
            }
        }
    }

    fn other_among(&self, items: &[SourceItem]) -> Option<String> {
        let mut is_before = true;
        for item in items.iter().filter(|item| !item.has_cfg) {
            let mut kinds = KINDS.iter();
            let kind = kinds.find(|(keyword, _)| item.is(keyword, &self.companion));
            if let Some((_, kind)) = kind.filter(|_| !item.is_value()) {
                return Some((*kind).to_owned());
            }
            let Some(own) = &self.of_trait else {
                continue;
            };
            if item.is_declared_function(&self.companion) && !item.names_type {
                return Some("script function".to_owned());
            }
            // Of two commands, the later one gives way.
            is_before &= !item.is("trait", own);
            if is_before && item.keyword == "trait" && self.is_method_of(item) {
                return Some(fill!("command of the trait `{}`", item.name));
            }
        }
        None
    }

    fn is_method_of(&self, commands: &SourceItem) -> bool {
        let methods = commands.body.clone().map_or_else(Vec::new, items);
        methods.iter().any(|method| {
            method.is_script && method.is_declared_function(&self.companion) && !method.names_type
        })
    }
}

/// `rate_limit` as `RateLimit`
fn camel_case(name: &str) -> String {
    let words = name.trim_start_matches("r#").split('_');
    words
        .map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|char| char.to_uppercase().to_string());
            first.unwrap_or_default() + chars.as_str()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Own, RustFile};

    fn function(text: &str) -> Option<String> {
        own("limit", None).other_in(&RustFile::of(text.to_owned()))
    }

    fn command(text: &str) -> Option<String> {
        own("limit", Some("Limits")).other_in(&RustFile::of(text.to_owned()))
    }

    fn own(function: &str, of_trait: Option<&str>) -> Own {
        Own {
            function: function.to_owned(),
            of_trait: of_trait.map(str::to_owned),
            companion: function.to_owned(),
        }
    }

    const LIMIT: &str =
        "#[redis_script(\"limit.lua\")] pub async fn limit(con: &mut C) -> Result<()>;";
    const LIMITS: &str = "#[commands] trait Limits { #[redis_script(\"limit.lua\")] fn limit(&mut self) -> Result<()>; }";

    #[test]
    fn an_item_beside_the_function_is_found() {
        assert_eq!(
            function(&format!("mod limit; {LIMIT}")).as_deref(),
            Some("module")
        );
        assert_eq!(
            function(&format!("{LIMIT} pub struct limit<T> {{ a: T }}")).as_deref(),
            Some("struct")
        );
        let nested = format!("mod outer {{ #[x] pub(crate) mod limit {{ fn f() {{}} }} {LIMIT} }}");
        assert_eq!(function(&nested).as_deref(), Some("module"));
        assert_eq!(
            command(&format!("{LIMIT} {LIMITS}")).as_deref(),
            Some("script function")
        );
        assert_eq!(
            command(&format!("{LIMITS} mod limit {{}}")).as_deref(),
            Some("module")
        );
        let other = LIMITS.replace("Limits", "Others");
        assert_eq!(
            command(&format!("{other} {LIMITS}")).as_deref(),
            Some("command of the trait `Others`")
        );
    }

    #[test]
    fn nothing_is_said_if_it_is_not_clear() {
        for text in [
            LIMIT.to_owned(),
            format!("// mod limit;\n{LIMIT} const TEXT: &str = \"mod limit;\";"),
            format!("mod limits; {LIMIT} fn use_it() {{ limit::SCRIPT; }}"),
            format!("mod limit {{ {LIMIT} }}"),
            format!("mod limit {{}} mod other {{ {LIMIT} }}"),
            format!("#[cfg(test)] mod limit; {LIMIT}"),
            format!("struct limit(u8); {LIMIT}"),
            format!("mod a {{ mod limit {{}} {LIMIT} }} mod b {{ {LIMIT} }}"),
            format!("{LIMIT} {LIMITS}"),
            format!("mod limit; {LIMIT} }}"),
        ] {
            assert_eq!(function(&text), None, "{text}");
        }
        for text in [
            LIMITS.to_owned(),
            format!(
                "{} {LIMITS}",
                LIMIT.replace(".lua\"", ".lua\", type = Other")
            ),
            format!("trait Plain {{ fn limit(&self); }} {LIMITS}"),
            format!("{LIMITS} {}", LIMITS.replace("Limits", "Others")),
            format!("fn limit() {{}} {LIMITS}"),
        ] {
            assert_eq!(command(&text), None, "{text}");
        }
    }
}
