//! Replies of commands on streams.

use super::Shape::{self, Any, Bulk, Flag, Integer, Null, Status};
use super::options::{CommandArguments, Options};
use super::{array, either, map, maybe, tuple};

pub(super) fn reply(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "XADD" => {
            let options = arguments.options(1);
            let options = options.valued(&[
                ("MAXLEN", 1),
                ("MINID", 1),
                ("LIMIT", 1),
                ("IDMPAUTO", 1),
                ("IDMP", 2),
            ]);
            options.before(3).choose("NOMKSTREAM", maybe(Bulk), Bulk)
        }
        "XLEN" | "XDEL" | "XTRIM" | "XACK" | "XNACK" => Integer,
        "XDELEX" | "XACKDEL" => array(Integer),
        "XSETID" | "XCFGSET" | "XIDMPRECORD" => Status,
        "XRANGE" | "XREVRANGE" => array(entry()),
        "XREAD" => maybe(array(tuple([Bulk, array(entry())]))),
        "XREADGROUP" => {
            // An entry that is still pending though it was deleted has no fields.
            let fields = maybe(array(Bulk));
            let new = tuple([Bulk, fields.clone()]);
            // One that was claimed comes with how long it was idle, and how often it was delivered.
            let claimed = tuple([Bulk, fields, Integer, Integer]);
            let entry = match arguments.options(3).has_any(&["CLAIM"]) {
                Some(false) => new,
                _ => either(new, claimed),
            };
            maybe(array(tuple([Bulk, array(entry)])))
        }
        "XCLAIM" => {
            let options = arguments.options(4);
            claimed(options.valued(&[("IDLE", 1), ("TIME", 1), ("RETRYCOUNT", 1), ("LASTID", 1)]))
        }
        "XAUTOCLAIM" => {
            let claimed = claimed(arguments.options(5).valued(&[("COUNT", 1)]));
            // Since 7.0 the ids of deleted entries follow.
            let since = tuple([Bulk, claimed.clone(), array(Bulk)]);
            either(since, tuple([Bulk, claimed]))
        }
        "XPENDING" => arguments.counted(2, summary(), array(tuple([Bulk, Bulk, Integer, Integer]))),
        "XGROUP" => match arguments.subcommand()?.as_str() {
            "CREATE" | "SETID" => Status,
            "DESTROY" | "CREATECONSUMER" => Flag,
            "DELCONSUMER" => Integer,
            "HELP" => array(Status),
            _ => Any,
        },
        "XINFO" => match arguments.subcommand()?.as_str() {
            "STREAM" => map(Bulk, Any),
            "GROUPS" => array(map(Bulk, Shape::OneOf(vec![Bulk, Integer, Null]))),
            "CONSUMERS" => array(map(Bulk, either(Bulk, Integer))),
            "HELP" => array(Status),
            _ => Any,
        },
        _ => return None,
    })
}

/// An id, then fields and values one behind the other.
fn entry() -> Shape {
    tuple([Bulk, array(Bulk)])
}

/// Ids alone, or entries, with null for one that was deleted before 7.0.
fn claimed(options: Options) -> Shape {
    options.choose("JUSTID", array(Bulk), array(maybe(entry())))
}

/// The number of pending entries, the lowest and the highest id, and the consumers, each with its number.
fn summary() -> Shape {
    let consumers = array(tuple([Bulk, Bulk]));
    tuple([Integer, maybe(Bulk), maybe(Bulk), maybe(consumers)])
}
