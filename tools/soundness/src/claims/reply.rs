//! What a script is claimed to reply.

use redis_script_analysis::facts::ReplyShape;

use crate::server::Reply;

/// The shape of a reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape(pub ReplyShape);

impl Shape {
    /// Whether it can be this reply.
    #[must_use]
    pub fn holds(&self, reply: &Reply) -> bool {
        holds(&self.0, reply)
    }
}

fn holds(shape: &ReplyShape, reply: &Reply) -> bool {
    match (shape, reply) {
        (ReplyShape::Any, _)
        | (_, Reply::Deep)
        | (ReplyShape::Status, Reply::Status(_))
        | (ReplyShape::Error, Reply::Error(_))
        | (ReplyShape::Null, Reply::Null)
        | (ReplyShape::Bool, Reply::Integer(1)) => true,
        (ReplyShape::OneOf(shapes), reply) => shapes.iter().any(|shape| holds(shape, reply)),
        (ReplyShape::Integer { range }, Reply::Integer(value)) => {
            range.is_none_or(|(low, high)| (low..=high).contains(value))
        }
        (ReplyShape::Bulk { text }, Reply::Bulk(bytes)) => {
            text.as_ref().is_none_or(|text| text == bytes)
        }
        (ReplyShape::Array(item), Reply::Array(items)) => {
            items.iter().all(|reply| holds(item, reply))
        }
        (ReplyShape::Tuple(shapes), Reply::Array(items)) => {
            shapes.len() == items.len()
                && shapes
                    .iter()
                    .zip(items)
                    .all(|(shape, reply)| holds(shape, reply))
        }
        (ReplyShape::Flat(key, value), Reply::Array(items)) => items.chunks(2).all(|pair| {
            holds(key, &pair[0]) && pair.get(1).is_some_and(|reply| holds(value, reply))
        }),
        _ => false,
    }
}
