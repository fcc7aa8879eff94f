//! Grammars that are put together in another way than the documented arguments are.

use super::is_before_7;

/// The grammars that are put together in another way.
pub(super) fn grammar(server: &str, name: &str, documented: &str) -> Option<String> {
    let has = |word: &str| documented.contains(word);
    match name {
        "set" if is_before_7(server) => set_before_7(documented),
        "geosearch" | "geosearchstore" if has("[ 'ANY ]") => {
            Some(any_with_count(&apart_from_count(documented)))
        }
        "zadd" => Some(zadd(has("'GT"))),
        "zrange" | "zrangestore" if has("'BYSCORE") => Some(zrange(name)),
        "georadius" | "georadiusbymember" => {
            Some(any_with_count(&georadius(&apart_from_count(documented))))
        }
        "georadius_ro" | "georadiusbymember_ro" => {
            Some(any_with_count(&apart_from_count(documented)))
        }
        "xadd" if has("'LIMIT") => Some(xadd(documented)),
        "xadd" => Some(format!(
            "key:k [ {OLD_TRIM} ] id:e {{ ( field:s value:s ) }}"
        )),
        "xtrim" if has("'LIMIT") => Some(format!("key:k {}", trim("", documented, true))),
        "xtrim" => Some(format!("key:k {OLD_TRIM}")),
        "xcfgset" => Some(xcfgset()),
        "increx" => Some(increx()),
        _ => None,
    }
}

/// NX and GET did not go together.
fn set_before_7(documented: &str) -> Option<String> {
    let (head, rest) = documented.split_once("(& [ < 'NX | 'XX > ] [ 'GET ] ")?;
    Some(format!(
        "{head}< (& 'NX {rest} | (& [ 'XX ] [ 'GET ] {rest} >"
    ))
}

const COUNT: &str = "[ 'COUNT count:1.. ] ";
const ANY: &str = "[ 'ANY ] ";

/// ANY may stand anywhere.
fn apart_from_count(documented: &str) -> String {
    documented
        .replace(
            "[ ( ( 'COUNT count:i ) [ 'ANY ] ) ] ",
            &format!("{COUNT}{ANY}"),
        )
        .replace("[ ( ( 'COUNT count:i ) ) ] ", COUNT)
}

/// But it needs COUNT.
fn any_with_count(text: &str) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, group)) = rest.split_once("(& ") {
        let (options, behind) = group.split_once("&)").unwrap_or((group, ""));
        let plain = options.replace(ANY, "");
        let any = options.replace(&format!("{COUNT}{ANY}"), "( 'COUNT count:1.. ) 'ANY ");
        let group = if any == options {
            format!("(& {options}&)")
        } else {
            format!("< (& {plain}&) | (& {any}&) >")
        };
        whole.push_str(before);
        whole.push_str(&group);
        rest = behind;
    }
    whole + rest
}

/// What is stored cannot be replied, too.
fn georadius(documented: &str) -> String {
    let documented = documented
        .replace("'STORE key:k", "'STORE storekey:k")
        .replace("'STOREDIST key:k", "'STOREDIST storedistkey:k");
    let documented = documented.replace(
        "[ < ( 'STORE storekey:k ) | ( 'STOREDIST storedistkey:k ) > ]",
        STORED,
    );
    let (head, options) = documented.split_once("(& ").unwrap_or((&documented, ""));
    let replied = options.replace(STORED, "");
    let stored = options.replace("[ 'WITHCOORD ] [ 'WITHDIST ] [ 'WITHHASH ] ", "");
    format!("{head}< (& {replied} | (& {stored} >")
}

const STORED: &str = "[ 'STORE storekey:k ] [ 'STOREDIST storedistkey:k ]";

/// NX goes with none of XX, GT and LT, and INCR takes one pair.
fn zadd(greater: bool) -> String {
    let forms = |more: &str| {
        let greater = if greater { "[ < 'GT | 'LT > ] " } else { "" };
        format!("< (& 'NX [ 'CH ] {more}&) | (& [ 'XX ] {greater}[ 'CH ] {more}&) >")
    };
    format!(
        "key:k < ( {} {{ ( score:d member:s ) }} ) | ( {} score:d member:s ) >",
        forms(""),
        forms("'INCR ")
    )
}

/// By ranks, scores or members. LIMIT goes with the latter two, unless its count is -1.
fn zrange(name: &str) -> String {
    let (keys, scores) = match name {
        "zrange" => ("key:k", "[ 'WITHSCORES ] "),
        _ => ("dst:k src:k", ""),
    };
    let form = |kind: &str, word: &str, count: &str, more: &str| {
        format!(
            "( min:{kind} max:{kind} (& {word}[ 'REV ] [ 'LIMIT ( offset:i count:{count} ) ] {more}&) )"
        )
    };
    format!(
        "{keys} < {} | {} | {} >",
        form("i", "", "-1..-1", scores),
        form("b", "'BYSCORE ", "i", scores),
        form("m", "'BYLEX ", "i", "")
    )
}

/// A producer names its entries only where the server chooses their ids.
fn xadd(documented: &str) -> String {
    const NEW_STREAM: &str = "[ 'NOMKSTREAM ] ";
    const PRODUCER: &str = "< ( 'IDMPAUTO pid:s ) | ( 'IDMP pid:s iid:s ) > ";
    let plain = format!("{} id:e", trim(NEW_STREAM, documented, false));
    let head = if documented.contains("'IDMP") {
        let named = trim(&format!("{NEW_STREAM}{PRODUCER}"), documented, false);
        format!("< ( {plain} ) | ( {named} '* ) >")
    } else {
        plain
    };
    format!("key:k {head} {{ ( field:s value:s ) }}")
}

/// One of both at least.
fn xcfgset() -> String {
    let (duration, size) = (
        "( 'IDMP-DURATION idmp-duration:1..86400 )",
        "( 'IDMP-MAXSIZE idmp-maxsize:1..10000 )",
    );
    format!("key:k < (& {duration} [ {size} ] &) | (& [ {duration} ] {size} &) >")
}

/// Bounds are of the kind of the increment, and ENX needs a time.
fn increx() -> String {
    const TIME: &str = "< ( 'EX seconds:1.. ) | ( 'PX milliseconds:1.. ) | ( 'EXAT unix-time-seconds:1.. ) | ( 'PXAT unix-time-milliseconds:1.. )";
    let forms = |increment: &str, kind: &str| {
        let bounds = format!("[ 'LBOUND lowerbound:{kind} ] [ 'UBOUND upperbound:{kind} ]");
        let options = format!("{increment} [ 'SATURATE ] {bounds}");
        format!("(& {options} [ {TIME} | 'PERSIST > ] &) | (& {options} {TIME} > 'ENX &)")
    };
    let (integers, floats) = (
        forms("[ 'BYINT integer:i ]", "i"),
        forms("( 'BYFLOAT float:d )", "d"),
    );
    format!("key:k < {integers} | {floats} >")
}

const OLD_TRIM: &str = "(& ( 'MAXLEN [ < '= | '~ > ] threshold:0.. ) &)";

/// MAXLEN and MINID do not go together, and LIMIT goes only with `~`, though not only after it.
fn trim(options: &str, documented: &str, required: bool) -> String {
    let references = "[ < 'KEEPREF | 'DELREF | 'ACKED > ] ";
    let references = if documented.contains("'KEEPREF") {
        references
    } else {
        ""
    };
    let (open, close) = if required { ("", "") } else { ("[ ", " ]") };
    let by = |word: &str, kind: &str| {
        let any = format!("{open}( '{word} [ < '= | '~ > ] threshold:{kind} ){close}");
        let about = format!("( '{word} '~ threshold:{kind} ) [ 'LIMIT count:0.. ]");
        format!("(& {options}{references}{any} &) | (& {options}{references}{about} &)")
    };
    format!("< {} | {} >", by("MAXLEN", "0.."), by("MINID", "y"))
}
