//! The library `string`.

use super::Gives::{Natural, String};
use super::parameter::{ANY, FUNCTION, NUMBER, NUMBER_OR_NIL, REPLACEMENT, STRING};
use super::role::Role;
use super::row::{Row, function};

pub(super) const STRINGS: &[Row] = &[
    function("byte", &[STRING, NUMBER_OR_NIL, NUMBER_OR_NIL])
        .least(1)
        .reads(),
    function("char", &[]).rest(NUMBER).gives(String).reads(),
    function("dump", &[FUNCTION]).gives(String).reads(),
    function("find", &[STRING, STRING, NUMBER_OR_NIL, ANY])
        .least(2)
        .reads()
        .role(Role::Find),
    function("format", &[STRING])
        .gives(String)
        .reads()
        .role(Role::Format),
    function("gfind", &[STRING, STRING])
        .reads()
        .role(Role::IterateMatches),
    function("gmatch", &[STRING, STRING])
        .reads()
        .role(Role::IterateMatches),
    function("gsub", &[STRING, STRING, REPLACEMENT, NUMBER_OR_NIL])
        .least(3)
        .uses()
        .role(Role::Substitute),
    function("len", &[STRING]).gives(Natural).reads(),
    function("lower", &[STRING])
        .gives(String)
        .reads()
        .role(Role::Lower),
    function("match", &[STRING, STRING, NUMBER_OR_NIL])
        .least(2)
        .reads()
        .role(Role::Match),
    function("rep", &[STRING, NUMBER])
        .gives(String)
        .reads()
        .role(Role::Repeat),
    function("reverse", &[STRING]).gives(String).reads(),
    function("sub", &[STRING, NUMBER, NUMBER_OR_NIL])
        .least(2)
        .gives(String)
        .reads(),
    function("upper", &[STRING])
        .gives(String)
        .reads()
        .role(Role::Upper),
];
