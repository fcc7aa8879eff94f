//! Replies that have another form after `redis.setresp(3)`.

use super::Context;
use crate::facts::{CommandCall, ReplyShape, Return};
use crate::redis::builtins::Role;
use crate::redis::commands::Property;

impl Context<'_> {
    /// The reply of a command that a script returns as it is, if it is pairs after `redis.setresp(3)`: an array of arrays, also for
    /// clients of RESP2.
    pub(crate) fn pairs_in_resp3(&self, returned: &Return) -> Option<ReplyShape> {
        let [call] = returned.operand.as_ref()?.calls.as_slice() else {
            return None;
        };
        let call = self.facts.call(*call)?;
        let option = call.command()?.property(Property::PAIRS)?;
        let is_asked = call.operands().iter().any(|operand| {
            let text = operand.text.as_deref().unwrap_or_default();
            !option.is_empty() && text.eq_ignore_ascii_case(option.as_bytes())
        });
        let is_whole = is_asked && self.is_asked_in_resp3(call) && !self.is_taken_apart(call);
        let pair = ReplyShape::Tuple(vec![ReplyShape::Bulk { text: None }, ReplyShape::Any]);
        is_whole.then(|| ReplyShape::Array(Box::new(pair)))
    }

    /// Whether the script sets the protocol before a call, and sets no other one anywhere.
    fn is_asked_in_resp3(&self, call: &CommandCall) -> bool {
        let mut is_set = false;
        for other in &self.facts.library_calls {
            if other.function.row.role == Role::SetResp {
                let version = other.arguments.fixed.first();
                if version.and_then(|version| version.number) != Some(3.0) {
                    return false;
                }
                is_set |= other.span.start < call.span.start;
            }
        }
        is_set
    }

    /// Whether the script reads or stores parts of a reply.
    fn is_taken_apart(&self, call: &CommandCall) -> bool {
        for access in &self.facts.accesses {
            if access.object.calls.contains(&call.id) {
                return true;
            }
        }
        for store in &self.facts.stores {
            if store.object.calls.contains(&call.id) {
                return true;
            }
        }
        for other in &self.facts.library_calls {
            for argument in &other.arguments.fixed {
                if argument.calls.contains(&call.id) {
                    return true;
                }
            }
        }
        false
    }
}
