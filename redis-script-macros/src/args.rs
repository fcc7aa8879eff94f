//! What the attribute says: `#[redis_script("x.lua", keys = 1, ...)]`.

mod commands;
mod constants;
mod count;
mod expected;
mod limits;
mod segment;
mod value;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use redis_script_analysis::bounds::Limits;
use redis_script_analysis::text::nearest;
use redis_script_analysis::{Level, Levels, fill};
use syn::LitStr;

pub(crate) use self::commands::facade;
pub(crate) use self::constants::ConstantArg;
pub(crate) use self::count::EntryCount;
use self::expected::Expected;
pub(crate) use self::segment::is_comma;
use self::segment::{OptionValue, Segment};
use crate::errors::Errors;
use crate::lists::collected;
use crate::template::code;

/// The options, with their usage.
const OPTIONS: [(&str, &str); 14] = [
    ("allow", "allow(lint_name)"),
    ("args", "args = 1"),
    ("cluster", "cluster"),
    ("consts", "consts(NAME = value)"),
    ("crate", "crate = path::to::redis_script"),
    ("deny", "deny(lint_name)"),
    ("keys", "keys = 1"),
    ("limits", "limits(commands = 100)"),
    ("lua", "lua = \"return 1\""),
    ("name", "name = \"my script\""),
    ("primary", "primary"),
    ("readonly", "readonly"),
    ("type", "type = Name"),
    ("warn", "warn(lint_name)"),
];

/// The attribute's options, each with its tokens.
#[derive(Default)]
pub(crate) struct ScriptArgs {
    /// `None` after an error.
    pub(crate) script: Option<ScriptLiteral>,
    /// `keys = ...`
    pub(crate) keys: Option<EntryCount>,
    /// `args = ...`
    pub(crate) args: Option<EntryCount>,
    /// `consts(...)`
    pub(crate) constants: Vec<ConstantArg>,
    /// `name = "..."`
    pub(crate) name: Option<LitStr>,
    /// `type = Name`
    pub(crate) companion: Option<Ident>,
    /// `crate = path`
    pub(crate) facade: Option<syn::Path>,
    /// `cluster`: it runs in clusters, whatever `redis-script.toml` says.
    pub(crate) cluster: bool,
    /// `readonly`: the script must not write.
    pub(crate) readonly: bool,
    /// `primary`: no replica may serve it.
    pub(crate) primary: bool,
    /// `limits(...)`
    pub(crate) limits: Limits,
    /// `allow(...)`, `warn(...)`, `deny(...)`
    pub(crate) levels: Levels,
}

/// Where the script is.
pub(crate) enum ScriptLiteral {
    /// `"x.lua"`
    File(LitStr),
    /// `lua = "..."`
    Inline(LitStr),
}

impl ScriptLiteral {
    /// The path or the source, as it is written in the attribute.
    pub(crate) fn literal(&self) -> &LitStr {
        match self {
            Self::File(literal) | Self::Inline(literal) => literal,
        }
    }
}

impl ScriptArgs {
    /// Parses the attribute's tokens. Options that cannot be parsed are errors and left out. `place` is underlined by errors
    /// that are not about one of the tokens.
    pub(crate) fn parse(attribute: TokenStream, place: &TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let segments = segment::split(attribute, errors);
        Self::require_one_script(&segments, place, errors);
        let mut seen = Vec::new();
        for segment in segments {
            match segment {
                Segment::Path(tokens) => {
                    let path = value::string(&tokens, Expected::Path, errors);
                    args.script = args.script.take().or(path.map(ScriptLiteral::File));
                }
                Segment::Option(name, _) if seen.contains(&name) => {
                    errors.at(&name, fill!("the option `{name}` is given twice", name));
                }
                Segment::Option(name, value) => {
                    args.option(&name, &value, errors);
                    seen.push(name);
                }
            }
        }
        args
    }

    /// The path of what generated code calls.
    pub(crate) fn private(&self) -> TokenStream {
        self.private_at(Span::mixed_site())
    }

    /// The same path, with another span.
    pub(crate) fn private_at(&self, place: Span) -> TokenStream {
        private(self.facade.as_ref(), place)
    }

    fn require_one_script(segments: &[Segment], place: &TokenStream, errors: &mut Errors) {
        let mut scripts = segments.iter().filter(|segment| segment.is_script());
        let first = scripts.next();
        if first.is_none() && !segments.iter().any(Segment::is_misnamed_script) {
            errors.with_help(
                place,
                "no script given",
                "name a file, as in `#[redis_script(\"name.lua\")]`, or write the script inline, as in `#[redis_script(lua = \"return 1\")]`",
            );
        }
        // A second `lua` is reported like any option that is given twice.
        for extra in scripts.filter(|extra| first.is_some_and(|first| !first.is_same(extra))) {
            errors.at(
                extra,
                "a second script: give one path or one `lua = \"...\"`",
            );
        }
    }

    fn option(&mut self, name: &Ident, value: &OptionValue, errors: &mut Errors) {
        let Some((option, usage)) = OPTIONS.iter().find(|(known, _)| name == known) else {
            unknown(name, value, errors);
            return;
        };
        let level = Level::named(option).ok();
        match (value, level) {
            (OptionValue::None, None) if *option == "cluster" => self.cluster = true,
            (OptionValue::None, None) if *option == "primary" => self.primary = true,
            (OptionValue::None, None) if *option == "readonly" => self.readonly = true,
            (OptionValue::List(list), None) if *option == "consts" => {
                self.constants = constants::parse(list, errors);
            }
            (OptionValue::List(list), None) if *option == "limits" => {
                self.limits = limits::parse(list.stream(), errors);
            }
            (OptionValue::List(list), Some(level)) => {
                self.level(name, level, list.stream(), errors);
            }
            (OptionValue::Assigned(tokens), None)
                if !tokens.is_empty() && option != usage && !usage.contains('(') =>
            {
                self.assign(option, tokens, errors);
            }
            _ => errors.at(
                name,
                fill!("the option `{option}` is written `{usage}`", option, usage),
            ),
        }
    }

    fn assign(&mut self, option: &str, tokens: &[TokenTree], errors: &mut Errors) {
        match option {
            "lua" => {
                let text = value::string(tokens, Expected::Source, errors);
                self.script = self.script.take().or(text.map(ScriptLiteral::Inline));
            }
            "args" => self.args = EntryCount::parse(option, tokens, errors),
            "keys" => self.keys = EntryCount::parse(option, tokens, errors),
            "name" => self.name = value::name(tokens, errors),
            "type" => self.companion = value::ident(tokens, errors),
            _ => self.facade = value::path(tokens, errors),
        }
    }

    fn level(&mut self, name: &Ident, level: Level, list: TokenStream, errors: &mut Errors) {
        let lints = value::lints(list, errors);
        if lints.is_empty() {
            errors.at(name, fill!("`{name}` names no lint", name));
        }
        for (lint, reason) in lints {
            let reason = reason.map(|reason| reason.value());
            let set = self.levels.set(&lint.to_string(), level, reason.as_deref());
            if let Err(refused) = set {
                errors.at(&lint, refused);
            }
        }
    }
}

/// The path of what generated code calls, through the facade's own path if there is one.
pub(crate) fn private(facade: Option<&syn::Path>, place: Span) -> TokenStream {
    if let Some(path) = facade {
        code!(place; path => #path::__private)
    } else {
        code!(place; => ::redis_script::__private)
    }
}

/// Names that users might write for the path and for the source.
const PATH_ALIASES: [&str; 5] = ["file", "path", "script", "source", "src"];
const SOURCE_ALIASES: [&str; 3] = ["code", "inline", "text"];

fn unknown(name: &Ident, value: &OptionValue, errors: &mut Errors) {
    let message = fill!("there is no option `{name}`", name);
    if PATH_ALIASES.iter().any(|alias| name == alias) {
        let help = "the path is written without a name: `#[redis_script(\"name.lua\")]`";
        errors.with_help(name, message, help);
    } else if is_constant(name, value) {
        let tokens = [TokenTree::Ident(name.clone())];
        value::string(&tokens, Expected::Path, errors);
    } else if SOURCE_ALIASES.iter().any(|alias| name == alias) {
        errors.did_you_mean(name, message, Some("lua"));
    } else {
        let known: Vec<&str> = collected(OPTIONS.iter().map(|(option, _)| *option));
        errors.did_you_mean(name, message, nearest(&name.to_string(), &known));
    }
}

/// Whether a name stands alone and is written as constants are: none of the options is.
fn is_constant(name: &Ident, value: &OptionValue) -> bool {
    let name = name.to_string();
    let is_upper = name.contains(char::is_uppercase) && !name.contains(char::is_lowercase);
    is_upper && matches!(value, OptionValue::None)
}

/// The tokens without the invisible delimiters that `macro_rules` puts around fragments.
pub(crate) fn ungroup(tokens: TokenStream) -> Vec<TokenTree> {
    let mut plain = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                plain.extend(ungroup(group.stream()));
            }
            token => plain.push(token),
        }
    }
    plain
}
