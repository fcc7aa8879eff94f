//! Tests: what is noted, and when.

use std::rc::Rc;

use super::{Interpreter, Upvalues, interpret};
use crate::facts::{Facts, Operand};
use crate::lua;
use crate::text::Source;

const SCRIPT: &str = "
    local t = {KEYS[1], 'x'}
    local function count(key, left)
        if left == 0 then return redis.call('GET', key) end
        return count(key, left - 1)
    end
    while redis.call('LLEN', KEYS[2]) > #t do
        local reply = redis.pcall('LPOP', KEYS[2])
        if type(reply) == 'table' and reply.err then error(reply.err) end
        redis.call('TYPE', KEYS[1])
        if not reply or reply == '' then break end
        redis.frobnicate = -tonumber(ARGV[1])
        unknown(t)
    end
    local function run(name, key) return redis.call(name, key) end
    run('DEL', KEYS[1])
    run('UNLINK', KEYS[2])
    local KEYS = {count(t[1], 3)}
    return KEYS
    ";

/// The facts that a run over a script writes.
fn run(recording: bool) -> Facts {
    let source = Source::new("test.lua", SCRIPT);
    let (chunk, errors) = lua::parse(&source);
    assert!(errors.is_empty());
    let upvalues = Upvalues::of(&chunk);
    let mut facts = Facts::default();
    let mut interpreter = Interpreter::new(&chunk, &source, &upvalues, false);
    interpreter.recording = recording;
    interpreter.run(&chunk, &[]);
    interpreter.finish(&mut facts);
    facts
}

fn noted(facts: &Facts) -> Vec<usize> {
    vec![
        facts.reads.len(),
        facts.commands.len(),
        facts.unknown_calls.len(),
        facts.examined.len(),
        facts.typed_keys.len(),
        facts.library_calls.len(),
        facts.library_stores.len(),
        facts.members.len(),
        facts.operations.len(),
        facts.unary_operations.len(),
        facts.tests.len(),
        facts.accesses.len(),
        facts.constructed.len(),
        facts.loops.len(),
        facts.shadows.len(),
    ]
}

#[test]
fn nothing_is_noted_before_the_last_round() {
    let all = noted(&run(true));
    assert!(!all.contains(&0), "{all:?}");
    assert_eq!(noted(&run(false)), vec![0; all.len()]);
}

#[test]
fn uses_of_an_expression_share_its_value() {
    let source = Source::new("test.lua", SCRIPT);
    let (chunk, _) = lua::parse(&source);
    let facts = interpret(&chunk, &source, &[]);
    let mut operands: Vec<&Operand> = Vec::new();
    for operation in &facts.operations {
        operands.extend([&operation.left, &operation.right]);
    }
    operands.extend(facts.unary_operations.iter().map(|used| &used.operand));
    operands.extend(facts.tests.iter().map(|test| &test.operand));
    operands.extend(facts.accesses.iter().map(|access| &access.object));
    let calls = facts.library_calls.iter();
    operands.extend(calls.flat_map(|call| &call.arguments.fixed));
    let (shared, own): (Vec<_>, Vec<_>) = facts.commands.iter().partition(|call| {
        let mut others = facts.commands.iter();
        others.all(|other| other.id != call.id || other.name() == call.name())
    });
    operands.extend(shared.iter().flat_map(|call| &call.arguments.fixed));
    operands.retain(|operand| operand.expr.is_some());
    assert!(operands.len() > 20, "{}", operands.len());
    // A call that runs several commands tells them apart.
    assert_eq!(own.len(), 2);
    for operand in operands {
        let value = operand.expr.and_then(|expr| facts.value(expr));
        let value = value.map(std::ptr::from_ref);
        assert_eq!(value, Some(Rc::as_ptr(&operand.value)), "{operand:?}");
    }
}
