//! Replies of commands on strings and bitmaps.

use super::Shape::{self, Bulk, Double, Flag, Integer, Status};
use super::options::CommandArguments;
use super::{array, either, map, maybe, tuple};

pub(super) fn reply(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "GET" | "GETSET" | "GETDEL" | "GETEX" | "DIGEST" => maybe(Bulk),
        "GETRANGE" | "SUBSTR" | "INCRBYFLOAT" => Bulk,
        "SET" => set(arguments),
        "SETEX" | "PSETEX" | "MSET" => Status,
        "SETNX" | "MSETNX" | "MSETEX" | "GETBIT" | "SETBIT" | "DELIFEQ" | "DELEX" => Flag,
        "APPEND" | "STRLEN" | "SETRANGE" | "INCR" | "INCRBY" | "DECR" | "DECRBY" | "BITCOUNT"
        | "BITOP" | "BITPOS" => Integer,
        "INCREX" => increased(arguments),
        "MGET" => arguments.one_each(0, maybe(Bulk)),
        // An operation that would overflow replies null.
        "BITFIELD" => {
            let options = arguments.options(1);
            let operations = options.valued(&[("GET", 2), ("SET", 3), ("INCRBY", 3)]);
            operations.choose("FAIL", array(maybe(Integer)), array(Integer))
        }
        "BITFIELD_RO" => array(Integer),
        "LCS" => longest_common(arguments),
        _ => return None,
    })
}

fn set(arguments: &CommandArguments) -> Shape {
    let options = arguments.options(2);
    let options = options.valued(&[
        ("EX", 1),
        ("PX", 1),
        ("EXAT", 1),
        ("PXAT", 1),
        ("IFEQ", 1),
        ("IFNE", 1),
        ("IFDEQ", 1),
        ("IFDNE", 1),
    ]);
    let conditions = ["NX", "XX", "IFEQ", "IFNE", "IFDEQ", "IFDNE"];
    let plain = options.choose_any(&conditions, maybe(Status), Status);
    options.choose("GET", maybe(Bulk), plain)
}

/// The new value, and by how much it grew.
fn increased(arguments: &CommandArguments) -> Shape {
    let options = arguments.options(1);
    let options = options.valued(&[
        ("BYINT", 1),
        ("BYFLOAT", 1),
        ("LBOUND", 1),
        ("UBOUND", 1),
        ("EX", 1),
        ("PX", 1),
        ("EXAT", 1),
        ("PXAT", 1),
    ]);
    let (floats, integers) = (tuple([Double, Double]), tuple([Integer, Integer]));
    options.choose("BYFLOAT", floats, integers)
}

fn longest_common(arguments: &CommandArguments) -> Shape {
    let options = arguments.options(2);
    let options = options.valued(&[("MINMATCHLEN", 1)]);
    let range = || tuple([Integer, Integer]);
    let with_length = tuple([range(), range(), Integer]);
    let found = options.choose("WITHMATCHLEN", with_length, tuple([range(), range()]));
    let positions = map(Bulk, either(array(found), Integer));
    options.choose("LEN", Integer, options.choose("IDX", positions, Bulk))
}
