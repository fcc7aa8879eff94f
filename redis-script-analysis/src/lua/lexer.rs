//! From bytes to tokens, as llex.c of Lua 5.1 reads them.

mod string;

use self::string::long_bracket;
use super::syntax::Comment;
use super::{number, shebang};
use crate::collections::Interner;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Source, Span};

/// What a token is.
#[derive(Clone)]
pub(crate) enum TokenKind {
    /// The end of the text.
    End,
    /// A name; its text is the span's.
    Name,
    /// A string after its escapes.
    String(Box<[u8]>),
    Number(f64),
    /// A keyword or an operator.
    Fixed(&'static str),
    /// A character that Lua does not know.
    Foreign,
}

/// A token and where it stands.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

pub(crate) struct Lexer<'source> {
    source: &'source Source,
    /// What was not read yet.
    rest: &'source [u8],
    pub(super) comments: Vec<Comment>,
    pub(crate) errors: Vec<Diagnostic>,
    pub(super) unknown_escapes: Vec<Span>,
    pub(super) nested_brackets: Vec<Span>,
}

/// All comments of a text, whatever else is in it. They begin after a shebang line.
pub(crate) fn comments(source: &Source) -> Vec<Comment> {
    let mut lexer = Lexer::new(source, shebang::end(source));
    while !matches!(lexer.next().kind, TokenKind::End) {}
    lexer.comments
}

/// The names in the code of a text.
pub(crate) fn names(source: &Source) -> Interner<String> {
    let mut lexer = Lexer::new(source, shebang::end(source));
    let mut names = Interner::default();
    loop {
        let token = lexer.next();
        match token.kind {
            TokenKind::End => return names,
            TokenKind::Name => {
                names.insert(source.slice(token.span).to_owned());
            }
            _ => {}
        }
    }
}

impl<'source> Lexer<'source> {
    /// Begins behind `start`, where a shebang line ends.
    pub(crate) fn new(source: &'source Source, start: u32) -> Self {
        let text = source.text().as_bytes();
        Self {
            source,
            rest: text.get(start as usize..).unwrap_or_default(),
            comments: Vec::new(),
            errors: Vec::new(),
            unknown_escapes: Vec::new(),
            nested_brackets: Vec::new(),
        }
    }

    pub(crate) fn next(&mut self) -> Token {
        self.skip_space_and_comments();
        let start = self.at();
        let kind = self.token();
        Token {
            kind,
            span: self.span_from(start),
        }
    }

    fn token(&mut self) -> TokenKind {
        match self.rest {
            [] => TokenKind::End,
            [quote @ (b'"' | b'\''), ..] => self.quoted(*quote),
            [b'[', b'[' | b'=', ..] if long_bracket(self.rest).is_some() => self.long_string(),
            [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => self.numeral(),
            [b'a'..=b'z' | b'A'..=b'Z' | b'_', ..] => self.word(),
            _ => self.operator(),
        }
    }

    /// The offset of the next byte.
    fn at(&self) -> usize {
        self.source.text().len() - self.rest.len()
    }

    /// Reads some bytes.
    fn take(&mut self, length: usize) -> &'source [u8] {
        let taken = self.rest.get(..length).unwrap_or(self.rest);
        self.rest = self.rest.get(length..).unwrap_or_default();
        taken
    }

    /// The length of the next character, as an error marks it.
    fn character(&self) -> usize {
        let text = self.source.text().get(self.at()..).unwrap_or_default();
        match text.chars().next() {
            Some(character) => character.len_utf8(),
            None => 0,
        }
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(start as u32, self.at() as u32)
    }

    fn skip_space_and_comments(&mut self) {
        loop {
            match self.rest {
                [b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, rest @ ..] => self.rest = rest,
                [b'-', b'-', ..] => self.comment(),
                _ => return,
            }
        }
    }

    fn comment(&mut self) {
        let start = self.at();
        self.take(2);
        let inner = if long_bracket(self.rest).is_some() {
            self.long_bracket_body(start)
        } else {
            while let [byte, rest @ ..] = self.rest
                && !matches!(byte, b'\n' | b'\r')
            {
                self.rest = rest;
            }
            self.span_from(start + 2)
        };
        self.comments.push(Comment {
            span: self.span_from(start),
            inner,
        });
    }

    fn word(&mut self) -> TokenKind {
        let mut rest = self.rest;
        while let [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_', more @ ..] = rest {
            rest = more;
        }
        let word = self.take(self.rest.len() - rest.len());
        match keyword(word) {
            Some(keyword) => TokenKind::Fixed(keyword),
            None => TokenKind::Name,
        }
    }

    fn operator(&mut self) -> TokenKind {
        let Some(operator) = operator(self.rest) else {
            self.take(self.character().max(1));
            return TokenKind::Foreign;
        };
        self.take(operator.len());
        TokenKind::Fixed(operator)
    }

    fn numeral(&mut self) -> TokenKind {
        let start = self.at();
        let numeral = self.take(number::length(self.rest));
        let value = number::value(numeral);
        if value.is_none() {
            let error = Diagnostic::error("syntax", self.span_from(start), "malformed number")
                .help(numeral_help(numeral));
            self.errors.push(error);
        }
        TokenKind::Number(value.unwrap_or_default())
    }
}

fn keyword(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"and" => "and",
        b"break" => "break",
        b"do" => "do",
        b"else" => "else",
        b"elseif" => "elseif",
        b"end" => "end",
        b"false" => "false",
        b"for" => "for",
        b"function" => "function",
        b"if" => "if",
        b"in" => "in",
        b"local" => "local",
        b"nil" => "nil",
        b"not" => "not",
        b"or" => "or",
        b"repeat" => "repeat",
        b"return" => "return",
        b"then" => "then",
        b"true" => "true",
        b"until" => "until",
        b"while" => "while",
        _ => return None,
    })
}

/// The operator at the start of a text.
///
/// As in a numeral, `strchr` finds the NUL at the end of its list: a NUL passes for each dot but the first (`check_next` in
/// llex.c).
fn operator(text: &[u8]) -> Option<&'static str> {
    Some(match text {
        [b'=', b'=', ..] => "==",
        [b'~', b'=', ..] => "~=",
        [b'<', b'=', ..] => "<=",
        [b'>', b'=', ..] => ">=",
        [b'.', b'.' | 0, b'.' | 0, ..] => "...",
        [b'.', b'.' | 0, ..] => "..",
        [b'.', ..] => ".",
        [b'=', ..] => "=",
        [b'<', ..] => "<",
        [b'>', ..] => ">",
        [b'(', ..] => "(",
        [b')', ..] => ")",
        [b',', ..] => ",",
        [b'[', ..] => "[",
        [b']', ..] => "]",
        [b'{', ..] => "{",
        [b'}', ..] => "}",
        [b':', ..] => ":",
        [b';', ..] => ";",
        [b'#', ..] => "#",
        [b'+', ..] => "+",
        [b'-', ..] => "-",
        [b'*', ..] => "*",
        [b'/', ..] => "/",
        [b'%', ..] => "%",
        [b'^', ..] => "^",
        _ => return None,
    })
}

fn numeral_help(numeral: &[u8]) -> &'static str {
    let lower = numeral.to_ascii_lowercase();
    if lower.ends_with(b"ll") || lower.ends_with(b"i") && !lower.starts_with(b"0x") {
        "suffixes such as `LL` and `i` are LuaJIT's, Redis runs Lua 5.1"
    } else if lower.contains(&b'_') {
        "Lua has no digit separators"
    } else if lower.starts_with(b"0b") || lower.starts_with(b"0o") {
        "Lua has decimal and hexadecimal numerals alone"
    } else {
        "write it as `3`, `3.14`, `1e9` or `0xff`"
    }
}
