//! The libraries `math` and `bit`.

use super::Gives::{Number, String, Word};
use super::parameter::NUMBER;
use super::role::Role;
use super::row::{Is, Row, function, value};

/// A function of one number that gives one.
const fn of_one(name: &'static str) -> Row {
    function(name, &[NUMBER]).gives(Number).reads()
}

const fn of_two(name: &'static str) -> Row {
    function(name, &[NUMBER, NUMBER]).gives(Number).reads()
}

pub(super) const MATH: &[Row] = &[
    of_one("abs").role(Role::Absolute),
    of_one("acos"),
    of_one("asin"),
    of_one("atan"),
    of_two("atan2"),
    of_one("ceil").role(Role::Ceil),
    of_one("cos"),
    of_one("cosh"),
    of_one("deg"),
    of_one("exp").role(Role::Irrational),
    of_one("floor").role(Role::Floor),
    of_two("fmod"),
    function("frexp", &[NUMBER]).reads(),
    value("huge", Is::Number(f64::INFINITY, f64::INFINITY, false)),
    of_two("ldexp"),
    of_one("log").role(Role::Logarithm),
    of_one("log10").role(Role::Irrational),
    of_one("max").rest(NUMBER).role(Role::Max),
    of_one("min").rest(NUMBER).role(Role::Min),
    of_two("mod"),
    function("modf", &[NUMBER]).reads(),
    value("pi", Is::Number(3.0, 4.0, false)),
    of_two("pow"),
    of_one("rad"),
    of_two("random").least(0).exactly().role(Role::Random),
    function("randomseed", &[NUMBER]).reads().role(Role::Seed),
    of_one("sin"),
    of_one("sinh"),
    of_one("sqrt").role(Role::Irrational),
    of_one("tan"),
    of_one("tanh"),
];

const fn bits(name: &'static str) -> Row {
    function(name, &[NUMBER])
        .gives(Word)
        .reads()
        .role(Role::Bits)
}

const fn shift(name: &'static str) -> Row {
    function(name, &[NUMBER, NUMBER])
        .gives(Word)
        .reads()
        .role(Role::Bits)
}

pub(super) const BITS: &[Row] = &[
    shift("arshift"),
    bits("band").rest(NUMBER),
    bits("bnot"),
    bits("bor").rest(NUMBER),
    bits("bswap"),
    bits("bxor").rest(NUMBER),
    shift("lshift"),
    shift("rol"),
    shift("ror"),
    shift("rshift"),
    bits("tobit"),
    shift("tohex").least(1).gives(String),
];
