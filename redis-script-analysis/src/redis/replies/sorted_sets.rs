//! Replies of commands on sorted sets, and on the places and vectors that are kept like them.

use super::Shape::{self, Any, Bulk, Double, Flag, Integer, Status};
use super::collections::random;
use super::options::{CommandArguments, Options};
use super::{array, map, maybe, tuple};

pub(super) fn reply(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "ZADD" => {
            let added = arguments.counted(3, Flag, Integer);
            let options = arguments.options(1).before(2);
            options.choose("INCR", maybe(Double), added)
        }
        "ZCARD" | "ZCOUNT" | "ZLEXCOUNT" | "ZREMRANGEBYRANK" | "ZREMRANGEBYSCORE"
        | "ZREMRANGEBYLEX" | "ZUNIONSTORE" | "ZINTERSTORE" | "ZDIFFSTORE" | "ZRANGESTORE"
        | "ZINTERCARD" => Integer,
        "ZREM" => arguments.counted(2, Flag, Integer),
        "ZINCRBY" => Double,
        "ZSCORE" => maybe(Double),
        "ZMSCORE" => arguments.one_each(1, maybe(Double)),
        "ZRANK" | "ZREVRANK" => {
            let with_score = maybe(tuple([Integer, Double]));
            arguments.counted(2, maybe(Integer), with_score)
        }
        "ZRANGE" | "ZREVRANGE" | "ZRANGEBYSCORE" | "ZREVRANGEBYSCORE" => {
            members(arguments.options(3).valued(&[("LIMIT", 2)]))
        }
        "ZUNION" | "ZINTER" | "ZDIFF" => {
            members(arguments.behind_keys(0).valued(&[("AGGREGATE", 1)]))
        }
        "ZRANGEBYLEX" | "ZREVRANGEBYLEX" => array(Bulk),
        "ZPOPMIN" | "ZPOPMAX" => map(Bulk, Double),
        "BZPOPMIN" | "BZPOPMAX" => maybe(tuple([Bulk, Bulk, Double])),
        "ZMPOP" | "BZMPOP" => maybe(tuple([Bulk, array(tuple([Bulk, Double]))])),
        "ZRANDMEMBER" => random(arguments, map(Bulk, Double)),
        _ => return None,
    })
}

fn members(options: Options) -> Shape {
    options.choose("WITHSCORES", map(Bulk, Double), array(Bulk))
}

pub(super) fn places(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    const VALUED: [(&str, usize); 5] = [
        ("COUNT", 1),
        ("FROMMEMBER", 1),
        ("FROMLONLAT", 2),
        ("BYRADIUS", 2),
        ("BYBOX", 3),
    ];
    Some(match command {
        "GEOADD" | "GEOSEARCHSTORE" => Integer,
        // Text under RESP3 too.
        "GEODIST" => maybe(Bulk),
        "GEOHASH" => arguments.one_each(1, maybe(Bulk)),
        "GEOPOS" => arguments.one_each(1, maybe(tuple([Double, Double]))),
        "GEOSEARCH" => found(arguments.options(1).valued(&VALUED)),
        "GEORADIUS" | "GEORADIUS_RO" => radius(arguments.options(5)),
        "GEORADIUSBYMEMBER" | "GEORADIUSBYMEMBER_RO" => radius(arguments.options(4)),
        _ => return None,
    })
}

fn radius(options: Options) -> Shape {
    let options = options.valued(&[("COUNT", 1)]);
    options.choose_any(&["STORE", "STOREDIST"], Integer, found(options))
}

/// Members with what was asked for, in the order in which it is always given.
fn found(options: Options) -> Shape {
    let asked = [
        ("WITHDIST", Bulk),
        ("WITHHASH", Integer),
        ("WITHCOORD", tuple([Double, Double])),
    ];
    let mut item = vec![Bulk];
    for (option, shape) in asked {
        match options.has_any(&[option]) {
            Some(true) => item.push(shape),
            Some(false) => {}
            None => return array(Any),
        }
    }
    if item.len() == 1 {
        return array(Bulk);
    }
    array(Shape::Tuple(item))
}

pub(super) fn vectors(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "VADD" | "VISMEMBER" | "VREM" | "VSETATTR" => Flag,
        "VCARD" | "VDIM" => Integer,
        "VEMB" => arguments.counted(2, maybe(array(Double)), Any),
        "VGETATTR" => maybe(Bulk),
        "VINFO" => maybe(map(Status, Any)),
        "VLINKS" => {
            let layer = arguments.counted(2, array(Bulk), map(Bulk, Double));
            maybe(array(layer))
        }
        "VRANGE" => array(Bulk),
        "VRANDMEMBER" => arguments.counted(1, maybe(Bulk), array(Bulk)),
        _ => return None,
    })
}
