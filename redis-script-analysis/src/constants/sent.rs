//! The text that is sent for a script with constants: a function around the script, which is called with their values.

use super::{ConstantSetting, DeclaredConstant};
use crate::lua::shebang;
use crate::lua::syntax::Chunk;
use crate::text::{Source, fill, find, joined};

/// The text, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct SentText {
    /// All that is before the first value: `local function main(MAX_BATCH) ... end return main(`.
    pub before: String,
    /// The value of each constant as Lua writes it; `None` if it is not known.
    pub values: Vec<Option<String>>,
}

impl SentText {
    /// The text for a script; `None` if it declares no constants and is sent as it is.
    ///
    /// The function begins on the first line and ends on a line after the last, so that errors name the lines of the script. First
    /// lines that servers read stay alone.
    pub(crate) fn of(
        source: &Source,
        chunk: &Chunk,
        constants: &[DeclaredConstant],
    ) -> Option<Self> {
        if constants.is_empty() {
            return None;
        }
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for constant in constants {
            names.push(&*constant.name);
            values.push(match &constant.setting {
                ConstantSetting::Known(value) => Some(value.to_lua()),
                ConstantSetting::Unset | ConstantSetting::Expression => None,
            });
        }
        if !chunk.main_varargs.is_empty() {
            names.push("...");
        }
        let (first, rest) = source.text().split_at(start(source.text()));
        let (main, parameters) = (free_name(rest), joined(&names, ", "));
        let line_end = if rest.ends_with('\n') { "" } else { "\n" };
        let before = fill!(
            "{first}local function {main}({parameters}) {rest}{line_end}end return {main}(",
            first,
            main,
            parameters,
            rest,
            line_end,
            main
        );
        Some(Self { before, values })
    }

    /// The whole text, if all values are known.
    #[must_use]
    pub fn whole(&self) -> Option<String> {
        let mut text = self.before.clone();
        for (at, value) in self.values.iter().enumerate() {
            if at > 0 {
                text += ", ";
            }
            text += value.as_ref()?;
        }
        text.push(')');
        Some(text)
    }
}

/// Where the function begins: after a shebang, and after the line that Dragonfly reads.
fn start(text: &str) -> usize {
    if text.starts_with("#!") || text.trim_start().starts_with(shebang::DRAGONFLY) {
        let blank = text.len() - text.trim_start().len();
        let line = text.get(blank..).unwrap_or_default().find('\n');
        return line.map_or(0, |end| blank + end + 1);
    }
    0
}

/// A name for the function that is not a word of the script: `main`, or with underscores.
fn free_name(text: &str) -> String {
    const MAIN: &str = "main";
    let (mut name, mut rest, mut last) = (MAIN.to_owned(), text, None);
    while let Some(at) = find(rest, MAIN) {
        let before = rest.get(..at).unwrap_or_default().chars().next_back();
        let begins = !before.or(last).is_some_and(is_part);
        let after = rest.get(at + MAIN.len()..).unwrap_or_default();
        let next = after.trim_start_matches('_');
        if begins && !next.starts_with(is_part) {
            let underscores = after.len() - next.len();
            while name.len() <= MAIN.len() + underscores {
                name.push('_');
            }
        }
        (rest, last) = (after, Some('n'));
    }
    name
}

/// Whether a name may have this character.
fn is_part(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}
