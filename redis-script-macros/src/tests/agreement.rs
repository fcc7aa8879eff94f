//! What the analysis says of a reply and a type, what a constant says of them, and what the conversion does, agree.
#![allow(dead_code, reason = "fields are only converted")]

use std::collections::HashMap;
use std::fmt::Debug;
use std::panic::catch_unwind;

use redis::{FromRedisValue, Value};
use redis_script::__private::{Description, Probe, WireKind, WireReply, WireText, check_reply};
use redis_script::FromReply;
use redis_script_analysis::contract::fit::{Fit, fit};
use redis_script_analysis::contract::types::ReplyType;
use redis_script_analysis::facts::ReplyShape;

use crate::args::ScriptArgs;
use crate::declaration::Declaration;
use crate::errors::Errors;

/// Converts as a field does, strictly.
#[derive(FromReply, Debug)]
struct One<T>(T);

#[derive(FromReply, Debug)]
struct Two {
    a: String,
    b: u8,
}

#[derive(FromReply, Debug)]
#[reply(by_position)]
struct TwoByPosition {
    a: String,
    b: u8,
}

#[derive(FromReply, Debug)]
struct Three(Option<i64>, Two, #[reply(default)] Vec<u8>);

/// A type with the names by which the analysis knows it.
struct Case {
    name: &'static str,
    ty: ReplyType,
    described: Description,
    /// Whether a reply converts.
    converts: fn(Value) -> bool,
}

fn case<T: FromRedisValue + Debug>(name: &'static str, described: Description) -> Case {
    let item = format!("fn f(c: &mut C) -> Result<{name}>;");
    let mut errors = Errors::default();
    let args = ScriptArgs::default();
    let declaration = Declaration::function(item.parse().unwrap(), &args, &mut errors);
    let ty = declaration.ok().unwrap().contract(&args).reply;
    let converts = |reply| One::<T>::from_redis_value(Value::Array(vec![reply])).is_ok();
    Case {
        name,
        ty,
        described,
        converts,
    }
}

macro_rules! cases {
    ($($ty:ty),* $(,)?) => {
        vec![$(case::<$ty>(stringify!($ty), Probe::<Result<$ty, ()>>::RETURNED)),*]
    };
}

fn shapes() -> Vec<ReplyShape> {
    let bulk = |text: &str| ReplyShape::Bulk {
        text: Some(text.as_bytes().to_vec()),
    };
    let range = |low, high| ReplyShape::Integer {
        range: Some((low, high)),
    };
    let scalars = vec![
        ReplyShape::Integer { range: None },
        range(0, 1),
        range(300, 400),
        range(-5, -1),
        ReplyShape::Bulk { text: None },
        bulk("7"),
        bulk("1.5"),
        bulk("x"),
        bulk("b"),
        ReplyShape::Status,
        ReplyShape::Null,
        ReplyShape::Bool,
    ];
    let mut shapes = scalars.clone();
    shapes.push(ReplyShape::Any);
    shapes.push(ReplyShape::Error);
    shapes.push(ReplyShape::Tuple(vec![]));
    for one in &scalars {
        shapes.push(ReplyShape::Array(Box::new(one.clone())));
        shapes.push(ReplyShape::Tuple(vec![one.clone()]));
        shapes.push(ReplyShape::Flat(
            Box::new(ReplyShape::Bulk { text: None }),
            Box::new(one.clone()),
        ));
        shapes.push(ReplyShape::OneOf(vec![ReplyShape::Null, one.clone()]));
        for other in &scalars {
            shapes.push(ReplyShape::Tuple(vec![one.clone(), other.clone()]));
            shapes.push(ReplyShape::OneOf(vec![one.clone(), other.clone()]));
            shapes.push(ReplyShape::Tuple(vec![
                bulk("a"),
                one.clone(),
                bulk("b"),
                other.clone(),
            ]));
        }
    }
    let flat = shapes.clone();
    for one in flat {
        shapes.push(ReplyShape::Tuple(vec![
            one.clone(),
            ReplyShape::Tuple(vec![bulk("x"), range(0, 1)]),
            ReplyShape::Null,
        ]));
        shapes.push(ReplyShape::Array(Box::new(one.clone())));
        shapes.push(ReplyShape::Tuple(vec![one.clone(), one]));
    }
    shapes
}

/// Replies of a shape.
fn samples(shape: &ReplyShape) -> Vec<Value> {
    let text = |text: &[u8]| Value::BulkString(text.to_vec());
    match shape {
        ReplyShape::Integer { range: None } => vec![Value::Int(0), Value::Int(-1), Value::Int(300)],
        ReplyShape::Integer {
            range: Some((low, high)),
        } => vec![Value::Int(*low), Value::Int(*high)],
        ReplyShape::Bulk { text: None } => vec![text(b"1"), text(b""), text(b"word")],
        ReplyShape::Bulk { text: Some(known) } => vec![text(known)],
        ReplyShape::Status => vec![Value::Okay],
        ReplyShape::Null => vec![Value::Nil],
        ReplyShape::Bool => vec![Value::Int(1)],
        ReplyShape::Array(item) => {
            let mut arrays = vec![Value::Array(vec![])];
            for item in samples(item) {
                arrays.push(Value::Array(vec![item.clone()]));
                arrays.push(Value::Array(vec![item.clone(), item]));
            }
            arrays
        }
        ReplyShape::Tuple(items) => {
            let samples: Vec<Vec<Value>> = items.iter().map(samples).collect();
            let most = samples.iter().map(Vec::len).max().unwrap_or(1);
            let pick = |at: usize| {
                samples
                    .iter()
                    .map(|all| all[at % all.len()].clone())
                    .collect()
            };
            (0..most).map(|at| Value::Array(pick(at))).collect()
        }
        ReplyShape::Flat(key, value) => {
            let mut arrays = vec![Value::Array(vec![])];
            for (key, value) in samples(key).into_iter().zip(samples(value)) {
                arrays.push(Value::Array(vec![key, value]));
            }
            arrays
        }
        ReplyShape::OneOf(shapes) => shapes.iter().flat_map(samples).collect(),
        ReplyShape::Any | ReplyShape::Error => vec![Value::Nil, Value::Int(0), text(b"word")],
    }
}

/// Whether all replies of a shape have as many elements, in all of their parts.
fn is_exact(shape: &ReplyShape) -> bool {
    match shape {
        ReplyShape::Any | ReplyShape::Error | ReplyShape::Array(_) | ReplyShape::Flat(..) => false,
        ReplyShape::Tuple(shapes) | ReplyShape::OneOf(shapes) => shapes.iter().all(is_exact),
        _ => true,
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn wires(shapes: &[ReplyShape]) -> &'static [WireReply] {
    let all: Vec<WireReply> = shapes.iter().map(wire).collect();
    Vec::leak(all)
}

/// As the macro writes it.
fn wire(shape: &ReplyShape) -> WireReply {
    let kind = match shape {
        ReplyShape::Any | ReplyShape::Error => WireKind::Any,
        ReplyShape::Null => WireKind::Null,
        ReplyShape::Bool => WireKind::Bool,
        ReplyShape::Status => WireKind::Status,
        ReplyShape::Integer { range } => WireKind::Integer(*range),
        ReplyShape::Bulk { text } => WireKind::Bulk(text.as_ref().map(|text| {
            let parsed = str::from_utf8(text).unwrap();
            WireText {
                bytes: Vec::leak(text.clone()),
                is_integer: parsed.parse::<i128>().is_ok(),
                is_number: parsed.parse::<f64>().is_ok(),
            }
        })),
        ReplyShape::Array(item) => WireKind::Array(leak(wire(item))),
        ReplyShape::Flat(key, value) => WireKind::Flat(leak(wire(key)), leak(wire(value))),
        ReplyShape::Tuple(items) => WireKind::Tuple(wires(items)),
        ReplyShape::OneOf(items) => WireKind::OneOf(wires(items)),
    };
    WireReply {
        shown: Box::leak(shape.to_string().into_boxed_str()),
        kind,
    }
}

/// The message of the constant, if it stops the build.
fn checked(case: &Case, shape: &ReplyShape) -> Option<String> {
    let (described, reply) = (case.described, leak(wire(shape)));
    let panic = catch_unwind(|| check_reply(described, reply, "")).err()?;
    Some(panic.downcast_ref::<String>().unwrap().clone())
}

fn silently<T>(run: impl FnOnce() -> T) -> T {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = run();
    std::panic::set_hook(hook);
    result
}

/// What of the three contradicts another.
fn disagreement(case: &Case, shape: &ReplyShape) -> Option<String> {
    let judged = fit(&case.ty, shape);
    let message = checked(case, shape);
    let samples = samples(shape);
    let converting = samples
        .iter()
        .filter(|reply| (case.converts)((*reply).clone()));
    let converting = converting.count();
    let is_certain = message.as_ref().is_some_and(|text| !text.contains(" can "));
    let wrong = match (&judged, &message) {
        (Fit::Fails(_), _) | (_, Some(_)) if converting == samples.len() => "all convert",
        (Fit::Fails(_), _) if converting > 0 => "one converts",
        _ if is_certain && converting > 0 => "one converts, which is said to fail for sure",
        // The parts of tuples that stand in one array are not judged.
        (Fit::Fits, None)
            if converting == 0
                && is_exact(shape)
                && !case.ty.is_open()
                && !case.name.starts_with("Vec<(")
                && !case.name.starts_with("HashMap") =>
        {
            "none converts"
        }
        (Fit::Fails(_), None) => "the constant is silent",
        (Fit::Fits | Fit::MayFail(_) | Fit::Misleading(_), Some(_)) if !case.ty.is_open() => {
            "the constant is too strict"
        }
        _ => return None,
    };
    let name = case.name;
    Some(format!(
        "{name} {shape:?}: {wrong}: {judged:?} {message:?} {samples:?}"
    ))
}

#[test]
fn of_all_types_and_shapes() {
    let cases = cases![
        (),
        bool,
        u8,
        i64,
        u128,
        f64,
        String,
        Option<u8>,
        Option<Vec<i64>>,
        Vec<String>,
        Vec<i64>,
        [u8; 2],
        (String, u8),
        (i64,),
        (Option<i64>, (String, u8), Vec<i64>),
        Vec<(String, u8)>,
        Option<(String, i64)>,
        HashMap<String, i64>,
        Two,
        TwoByPosition,
        Three,
        Vec<Two>,
        Option<Three>,
        (String, Option<Two>),
    ];
    let shapes = shapes();
    let pairs = cases
        .iter()
        .flat_map(|case| shapes.iter().map(move |shape| (case, shape)));
    let found: Vec<String> = silently(|| {
        pairs
            .filter_map(|(case, shape)| disagreement(case, shape))
            .collect()
    });
    assert!(
        found.is_empty(),
        "{} of them:\n{}",
        found.len(),
        found[..found.len().min(20)].join("\n")
    );
}

/// A struct that is read by position is judged as the tuple of its fields is, and nil for a field stops the build.
#[test]
fn of_structs_and_tuples() {
    let tuple = &cases![(String, u8)][0];
    let shapes = shapes();
    let structs = cases![TwoByPosition];
    silently(|| {
        for shape in &shapes {
            let message = checked(&structs[0], shape);
            match fit(&tuple.ty, shape) {
                Fit::Fails(why) => assert!(message.is_some(), "{shape:?}: {why}"),
                Fit::MayFail(_) => {}
                Fit::Fits | Fit::Misleading(_) => assert_eq!(message, None, "{shape:?}"),
            }
        }
    });
}
