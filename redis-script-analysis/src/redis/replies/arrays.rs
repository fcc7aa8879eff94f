//! Replies of commands on arrays, by the source of Redis 8.8.

use super::Shape::{self, Any, Bulk, Double, Flag, Integer};
use super::options::CommandArguments;
use super::{array, either, map, maybe};

pub(super) fn reply(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "ARCOUNT" | "ARLEN" | "ARDELRANGE" | "ARINSERT" | "ARRING" => Integer,
        "ARSEEK" => Flag,
        "ARDEL" => arguments.counted(2, Flag, Integer),
        "ARSET" | "ARMSET" => arguments.counted(3, Flag, Integer),
        "ARNEXT" => maybe(Integer),
        "ARGET" => maybe(Bulk),
        "ARMGET" => arguments.one_each(1, maybe(Bulk)),
        "ARGETRANGE" | "ARLASTITEMS" => array(maybe(Bulk)),
        // The documentation says index and value one behind the other, and shows pairs.
        "ARSCAN" => array(Any),
        "ARGREP" => {
            const VALUED: [(&str, usize); 5] = [
                ("EXACT", 1),
                ("MATCH", 1),
                ("GLOB", 1),
                ("RE", 1),
                ("LIMIT", 1),
            ];
            let options = arguments.options(3).valued(&VALUED);
            options.choose("WITHVALUES", array(Any), array(Integer))
        }
        "ARINFO" => arguments.counted(1, map(Bulk, Integer), map(Bulk, either(Integer, Double))),
        "AROP" => aggregate(arguments),
        _ => return None,
    })
}

/// The numbers of an empty range have no sum.
fn aggregate(arguments: &CommandArguments) -> Shape {
    let operation = arguments.options(3).valued(&[("MATCH", 1)]);
    let computed = operation.choose_any(&["AND", "OR", "XOR"], maybe(Integer), maybe(Bulk));
    operation.choose_any(&["MATCH", "USED"], Integer, computed)
}
