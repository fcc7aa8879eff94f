//! Constants that hold the replies of the script against a type that the macro does not know.
//!
//! Only the compiler knows which fields a struct has. It evaluates these constants while it checks the crate.

use proc_macro2::{Literal, TokenStream};
use redis_script_analysis::StrictReply;
use redis_script_analysis::facts::ReplyShape;

use super::{first_and_last_span, generics, option};
use crate::args::ScriptArgs;
use crate::declaration::Declaration;
use crate::lists::{joined, listed};
use crate::template::code;

/// Parts of replies that are written down; what is beyond them is not checked.
const PARTS: usize = 1000;

/// One constant for each reply; nothing if the type of the reply cannot be named outside of the function.
pub(super) fn reply_checks(
    declaration: &Declaration,
    args: &ScriptArgs,
    replies: &[StrictReply],
) -> TokenStream {
    if generics::is_bound_to_function(declaration) {
        return TokenStream::new();
    }
    let checked = replies
        .iter()
        .filter(|reply| reply.shape != ReplyShape::Any);
    joined(checked.map(|reply| check(declaration, args, reply)))
}

/// The call has the span of the return type, which is where the compiler reports the panic.
fn check(declaration: &Declaration, args: &ScriptArgs, reply: &StrictReply) -> TokenStream {
    let private = args.private();
    let (cfgs, ty) = (&declaration.cfgs, &declaration.reply);
    let (start, end) = first_and_last_span(ty);
    let begin = args.private_at(start);
    let mut wire = Wire {
        private: &private,
        left: PARTS,
    };
    let shape = wire.reply(&reply.shape);
    let excerpt = &reply.excerpt;
    let target = code! {private, ty =>
        #private::Probe::<#ty>::RETURNED
    };
    let arguments = code!(end; target, excerpt => (#target, &REPLY, #excerpt));
    let call = code!(start; begin, arguments => #begin::check_reply #arguments);
    code! {cfgs, private, shape, call =>
        #cfgs
        const _: () = {
            use #private::Undescribed as _;
            const REPLY: #private::WireReply = #shape;
            #call
        };
    }
}

/// Writes replies as constants.
struct Wire<'a> {
    private: &'a TokenStream,
    left: usize,
}

impl Wire<'_> {
    fn reply(&mut self, shape: &ReplyShape) -> TokenStream {
        let private = self.private;
        let kind = self.kind(shape);
        let shown = shape.to_string();
        code! {private, shown, kind =>
            #private::WireReply { shown: #shown, kind: #private::WireKind::#kind }
        }
    }

    fn kind(&mut self, shape: &ReplyShape) -> TokenStream {
        if self.left == 0 {
            return code!(=> Any);
        }
        self.left -= 1;
        match shape {
            ReplyShape::Any | ReplyShape::Error => code!(=> Any),
            ReplyShape::Null => code!(=> Null),
            ReplyShape::Bool => code!(=> Bool),
            ReplyShape::Status => code!(=> Status),
            ReplyShape::Integer { range } => {
                let range = range.map(|(low, high)| code!(low, high => (#low, #high)));
                let range = option(range, self.private);
                code!(range => Integer(#range))
            }
            ReplyShape::Bulk { text } => {
                let text = text.as_ref().map(|text| self.text(text));
                let text = option(text, self.private);
                code!(text => Bulk(#text))
            }
            ReplyShape::Array(item) => {
                let item = self.reply(item);
                code!(item => Array(&#item))
            }
            ReplyShape::Flat(key, value) => {
                let (key, value) = (self.reply(key), self.reply(value));
                code!(key, value => Flat(&#key, &#value))
            }
            ReplyShape::Tuple(items) => {
                let items = listed(items.iter().map(|item| self.reply(item)));
                code!(items => Tuple(&[#items]))
            }
            ReplyShape::OneOf(items) => {
                let items = listed(items.iter().map(|item| self.reply(item)));
                code!(items => OneOf(&[#items]))
            }
        }
    }

    fn text(&self, bytes: &[u8]) -> TokenStream {
        let private = self.private;
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let is_integer = redis_script_analysis::contract::types::is_integer(text);
        let is_number = text.parse::<f64>().is_ok();
        let bytes = Literal::byte_string(bytes);
        code! {private, bytes, is_integer, is_number =>
            #private::WireText { bytes: #bytes, is_integer: #is_integer, is_number: #is_number }
        }
    }
}
