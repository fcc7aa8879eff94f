//! Reads one declaration, token by token.

use super::declaration::TAG;
use super::value::BEYOND;
use super::{ConstantSetting, ConstantType, ConstantValue, DeclaredConstant};
use crate::lua::lexer::{Lexer, Token, TokenKind};
use crate::redis::builtins;
use crate::text::{Refusal, Source, Span, fill};

const FORM: &str = "a constant is declared as in `-- @const MAX_BATCH: integer = 500`; the types are `integer`, `number`, \
                    `string` and `boolean`";

/// 2^53: the next integer would be read as this one.
const EXACT: i64 = 1 << 53;

/// What is wrong, and where.
type DeclarationError = (Refusal, Span);

/// Reads the declaration whose tag begins at `start`, in a comment up to `end`.
pub(super) fn read(
    source: &Source,
    start: u32,
    end: u32,
) -> Result<DeclaredConstant, DeclarationError> {
    // Only the comment, so that no token goes on after it.
    let line = Source::new("", source.slice(Span::new(start, end)));
    let tag = TAG.len() as u32;
    let mut reader = Reader {
        lexer: Lexer::new(&line, tag),
        line: &line,
        last: Span::new(0, tag),
    };
    match reader.declaration() {
        Ok(mut declared) => {
            declared.span = moved(declared.span, start);
            Ok(declared)
        }
        Err((refused, place)) => Err((refused, moved(place, start))),
    }
}

fn moved(span: Span, by: u32) -> Span {
    Span::new(span.start + by, span.end + by)
}

struct Reader<'line> {
    line: &'line Source,
    lexer: Lexer<'line>,
    /// The token before the next one.
    last: Span,
}

impl Reader<'_> {
    /// `MAX_BATCH: integer = 500`
    fn declaration(&mut self) -> Result<DeclaredConstant, DeclarationError> {
        let (name, span) = self.name()?;
        self.expect(":", "the name of a constant")?;
        let kind = self.kind()?;
        let next = self.next()?;
        let setting = match next.kind {
            TokenKind::End => ConstantSetting::Unset,
            TokenKind::Fixed("=") => {
                let value = self.value(&name, kind)?;
                let next = self.next()?;
                if !matches!(next.kind, TokenKind::End) {
                    let refused = self.unexpected(&next, "the end of the line");
                    return Err((refused.help("a remark begins with `--`"), next.span));
                }
                ConstantSetting::Known(value)
            }
            _ => {
                return Err((
                    self.unexpected(&next, "`=` and a value").help(FORM),
                    next.span,
                ));
            }
        };
        Ok(DeclaredConstant {
            name,
            span,
            kind,
            setting,
            set_by: None,
        })
    }

    fn name(&mut self) -> Result<(Box<str>, Span), DeclarationError> {
        let token = self.some("the name of a constant")?;
        let name = self.line.slice(token.span);
        let refused = match token.kind {
            TokenKind::Name if builtins::member(builtins::GLOBALS, name).is_none() => {
                return Ok((name.into(), token.span));
            }
            TokenKind::Name => Refusal::new(fill!(
                "a constant `{name}` would hide what servers give to scripts under this name",
                name
            ))
            .help("give the constant another name"),
            TokenKind::Fixed(word)
                if word.as_bytes().first().is_some_and(u8::is_ascii_lowercase) =>
            {
                let message = fill!(
                    "`{word}` is a keyword of Lua, so it cannot be a constant",
                    word
                );
                Refusal::new(message).help("give the constant another name")
            }
            _ => self.unexpected(&token, "the name of a constant").help(FORM),
        };
        Err((refused, token.span))
    }

    fn kind(&mut self) -> Result<ConstantType, DeclarationError> {
        let token = self.some("the type of the constant")?;
        let word = self.line.slice(token.span);
        match (&token.kind, ConstantType::named(word)) {
            (_, Some(kind)) => Ok(kind),
            (TokenKind::Name | TokenKind::Fixed(_), None) => {
                let refused = Refusal::unknown("type", word, &ConstantType::NAMES);
                Err((refused.or_list(&ConstantType::NAMES), token.span))
            }
            _ => {
                let refused = self.unexpected(&token, "the type of the constant");
                Err((refused.help(FORM), token.span))
            }
        }
    }

    /// A literal of the type.
    fn value(&mut self, name: &str, kind: ConstantType) -> Result<ConstantValue, DeclarationError> {
        let mut token = self.some("a value")?;
        let start = token.span;
        let is_negative = matches!(token.kind, TokenKind::Fixed("-"));
        if is_negative {
            token = self.some("a number")?;
        }
        let place = start.to(token.span);
        let value = match token.kind {
            TokenKind::Number(number) => {
                let number = if is_negative { -number } else { number };
                if !matches!(kind, ConstantType::Integer | ConstantType::Number) {
                    return Err((mismatch(name, kind, "a number"), place));
                }
                let digits = self.line.slice(token.span).parse::<i64>();
                if kind == ConstantType::Integer && digits.is_ok_and(|digits| digits > EXACT) {
                    return Err((not_allowed(name, kind, BEYOND), place));
                }
                return ConstantValue::number(number, kind)
                    .map_err(|why| (not_allowed(name, kind, why), place));
            }
            TokenKind::String(bytes) if !is_negative => ConstantValue::String(bytes),
            TokenKind::Fixed(word @ ("true" | "false")) if !is_negative => {
                ConstantValue::Boolean(word == "true")
            }
            _ => {
                let message = fill!("the value of `{name}` is not a literal", name);
                let help = fill!("write {} itself, as in `{}`", kind.a(), kind.example());
                return Err((Refusal::new(message).help(help), place));
            }
        };
        let is = match &value {
            ConstantValue::String(_) => ConstantType::String,
            _ => ConstantType::Boolean,
        };
        if is == kind {
            Ok(value)
        } else {
            Err((mismatch(name, kind, is.a()), place))
        }
    }

    fn expect(&mut self, fixed: &str, after: &str) -> Result<(), DeclarationError> {
        let token = self.next()?;
        if matches!(token.kind, TokenKind::Fixed(kind) if kind == fixed) {
            return Ok(());
        }
        let refused =
            Refusal::new(fill!("expected `{fixed}` after {after}", fixed, after)).help(FORM);
        let place = match token.kind {
            TokenKind::End => self.last,
            _ => token.span,
        };
        Err((refused, place))
    }

    /// The next token, which must be there.
    fn some(&mut self, what: &str) -> Result<Token, DeclarationError> {
        let last = self.last;
        let token = self.next()?;
        match token.kind {
            TokenKind::End => {
                let refused = Refusal::new(fill!("expected {what} after this", what));
                Err((refused.help(FORM), last))
            }
            _ => Ok(token),
        }
    }

    fn next(&mut self) -> Result<Token, DeclarationError> {
        let token = self.lexer.next();
        if let Some(error) = self.lexer.errors.pop() {
            let refused = Refusal::new(error.message.into_owned());
            return Err((refused.help(FORM), error.primary.span));
        }
        if !matches!(token.kind, TokenKind::End) {
            self.last = token.span;
        }
        Ok(token)
    }

    fn unexpected(&self, token: &Token, expected: &str) -> Refusal {
        let found = self.line.slice(token.span);
        Refusal::new(fill!(
            "expected {expected}, found `{found}`",
            expected,
            found
        ))
    }
}

/// The value is of another type.
pub(super) fn mismatch(name: &str, kind: ConstantType, is: &str) -> Refusal {
    let message = fill!(
        "`{name}` is declared as {}, but this is {is}",
        name,
        kind.a(),
        is
    );
    Refusal::new(message).help(fill!("write {}, as in `{}`", kind.a(), kind.example()))
}

/// The type does not allow the value.
pub(super) fn not_allowed(name: &str, kind: ConstantType, why: &str) -> Refusal {
    let message = fill!(
        "`{name}` is declared as {}, but this is {why}",
        name,
        kind.a(),
        why
    );
    Refusal::new(message).help(match kind {
        ConstantType::Integer => "write a whole number from -2^53 to 2^53",
        _ if why == BEYOND => "write a float, as in `1e17`, if it may be rounded",
        _ => "write a finite number",
    })
}
