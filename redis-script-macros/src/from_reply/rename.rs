//! `rename_all`: from the names of fields to those in replies.

use redis_script_analysis::fill;
use redis_script_analysis::text::{joined, nearest};
use syn::LitStr;

use crate::errors::Errors;

/// How the words of a name are written.
#[derive(Clone, Copy)]
pub(super) struct Case {
    separator: &'static str,
    first: Letters,
    others: Letters,
}

/// How the letters of a word are written.
#[derive(Clone, Copy)]
enum Letters {
    Lower,
    Upper,
    Capitalized,
}

const CASES: [(&str, Case); 8] = [
    ("lowercase", case("", Letters::Lower, Letters::Lower)),
    ("UPPERCASE", case("", Letters::Upper, Letters::Upper)),
    (
        "PascalCase",
        case("", Letters::Capitalized, Letters::Capitalized),
    ),
    ("camelCase", case("", Letters::Lower, Letters::Capitalized)),
    ("snake_case", case("_", Letters::Lower, Letters::Lower)),
    (
        "SCREAMING_SNAKE_CASE",
        case("_", Letters::Upper, Letters::Upper),
    ),
    ("kebab-case", case("-", Letters::Lower, Letters::Lower)),
    (
        "SCREAMING-KEBAB-CASE",
        case("-", Letters::Upper, Letters::Upper),
    ),
];

const fn case(separator: &'static str, first: Letters, others: Letters) -> Case {
    Case {
        separator,
        first,
        others,
    }
}

impl Case {
    /// The case of a name that is written in that case itself.
    pub(super) fn named(name: &LitStr, errors: &mut Errors) -> Option<Self> {
        let text = name.value();
        let found = CASES.iter().find(|(known, _)| *known == text);
        if found.is_none() {
            let known = CASES.map(|(known, _)| known);
            let near = nearest(&text, &known);
            let all = joined(&known, "`, `");
            match near {
                Some(_) => errors.did_you_mean(name, "there is no such case", near),
                None => errors.with_help(
                    name,
                    "there is no such case",
                    fill!("there are `{all}`", all),
                ),
            }
        }
        found.map(|(_, case)| *case)
    }

    /// A name in snake case, in this case.
    pub(super) fn apply(self, name: &str) -> String {
        let mut written = String::new();
        for word in name.split('_').filter(|word| !word.is_empty()) {
            let letters = if written.is_empty() {
                self.first
            } else {
                written.push_str(self.separator);
                self.others
            };
            written.push_str(&letters.write(word));
        }
        written
    }
}

impl Letters {
    fn write(self, word: &str) -> String {
        match self {
            Self::Lower => word.to_lowercase(),
            Self::Upper => word.to_uppercase(),
            Self::Capitalized => {
                let mut written = String::new();
                for letter in word.chars() {
                    if written.is_empty() {
                        written.extend(letter.to_uppercase());
                    } else {
                        written.extend(letter.to_lowercase());
                    }
                }
                written
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CASES;

    #[test]
    fn each_case_is_written_as_its_own_name() {
        for (name, case) in CASES {
            let words = match name {
                "lowercase" | "UPPERCASE" => name.to_lowercase(),
                "PascalCase" => "pascal_case".to_owned(),
                "camelCase" => "camel_case".to_owned(),
                _ => name.to_lowercase().replace('-', "_"),
            };
            assert_eq!(case.apply(&words), name);
        }
    }
}
