//! The keys of a server at one time.

use std::collections::{BTreeMap, BTreeSet};

use redis::{Connection, RedisResult, Value};
use sha1_smol::Sha1;

use super::reply_text::in_one_line;
use super::words::{quoted, typed};

/// Keys by database and name.
pub(crate) type Keyspace = BTreeMap<(i64, Vec<u8>), KeyState>;

/// What a key holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct KeyState {
    /// As TYPE says it.
    pub(crate) kind: String,
    /// Its parts: `["field"]` of a hash and what it holds, `[0]` of a list, the empty string for what has no parts.
    pub(crate) parts: BTreeMap<PartName, String>,
    /// When it expires, in milliseconds; by the server's clock.
    pub(crate) expires_at: Option<i64>,
    /// When that was asked.
    pub(crate) read_at: i64,
}

/// The name of a part of a value; lists are in the order of their indices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PartName {
    Whole,
    Index(usize),
    Name(String),
}

/// Values with more parts are compared as a whole.
const MAX_PARTS: i64 = 10_000;

/// All keys of all databases.
pub(crate) fn all(con: &mut Connection) -> RedisResult<Keyspace> {
    let mut keyspace = Keyspace::new();
    let info: String = redis::cmd("INFO").arg("keyspace").query(con)?;
    let databases = info
        .lines()
        .filter_map(|line| line.strip_prefix("db")?.split(':').next()?.parse().ok());
    let databases: Vec<i64> = databases.collect();
    for database in databases {
        redis::cmd("SELECT").arg(database).exec(con)?;
        let read = of_database(con, database, &mut keyspace);
        redis::cmd("SELECT").arg(0).exec(con)?;
        read?;
    }
    Ok(keyspace)
}

fn of_database(con: &mut Connection, database: i64, keyspace: &mut Keyspace) -> RedisResult<()> {
    let mut cursor = 0_u64;
    let mut keys: BTreeSet<Vec<u8>> = BTreeSet::new();
    loop {
        let found: (u64, Vec<Vec<u8>>) = redis::cmd("SCAN")
            .arg(cursor)
            .arg("COUNT")
            .arg(1000)
            .query(con)?;
        keys.extend(found.1);
        cursor = found.0;
        if cursor == 0 {
            break;
        }
    }
    add(con, database, keys, keyspace)
}

/// These keys of the connection's database.
pub(crate) fn of_keys(
    con: &mut Connection,
    database: i64,
    keys: &[Vec<u8>],
) -> RedisResult<Keyspace> {
    let mut keyspace = Keyspace::new();
    add(con, database, keys.iter().cloned().collect(), &mut keyspace)?;
    Ok(keyspace)
}

fn add(
    con: &mut Connection,
    database: i64,
    keys: BTreeSet<Vec<u8>>,
    keyspace: &mut Keyspace,
) -> RedisResult<()> {
    for key in keys {
        if let Some(state) = state(con, &key)? {
            keyspace.insert((database, key), state);
        }
    }
    Ok(())
}

fn state(con: &mut Connection, key: &[u8]) -> RedisResult<Option<KeyState>> {
    let kind: String = redis::cmd("TYPE").arg(key).query(con)?;
    if kind == "none" {
        return Ok(None);
    }
    let (seconds, micros): (i64, i64) = redis::cmd("TIME").query(con)?;
    let now = seconds * 1000 + micros / 1000;
    let ttl: i64 = redis::cmd("PTTL").arg(key).query(con)?;
    Ok(Some(KeyState {
        parts: parts(con, &kind, key)?,
        kind,
        expires_at: (ttl >= 0).then_some(now + ttl),
        read_at: now,
    }))
}

fn parts(con: &mut Connection, kind: &str, key: &[u8]) -> RedisResult<BTreeMap<PartName, String>> {
    let (size, read): (&str, &[&str]) = match kind {
        "string" => {
            let value: Option<Vec<u8>> = redis::cmd("GET").arg(key).query(con)?;
            let value = value.map(|value| (PartName::Whole, quoted(&value)));
            return Ok(value.into_iter().collect());
        }
        "list" => ("LLEN", &["LRANGE", "0", "-1"]),
        "hash" => ("HLEN", &["HGETALL"]),
        "set" => ("SCARD", &["SMEMBERS"]),
        "zset" => ("ZCARD", &["ZRANGE", "0", "-1", "WITHSCORES"]),
        "stream" => ("XLEN", &["XRANGE", "-", "+"]),
        _ => return Ok(as_a_whole(con, key)),
    };
    let size: i64 = redis::cmd(size).arg(key).query(con)?;
    if size > MAX_PARTS {
        let mut parts = as_a_whole(con, key);
        parts.insert(
            PartName::Name("number of elements".to_owned()),
            size.to_string(),
        );
        return Ok(parts);
    }
    let (name, args) = read.split_first().unwrap_or((&"", &[]));
    let value: Value = redis::cmd(name).arg(key).arg(args).query(con)?;
    Ok(match (kind, value) {
        ("list", Value::Array(items)) => items
            .iter()
            .enumerate()
            .map(|(at, item)| (PartName::Index(at), in_one_line(item)))
            .collect(),
        ("set", Value::Array(items) | Value::Set(items)) => items
            .iter()
            .map(|item| (name_of(item), "member".to_owned()))
            .collect(),
        ("stream", Value::Array(entries)) => entries.iter().filter_map(pair).collect(),
        (_, Value::Map(pairs)) => pairs
            .iter()
            .map(|(name, value)| (name_of(name), in_one_line(value)))
            .collect(),
        (_, Value::Array(items)) => flat_or_pairs(&items),
        _ => BTreeMap::new(),
    })
}

/// RESP2 sends names and values after each other, RESP3 pairs of a member and its score.
fn flat_or_pairs(items: &[Value]) -> BTreeMap<PartName, String> {
    let has_pairs = matches!(items.first(), Some(Value::Array(_)));
    if has_pairs {
        return items.iter().filter_map(pair).collect();
    }
    let pairs = items.chunks_exact(2).filter_map(|pair| match pair {
        // A score is a string here.
        [name, value] => Some((name_of(name), in_one_line(value))),
        _ => None,
    });
    pairs.collect()
}

fn pair(pair: &Value) -> Option<(PartName, String)> {
    match pair {
        Value::Array(pair) => match pair.as_slice() {
            [name, value] => Some((name_of(name), in_one_line(value))),
            _ => None,
        },
        _ => None,
    }
}

fn name_of(name: &Value) -> PartName {
    PartName::Name(match name {
        Value::BulkString(bytes) => typed(bytes),
        other => in_one_line(other),
    })
}

/// What is too large or of a module's type is told apart by its bytes.
fn as_a_whole(con: &mut Connection, key: &[u8]) -> BTreeMap<PartName, String> {
    let dump: Vec<u8> = redis::cmd("DUMP").arg(key).query(con).unwrap_or_default();
    let digest = Sha1::from(&dump).digest().to_string();
    BTreeMap::from([(PartName::Name("SHA1 of DUMP".to_owned()), digest)])
}
