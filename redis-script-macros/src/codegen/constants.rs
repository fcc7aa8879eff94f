//! The text and the SHA1 of a script with constants whose values the compiler finds.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use redis_script_analysis::constants::{ConstantType, DeclaredConstant};
use redis_script_analysis::fill;

use super::first_and_last_span;
use super::literal;
use crate::args::ScriptArgs;
use crate::declaration::Declaration;
use crate::lists::{joined, listed};
use crate::sent::{Computed, Sent, SentPart};
use crate::template::code;

/// What is embedded of a script.
#[derive(Default)]
pub(crate) struct Embedded {
    /// The items that the expressions need.
    pub(crate) items: TokenStream,
    /// The text, as an expression, if the macro knows it.
    pub(crate) source: TokenStream,
    /// The constant that has the bytes of the text, if the compiler makes it.
    pub(crate) computed: Option<TokenStream>,
    /// The SHA1, as an expression.
    pub(crate) sha1: TokenStream,
}

impl Embedded {
    /// Of a script without a text.
    pub(crate) fn nothing() -> Self {
        Self::known("", "")
    }

    fn known(text: &str, sha1: &str) -> Self {
        Self {
            items: TokenStream::new(),
            source: literal(text),
            computed: None,
            sha1: sha1.to_token_stream(),
        }
    }

    /// The names of users' constants are not in scope here, nor these where users' expressions are.
    pub(crate) fn of(sent: &Sent, declaration: &Declaration, private: &TokenStream) -> Self {
        let computed = match sent {
            Sent::Known { text, sha1 } => return Self::known(text, sha1),
            Sent::Computed(computed) => computed,
        };
        let Some(name) = declaration.companion() else {
            return Self::nothing();
        };
        let before = literal(&computed.before);
        let (words, hashed) = (listed(computed.midstate.words), computed.midstate.hashed);
        Self {
            items: code! {before, private, name, words, hashed =>
                const BEFORE: &str = #before;
                const LENGTH: usize = BEFORE.len() + #private::constants_length(#name::CONSTANTS);
                const TEXT: &[u8; LENGTH] = &#private::script_text(BEFORE, #name::CONSTANTS);
                const SHA1: &[u8; 40] = &#private::script_sha1([#words], #hashed, TEXT);
            },
            source: literal(""),
            computed: Some(code!(=> TEXT)),
            sha1: code!(private => #private::as_str(SHA1)),
        }
    }
}

/// The member `CONSTANTS` of the companion type, if it needs one: the parts of the text that the compiler finds.
pub(super) fn member(sent: &Sent, args: &ScriptArgs) -> TokenStream {
    let Sent::Computed(Computed { parts, .. }) = sent else {
        return TokenStream::new();
    };
    let private = args.private();
    let parts = parts.iter().map(|part| match part {
        SentPart::Lua(lua) => {
            let lua = literal(lua);
            code!(private, lua => #private::ConstantPart::Lua(#lua),)
        }
        SentPart::Value(constant) => value(constant, args),
    });
    let parts = joined(parts);
    code! {private, parts =>
        const CONSTANTS: &'static [#private::ConstantPart] = &[#parts];
    }
}

/// Makes the compiler find the values when it checks the crate, also if nothing uses the script.
pub(super) fn evaluation(
    sent: &Sent,
    declaration: &Declaration,
    private: &TokenStream,
) -> TokenStream {
    let (Sent::Computed(_), Some(name)) = (sent, declaration.companion()) else {
        return TokenStream::new();
    };
    let cfgs = &declaration.cfgs;
    code! {cfgs, private, name =>
        #cfgs
        const _: &#private::Script = &#name::SCRIPT;
    }
}

/// The value of an expression, as a part of the text.
///
/// A trait of the constant's own says its name if the expression has a type that the constant cannot have. All tokens have the span
/// of the expression, and the runtime's type gives a value of some type even then, so that the compiler reports nothing else.
fn value(constant: &DeclaredConstant, args: &ScriptArgs) -> TokenStream {
    let mixed = Span::mixed_site();
    let private = args.private();
    let set = constant.set_by.and_then(|at| args.constants.get(at));
    let Some(set) = set else {
        return TokenStream::new();
    };
    let (name, kind, expression) = (&*constant.name, constant.kind, &set.value);
    let message = fill!(
        "the script declares `{name}` as {}, but this is `{{Self}}`",
        name,
        kind.a()
    );
    let label = fill!("not {}", kind.a());
    let declared = Ident::new(&fill!("__{name}", name), mixed);
    let variant = variant(kind);
    let bound = Ident::new(&fill!("{variant}Constant", variant), mixed);
    let of_type = Ident::new(&fill!("{variant}Value", variant), mixed);
    let (start, end) = first_and_last_span(expression);
    let begin = args.private_at(start);
    let arguments = code!(end; expression => (#expression));
    let value =
        code!(start; begin, of_type, arguments => #begin::#of_type(declared #arguments).get());
    let function = Ident::new(kind.name(), mixed.located_at(start));
    let arguments = match kind {
        ConstantType::Integer | ConstantType::Number => {
            code!(end; name => (#name, value as i128, value as f64))
        }
        ConstantType::String | ConstantType::Boolean => code!(end; => (value)),
    };
    let part =
        code!(start; begin, function, arguments => #begin::ConstantPart::#function #arguments);
    code! {message, label, declared, private, bound, value, part =>
        {
            #[diagnostic::on_unimplemented(message = #message, label = #label)]
            #[allow(non_camel_case_types)]
            trait #declared {}
            #[diagnostic::do_not_recommend]
            impl<T: #private::#bound> #declared for T {}
            const fn declared<T: #declared>(value: T) -> T {
                value
            }
            use #private::OtherConstant as _;
            let value = #value;
            #part
        },
    }
}

/// How the runtime's names for values of a type begin.
fn variant(kind: ConstantType) -> &'static str {
    match kind {
        ConstantType::Integer => "Integer",
        ConstantType::Number => "Number",
        ConstantType::String => "String",
        ConstantType::Boolean => "Boolean",
    }
}
