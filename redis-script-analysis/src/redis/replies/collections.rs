//! Replies of commands on keys, hashes, lists and sets.

use super::Shape::{self, Any, Bulk, Flag, Integer, Status};
use super::options::CommandArguments;
use super::{array, map, maybe, set, tuple};

pub(super) fn keys(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "DEL" | "UNLINK" | "EXISTS" | "TOUCH" => arguments.counted(1, Flag, Integer),
        "EXPIRE" | "PEXPIRE" | "EXPIREAT" | "PEXPIREAT" | "PERSIST" | "MOVE" | "COPY"
        | "RENAMENX" => Flag,
        "TTL" | "PTTL" | "EXPIRETIME" | "PEXPIRETIME" | "DBSIZE" => Integer,
        "TYPE" | "RENAME" | "RESTORE" | "RESTORE-ASKING" | "MIGRATE" | "FLUSHALL" | "FLUSHDB"
        | "SELECT" | "SWAPDB" => Status,
        "DUMP" | "RANDOMKEY" => maybe(Bulk),
        "KEYS" => array(Bulk),
        "SCAN" | "HSCAN" | "SSCAN" | "ZSCAN" | "CLUSTERSCAN" => tuple([Bulk, array(Bulk)]),
        "SORT" | "SORT_RO" => {
            let options = arguments.options(1);
            let options = options.valued(&[("BY", 1), ("GET", 1), ("LIMIT", 2)]);
            let list = options.choose("GET", array(maybe(Bulk)), array(Bulk));
            options.choose("STORE", Integer, list)
        }
        "OBJECT" => match arguments.subcommand()?.as_str() {
            "ENCODING" => maybe(Bulk),
            "FREQ" | "IDLETIME" | "REFCOUNT" => maybe(Integer),
            "HELP" => array(Status),
            _ => Any,
        },
        _ => return None,
    })
}

pub(super) fn hashes(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "HGET" => maybe(Bulk),
        "HSETNX" | "HEXISTS" | "HSETEX" => Flag,
        "HDEL" => arguments.counted(2, Flag, Integer),
        "HSET" => arguments.counted(3, Flag, Integer),
        "HLEN" | "HSTRLEN" | "HINCRBY" => Integer,
        "HMSET" => Status,
        "HIMPORT" => match arguments.subcommand()?.as_str() {
            "PREPARE" | "SET" => Status,
            "DISCARD" => Flag,
            "DISCARDALL" => Integer,
            _ => Any,
        },
        "HINCRBYFLOAT" => Bulk,
        "HGETALL" => map(Bulk, Bulk),
        "HMGET" => arguments.one_each(1, maybe(Bulk)),
        "HGETDEL" | "HGETEX" => array(maybe(Bulk)),
        "HKEYS" | "HVALS" => array(Bulk),
        "HRANDFIELD" => random(arguments, map(Bulk, Bulk)),
        "HEXPIRE" | "HPEXPIRE" | "HEXPIREAT" | "HPEXPIREAT" | "HTTL" | "HPTTL" | "HEXPIRETIME"
        | "HPEXPIRETIME" | "HPERSIST" => array(Integer),
        _ => return None,
    })
}

/// One element, or so many, or so many with what belongs to each.
pub(super) fn random(arguments: &CommandArguments, with_values: Shape) -> Shape {
    let many = arguments.counted(2, array(Bulk), with_values);
    arguments.counted(1, maybe(Bulk), many)
}

pub(super) fn lists(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "LPUSH" | "RPUSH" | "LPUSHX" | "RPUSHX" | "LLEN" | "LINSERT" | "LREM" => Integer,
        "LSET" | "LTRIM" => Status,
        "LINDEX" | "RPOPLPUSH" | "LMOVE" | "BLMOVE" | "BRPOPLPUSH" => maybe(Bulk),
        "LRANGE" => array(Bulk),
        "LMOVEM" | "BLMOVEM" => maybe(array(Bulk)),
        "LPOP" | "RPOP" => arguments.counted(1, maybe(Bulk), maybe(array(Bulk))),
        "LPOS" => {
            let options = arguments.options(2);
            let options = options.valued(&[("RANK", 1), ("MAXLEN", 1)]);
            options.choose("COUNT", array(Integer), maybe(Integer))
        }
        "LMPOP" | "BLMPOP" => maybe(tuple([Bulk, array(Bulk)])),
        "BLPOP" | "BRPOP" => maybe(tuple([Bulk, Bulk])),
        _ => return None,
    })
}

pub(super) fn sets(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "SISMEMBER" | "SMOVE" | "PFADD" => Flag,
        "SADD" | "SREM" => arguments.counted(2, Flag, Integer),
        "SCARD" | "SDIFFSTORE" | "SINTERSTORE" | "SUNIONSTORE" | "SINTERCARD" | "SDIFFCARD"
        | "SUNIONCARD" | "PFCOUNT" => Integer,
        "PFMERGE" | "PFSELFTEST" => Status,
        "SMEMBERS" | "SINTER" | "SUNION" | "SDIFF" => set(Bulk),
        "SMISMEMBER" => arguments.one_each(1, Flag),
        "SPOP" => arguments.counted(1, maybe(Bulk), set(Bulk)),
        "SRANDMEMBER" => arguments.counted(1, maybe(Bulk), array(Bulk)),
        _ => return None,
    })
}
