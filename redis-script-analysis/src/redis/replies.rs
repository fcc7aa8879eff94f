//! What commands reply.
//!
//! Only what the interpreter can make use of: a command that is not listed, or whose reply depends on what is not
//! constant, may reply anything.

mod options;

use self::options::Options;
use Shape::{Any, Bulk, Double, Flag, Integer, Null, Status};

/// What a command replies when it does not raise an error, in terms of RESP2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An integer.
    Integer,
    /// 0 or 1.
    Flag,
    /// A number as text; a double of its own under RESP3.
    Double,
    /// A bulk string.
    Bulk,
    /// A simple string, such as `OK`.
    Status,
    /// The null reply.
    Null,
    /// Any number of elements of one shape.
    Array(Box<Shape>),
    /// So many elements.
    Tuple(Vec<Shape>),
    /// Keys and values one behind the other; a map under RESP3.
    Map(Box<Shape>, Box<Shape>),
    /// An array; a set under RESP3.
    Set(Box<Shape>),
    /// One of these.
    OneOf(Vec<Shape>),
    /// Not known.
    Any,
}

/// The reply of a command, whose name is in upper case; of the arguments behind it, those are `None` that are not
/// constant, and `open` says that more may follow.
#[must_use]
pub fn shape(command: &str, arguments: &[Option<&[u8]>], open: bool) -> Shape {
    let options = Options::new(arguments, open);
    let of_group = [
        strings,
        keys,
        hashes,
        lists,
        sets,
        sorted_sets,
        streams,
        others,
    ];
    of_group
        .iter()
        .find_map(|group| group(command, &options))
        .unwrap_or(Any)
}

fn array(item: Shape) -> Shape {
    Shape::Array(Box::new(item))
}

fn set(item: Shape) -> Shape {
    Shape::Set(Box::new(item))
}

fn map(key: Shape, value: Shape) -> Shape {
    Shape::Map(Box::new(key), Box::new(value))
}

/// It, or null where there is nothing.
fn maybe(shape: Shape) -> Shape {
    Shape::OneOf(vec![shape, Null])
}

fn strings(command: &str, options: &Options) -> Option<Shape> {
    Some(match command {
        "GET" | "GETSET" | "GETDEL" | "GETEX" => maybe(Bulk),
        "GETRANGE" | "SUBSTR" | "DIGEST" | "INCRBYFLOAT" => Bulk,
        "SET" => set_reply(&options.behind(2)),
        "SETEX" | "PSETEX" | "MSET" => Status,
        "SETNX" | "MSETNX" | "MSETEX" | "GETBIT" | "SETBIT" | "DELIFEQ" | "DELEX" => Flag,
        "APPEND" | "STRLEN" | "SETRANGE" | "INCR" | "INCRBY" | "DECR" | "DECRBY" | "BITCOUNT"
        | "BITOP" | "BITPOS" => Integer,
        "MGET" => options.one_each(0, maybe(Bulk)),
        "BITFIELD" => array(maybe(Integer)),
        "BITFIELD_RO" => array(Integer),
        "LCS" => options.choose("LEN", Integer, options.choose("IDX", Any, Bulk)),
        _ => return None,
    })
}

fn set_reply(options: &Options) -> Shape {
    let conditional = ["NX", "XX", "IFEQ", "IFNE", "IFDEQ", "IFDNE"];
    let plain = options.choose_any(&conditional, maybe(Status), Status);
    options.choose("GET", maybe(Bulk), plain)
}

fn keys(command: &str, options: &Options) -> Option<Shape> {
    Some(match command {
        "DEL" | "UNLINK" | "EXISTS" | "TOUCH" => options.counted(1, Flag, Integer),
        "EXPIRE" | "PEXPIRE" | "EXPIREAT" | "PEXPIREAT" | "PERSIST" | "MOVE" | "COPY"
        | "RENAMENX" => Flag,
        "TTL" | "PTTL" | "EXPIRETIME" | "PEXPIRETIME" | "DBSIZE" | "WAIT" => Integer,
        "TYPE" | "RENAME" | "RESTORE" | "FLUSHALL" | "FLUSHDB" | "SELECT" | "SWAPDB" => Status,
        "DUMP" | "RANDOMKEY" => maybe(Bulk),
        "KEYS" => array(Bulk),
        "SCAN" | "HSCAN" | "SSCAN" | "ZSCAN" => Shape::Tuple(vec![Bulk, array(Bulk)]),
        "SORT" => options.choose("STORE", Integer, array(maybe(Bulk))),
        "SORT_RO" => array(maybe(Bulk)),
        "OBJECT" => match options.subcommand()? {
            "ENCODING" => maybe(Bulk),
            "FREQ" | "IDLETIME" | "REFCOUNT" => maybe(Integer),
            _ => Any,
        },
        "MEMORY" if options.subcommand()? == "USAGE" => maybe(Integer),
        _ => return None,
    })
}

fn hashes(command: &str, options: &Options) -> Option<Shape> {
    Some(match command {
        "HGET" => maybe(Bulk),
        "HSETNX" | "HEXISTS" | "HSETEX" => Flag,
        "HDEL" => options.counted(2, Flag, Integer),
        "HSET" => options.counted(3, Flag, Integer),
        "HLEN" | "HSTRLEN" | "HINCRBY" => Integer,
        "HMSET" => Status,
        "HINCRBYFLOAT" => Bulk,
        "HGETALL" => map(Bulk, Bulk),
        "HMGET" => options.one_each(1, maybe(Bulk)),
        "HGETDEL" | "HGETEX" => array(maybe(Bulk)),
        "HKEYS" | "HVALS" => array(Bulk),
        "HRANDFIELD" => match options.count() {
            Some(1) => maybe(Bulk),
            Some(2) => array(Bulk),
            Some(_) => map(Bulk, Bulk),
            None => Shape::OneOf(vec![Bulk, Null, array(Bulk)]),
        },
        "HEXPIRE" | "HPEXPIRE" | "HEXPIREAT" | "HPEXPIREAT" | "HTTL" | "HPTTL" | "HEXPIRETIME"
        | "HPEXPIRETIME" | "HPERSIST" => array(Integer),
        _ => return None,
    })
}

fn lists(command: &str, options: &Options) -> Option<Shape> {
    Some(match command {
        "LPUSH" | "RPUSH" | "LPUSHX" | "RPUSHX" | "LLEN" | "LINSERT" | "LREM" => Integer,
        "LSET" | "LTRIM" => Status,
        "LINDEX" | "RPOPLPUSH" | "LMOVE" | "BLMOVE" | "BRPOPLPUSH" => maybe(Bulk),
        "LRANGE" => array(Bulk),
        "LPOP" | "RPOP" => options.counted(1, maybe(Bulk), maybe(array(Bulk))),
        "LPOS" => options.choose("COUNT", array(Integer), maybe(Integer)),
        "LMPOP" | "BLMPOP" => maybe(Shape::Tuple(vec![Bulk, array(Bulk)])),
        "BLPOP" | "BRPOP" => maybe(Shape::Tuple(vec![Bulk, Bulk])),
        _ => return None,
    })
}

fn sets(command: &str, options: &Options) -> Option<Shape> {
    Some(match command {
        "SISMEMBER" | "SMOVE" | "PFADD" => Flag,
        "SADD" | "SREM" => options.counted(2, Flag, Integer),
        "SCARD" | "SDIFFSTORE" | "SINTERSTORE" | "SUNIONSTORE" | "SINTERCARD" | "PFCOUNT" => {
            Integer
        }
        "PFMERGE" => Status,
        "SMEMBERS" | "SINTER" | "SUNION" | "SDIFF" => set(Bulk),
        "SMISMEMBER" => options.one_each(1, Flag),
        "SPOP" => options.counted(1, maybe(Bulk), set(Bulk)),
        "SRANDMEMBER" => options.counted(1, maybe(Bulk), array(Bulk)),
        _ => return None,
    })
}

fn sorted_sets(command: &str, options: &Options) -> Option<Shape> {
    let members = || {
        options
            .behind(3)
            .choose("WITHSCORES", map(Bulk, Double), array(Bulk))
    };
    Some(match command {
        "ZADD" => options.choose("INCR", maybe(Double), options.counted(3, Flag, Integer)),
        "ZCARD" | "ZCOUNT" | "ZLEXCOUNT" | "ZREMRANGEBYRANK" | "ZREMRANGEBYSCORE"
        | "ZREMRANGEBYLEX" | "ZUNIONSTORE" | "ZINTERSTORE" | "ZDIFFSTORE" | "ZRANGESTORE"
        | "ZINTERCARD" | "GEOADD" | "GEOSEARCHSTORE" => Integer,
        "ZREM" => options.counted(2, Flag, Integer),
        "ZINCRBY" => Double,
        "ZSCORE" | "GEODIST" => maybe(Double),
        "ZMSCORE" => options.one_each(1, maybe(Double)),
        "ZRANK" | "ZREVRANK" => options.choose(
            "WITHSCORE",
            maybe(Shape::Tuple(vec![Integer, Double])),
            maybe(Integer),
        ),
        "ZRANGE" | "ZREVRANGE" | "ZRANGEBYSCORE" | "ZREVRANGEBYSCORE" | "ZUNION" | "ZINTER"
        | "ZDIFF" => members(),
        "ZRANGEBYLEX" | "ZREVRANGEBYLEX" => array(Bulk),
        "ZPOPMIN" | "ZPOPMAX" => map(Bulk, Double),
        "BZPOPMIN" | "BZPOPMAX" => maybe(Shape::Tuple(vec![Bulk, Bulk, Double])),
        "ZMPOP" | "BZMPOP" => maybe(Shape::Tuple(vec![
            Bulk,
            array(Shape::Tuple(vec![Bulk, Double])),
        ])),
        "ZRANDMEMBER" => match options.count() {
            Some(1) => maybe(Bulk),
            Some(2) => array(Bulk),
            Some(_) => map(Bulk, Double),
            None => Shape::OneOf(vec![Bulk, Null, array(Bulk)]),
        },
        "GEOHASH" => array(maybe(Bulk)),
        "GEOPOS" => array(maybe(Shape::Tuple(vec![Bulk, Bulk]))),
        "GEOSEARCH" | "GEORADIUS_RO" | "GEORADIUSBYMEMBER_RO" => options.choose_any(
            &["WITHCOORD", "WITHDIST", "WITHHASH"],
            array(Any),
            array(Bulk),
        ),
        "GEORADIUS" | "GEORADIUSBYMEMBER" => options.choose_any(
            &["WITHCOORD", "WITHDIST", "WITHHASH", "STORE", "STOREDIST"],
            Shape::OneOf(vec![array(Any), Integer]),
            array(Bulk),
        ),
        _ => return None,
    })
}

fn streams(command: &str, options: &Options) -> Option<Shape> {
    let entries = || array(Shape::Tuple(vec![Bulk, array(Bulk)]));
    Some(match command {
        "XADD" => options.choose("NOMKSTREAM", maybe(Bulk), Bulk),
        "XLEN" | "XDEL" | "XTRIM" | "XACK" => Integer,
        "XRANGE" | "XREVRANGE" => entries(),
        "XREAD" => maybe(map(Bulk, entries())),
        "XREADGROUP" => maybe(Any),
        "XCLAIM" => options.choose("JUSTID", array(Bulk), Any),
        "XGROUP" => match options.subcommand()? {
            "CREATE" | "SETID" => Status,
            "DESTROY" | "CREATECONSUMER" => Flag,
            "DELCONSUMER" => Integer,
            _ => Any,
        },
        _ => return None,
    })
}

fn others(command: &str, _: &Options) -> Option<Shape> {
    Some(match command {
        "TIME" => Shape::Tuple(vec![Bulk, Bulk]),
        "PUBLISH" | "SPUBLISH" | "LASTSAVE" => Integer,
        "PING" => Shape::OneOf(vec![Status, Bulk]),
        "ECHO" | "INFO" | "LOLWUT" => Bulk,
        _ => return None,
    })
}
