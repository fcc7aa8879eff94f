//! Finds expiries that are computed by a division by an argument, which may be 0.
//!
//! # Why is this bad?
//! In Lua, a division by 0 raises nothing: it gives `inf` or `nan`. EXPIRE, SETEX and the like refuse that with `value is not an
//! integer or out of range`, and what the script wrote before stays written, without an expiry.
//!
//! # Example
//! ```lua
//! local seconds = math.ceil(tonumber(ARGV[1]) / tonumber(ARGV[2]))
//! redis.call('HSET', KEYS[1], 'capacity', ARGV[1])
//! return redis.call('EXPIRE', KEYS[1], seconds)
//! ```
//! Use instead:
//! ```lua
//! local rate = tonumber(ARGV[2])
//! if rate <= 0 then return redis.error_reply('ERR the rate must be positive') end
//! local seconds = math.ceil(tonumber(ARGV[1]) / rate)
//! redis.call('HSET', KEYS[1], 'capacity', ARGV[1])
//! return redis.call('EXPIRE', KEYS[1], seconds)
//! ```
//! An argument that the script compares with anything is left alone, and one of which it also makes products that the expiry may
//! be made of.

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::{Interner, Set};
use crate::facts::{CommandCall, EntryTable, Index, Operand, Operation, Types};
use crate::lua::syntax::{BinaryOperator, ExprId};
use crate::redis::builtins::Operator;
use crate::redis::commands::{Property, is_option};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "zero_divisor",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

/// Quotients, products and expiries that are held against each other; beyond it, nothing is said.
const COMPARED: usize = 64;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(candidates) = Candidates::of(context) else {
        return;
    };
    let mut compared = None;
    let mut told: Set<ExprId> = Set::default();
    for operation in &candidates.products {
        if operation.operator == BinaryOperator::Divide
            && let Some(entry) = entry(context, &operation.right)
            && operation.right.magnitude == 0.0
            && compared
                .get_or_insert_with(|| compared_entries(context))
                .find(format!("{entry:?}").as_bytes())
                .is_none()
            && let Some((call, time)) = candidates.expiry(operation)
            && told.insert(call.id)
        {
            diagnostics.extend(report(context, operation, (call, time)));
        }
    }
}

/// What is made of entries by a product or a quotient, and what says how long keys live.
struct Candidates<'a> {
    products: Vec<&'a Operation>,
    expiries: Vec<(&'a CommandCall, &'a Operand)>,
}

/// The entry of ARGV whose number a value is.
fn entry(context: &Context, operand: &Operand) -> Option<Index> {
    let [read] = operand.reads.as_slice() else {
        return None;
    };
    let read = context.facts.reads.get(*read)?;
    let is_number = operand.number.is_none() && operand.types.has(Types::NUMERIC);
    (is_number && read.table == EntryTable::Argv).then_some(read.index)
}

/// The entries of ARGV that the script compares with anything.
fn compared_entries(context: &Context) -> Interner<String> {
    let mut entries = Interner::default();
    for operation in &context.facts.operations {
        let compares = matches!(
            Operator::of(operation.operator),
            Some(Operator::Order | Operator::Equal)
        );
        for &operand in &[&operation.left, &operation.right] {
            if compares && let Some(entry) = entry(context, operand) {
                entries.insert(format!("{entry:?}"));
            }
        }
    }
    entries
}

impl<'a> Candidates<'a> {
    /// `None` if they are too many.
    fn of(context: &'a Context) -> Option<Self> {
        let (mut products, mut expiries) = (Vec::new(), Vec::new());
        for operation in &context.facts.operations {
            let is_product = matches!(
                operation.operator,
                BinaryOperator::Multiply | BinaryOperator::Divide
            );
            if is_product && !(operation.left.reads.is_empty() && operation.right.reads.is_empty())
            {
                products.push(operation);
            }
        }
        for call in &context.facts.commands {
            for time in times(call) {
                if !time.reads.is_empty() {
                    expiries.push((call, time));
                }
            }
        }
        let are_few = products.len() <= COMPARED && expiries.len() <= COMPARED;
        are_few.then_some(Self { products, expiries })
    }

    /// The first expiry that is made of what is divided and of what it is divided by.
    fn expiry(&self, operation: &Operation) -> Option<(&'a CommandCall, &'a Operand)> {
        let (left, right) = (&operation.left.reads, &operation.right.reads);
        for (call, time) in &self.expiries {
            let has = |read: &usize| time.reads.contains(read);
            let is_more = time.reads.len() > right.len() || !left.is_empty() && left == right;
            let is_made = is_more && left.iter().all(has) && right.iter().all(has);
            if is_made && !self.has_other_use(operation, time) {
                return Some((*call, *time));
            }
        }
        None
    }

    /// Whether the expiry may be made of the divisor without the division: by a product of what it is made of, too.
    fn has_other_use(&self, division: &Operation, time: &Operand) -> bool {
        let divisor = &division.right.reads;
        for other in &self.products {
            let sides = [&other.left, &other.right];
            let takes = |side: &&Operand| side.reads == *divisor;
            let may_be_part = |side: &&Operand| {
                let is_known = side.number.is_some() || !side.reads.is_empty();
                is_known && side.reads.iter().all(|read| time.reads.contains(read))
            };
            // A second quotient by it fails for the same reason.
            let is_divided = other.operator == BinaryOperator::Divide && takes(&sides[1]);
            if !is_divided && sides.iter().any(takes) && sides.iter().all(may_be_part) {
                return true;
            }
        }
        false
    }
}

/// The arguments that say how long the key lives.
fn times(call: &CommandCall) -> Vec<&Operand> {
    let operands = call.operands();
    let mut times = Vec::new();
    if call.property(Property::TIMES).is_some() {
        times.extend(operands.get(1));
    }
    let options = call.property(Property::EXPIRES).unwrap_or_default();
    let mut rest = operands;
    while let [word, behind @ ..] = rest {
        rest = behind;
        if let Some(word) = word.text.as_deref()
            && is_option(word, options)
        {
            times.extend(behind.first());
        }
    }
    times
}

fn report(
    context: &Context,
    operation: &Operation,
    (call, time): (&CommandCall, &Operand),
) -> Option<Diagnostic> {
    let command = call.command()?;
    let divisor = &operation.right;
    let name = context.text(divisor.span);
    let number = if divisor.types.only(Types::NUMBER.or(Types::NIL)) {
        name.to_owned()
    } else {
        fill!("tonumber({name})", name)
    };
    let found = Diagnostic::warning(
        LINT.name,
        divisor.span,
        fill!(
            "`{name}` may be 0, and {command} does not take the `inf` of that",
            name,
            command
        ),
    )
    .label("divided by an argument")
    .also(time.span, fill!("the expiry for {command}", command))
    .note(
        "Redis raises `value is not an integer or out of range`, and what was written before stays",
    )
    .help(fill!(
        "refuse it first: `if {number} <= 0 then ... end`",
        number
    ));
    Some(found)
}
