//! The front end against real Lua: they accept the same texts, and read the same literals.

use redis_script_analysis::lua::syntax::{Chunk, Expr, ExprKind};
use redis_script_analysis::lua::{parse, visit};
use redis_script_analysis::{Source, Span};

use crate::oracle::{self, Literal, Verdict};
use crate::plant::Plant;

/// Literals that are compared in one text, so that a long list of them does not take long.
const LITERALS: usize = 64;

/// Holds the front end against Lua.
///
/// # Panics
/// If they disagree.
pub fn check(text: &str) {
    let source = Source::new("fuzz.lua", text);
    let (chunk, errors) = parse(&source);
    // The first line is the server's, and not Lua's.
    if text.starts_with("#!") {
        return;
    }
    let planted = Plant::of_this_process() == Some(Plant::Disagreement) && Plant::shows_in(text);
    let refused = errors.first().map(|error| &*error.message);
    let refused = refused.or(planted.then_some("this disagreement was planted"));
    match (oracle::compile(text), refused) {
        (Verdict::Accepted, None) => compare_literals(&chunk, &source),
        (Verdict::Accepted, Some(message)) => {
            panic!("Lua accepts what the front end refuses: {message}\n{text:?}")
        }
        (Verdict::Refused(message), None) => {
            panic!("the front end accepts what Lua refuses: {message}\n{text:?}")
        }
        (Verdict::Refused(_), Some(_)) | (Verdict::NoJudge, _) => {}
    }
}

fn compare_literals(chunk: &Chunk, source: &Source) {
    let mut literals = Literals(Vec::new());
    visit::block(&chunk.body, &mut literals);
    let (spans, ours): (Vec<Span>, Vec<Literal>) = literals.0.into_iter().unzip();
    let texts: Vec<&str> = spans.iter().map(|span| source.slice(*span)).collect();
    let theirs = oracle::values(&texts);
    assert!(
        theirs.as_ref() == Some(&ours),
        "Lua reads {texts:?} as {theirs:?}, the front end as {ours:?}"
    );
}

struct Literals(Vec<(Span, Literal)>);

impl<'tree> visit::Visitor<'tree> for Literals {
    fn expression(&mut self, expr: &'tree Expr) -> bool {
        let literal = match &expr.kind {
            ExprKind::Number(number) => Literal::Number(*number),
            ExprKind::String(bytes) => Literal::String(bytes.to_vec()),
            _ => return true,
        };
        if self.0.len() < LITERALS {
            self.0.push((expr.span, literal));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_lua_and_the_front_end_agree_on_passes() {
        for text in [
            "return 0x10 + 1e3 .. 'a\\65\\\nb' .. [[\r\nc]]",
            "return (",
            "#!lua\nreturn",
            "return [[ [[ ]]",
            "return 'a'.\0'b'",
        ] {
            check(text);
        }
    }
}
