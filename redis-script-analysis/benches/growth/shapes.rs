//! Script texts of any length, each of one shape.

use std::fmt::Write;

/// A way to write a script of about so many bytes.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) write: fn(usize) -> String,
    /// Whether it is no Lua.
    pub(crate) is_refused: bool,
}

macro_rules! shapes {
    ($($write:ident),+; refused: $($refused:ident),+) => {
        &[
            $(Shape { name: stringify!($write), write: $write, is_refused: false },)+
            $(Shape { name: stringify!($refused), write: $refused, is_refused: true },)+
        ]
    };
}

pub(crate) const SHAPES: &[Shape] = shapes![
    ordinary,
    assigned_globals,
    branches,
    call_chain,
    call_twice,
    closures,
    comments,
    concatenation,
    conditions,
    counted_before_trimming,
    crossed_entries,
    divided_entries,
    elseif_chain,
    encoded_lists,
    entry_reads,
    fields,
    filled_from_filled,
    filled_lists,
    findings,
    findings_on_one_line,
    helper_calls,
    holes,
    locals,
    loops_in_loops,
    misspelled_locals,
    nesting,
    one_function,
    outer_names,
    own_keys,
    popped_elements,
    replies,
    scans,
    scores_and_members,
    table_items,
    table_writes,
    tables_in_tables,
    times_in_fields,
    undefined_globals,
    units_of_time,
    unknown_escapes,
    unused_locals;
    refused: wrong_numbers, wrong_statements
];

/// Pieces one behind the other; a piece gets its number.
fn repeat(size: usize, piece: impl Fn(usize) -> String) -> String {
    repeat_within(size, "", "", piece)
}

fn repeat_within(size: usize, head: &str, tail: &str, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::from(head);
    let mut at = 0;
    while text.len() + tail.len() < size {
        text += &piece(at);
        at += 1;
    }
    text + tail
}

/// What real scripts are made of: windows, locks, queues and counters, each in a function that is called once.
fn ordinary(size: usize) -> String {
    repeat(size, |at| {
        let body = match at % 4 {
            0 => {
                "  redis.call('ZREMRANGEBYSCORE', key, 0, now - window)
  local count = redis.call('ZCARD', key)
  if count < tonumber(ARGV[2]) then
    redis.call('ZADD', key, now, ARGV[3])
    redis.call('PEXPIRE', key, window)
    return 1
  end
  return 0
"
            }
            1 => {
                "  local holder = redis.call('GET', key)
  if holder == ARGV[3] then
    return redis.call('PEXPIRE', key, window)
  elseif not holder then
    redis.call('SET', key, ARGV[3], 'PX', window)
    return 1
  end
  return 0
"
            }
            2 => {
                "  local moved = 0
  local jobs = redis.call('ZRANGEBYSCORE', key, '-inf', now, 'LIMIT', 0, 100)
  for _, job in ipairs(jobs) do
    local name = redis.call('HGET', KEYS[2], job)
    if name then
      redis.call('RPUSH', KEYS[2], name)
      moved = moved + redis.call('ZREM', key, job)
    end
  end
  return moved
"
            }
            _ => {
                "  local values = redis.call('HMGET', key, 'count', 'since')
  local count = tonumber(values[1]) or 0
  local since = tonumber(values[2]) or now
  if now - since > window then count, since = 0, now end
  redis.call('HSET', key, 'count', count + 1, 'since', since)
  return { count, tostring(since) }
"
            }
        };
        format!(
            "do\nlocal function step_{at}(key, now, window)\n{body}end\n\
             step_{at}(KEYS[1], tonumber(ARGV[1]), {})\nend\n",
            1000 + at
        )
    })
}

fn branches(size: usize) -> String {
    repeat(size, |at| {
        format!("if ARGV[1] == 'x{at}' then redis.call('SET', KEYS[1], {at}) end\n")
    })
}

/// Each function calls the one before it.
fn call_chain(size: usize) -> String {
    repeat_within(
        size,
        "local f = {}\nf[0] = function(x) return redis.call('GET', KEYS[1]) end\nlocal function g(x) return f[0](x) end\n",
        "return g(1)",
        |at| format!("do local h = g; g = function(x) return h(x + {at}) end end\n"),
    )
}

/// Each function calls the one before it twice, which doubles the work at each level.
fn call_twice(size: usize) -> String {
    repeat(size, |at| {
        let mut text = String::from("do\nlocal function f0(x) return redis.call('GET', x) end\n");
        for level in 1..30 {
            let below = level - 1;
            let _ = writeln!(
                text,
                "local function f{level}(x) return f{below}(x) or f{below}(x .. '{at}') end"
            );
        }
        text + "f29(KEYS[1])\nend\n"
    })
}

fn closures(size: usize) -> String {
    repeat_within(size, "local total = 0\n", "return total", |at| {
        format!(
            ";(function(...) local n = ...; total = total + n + redis.call('INCRBY', KEYS[1], {at}) end)({at})\n"
        )
    })
}

fn comments(size: usize) -> String {
    repeat_within(size, "redis.call('DEL', KEYS[1])\n", "", |at| {
        format!("-- KEYS[{at}] is described here, in words\n")
    })
}

fn concatenation(size: usize) -> String {
    repeat(size, |at| {
        let parts = " .. ':' .. ARGV[2]".repeat(20);
        format!("redis.call('SET', KEYS[1], ARGV[1]{parts} .. {at})\n")
    })
}

fn conditions(size: usize) -> String {
    repeat(size, |at| {
        let more = " and ARGV[1] ~= 'y' and (#ARGV > 1 or not ARGV[2])".repeat(10);
        format!("if #ARGV > {at}{more} then redis.call('DEL', KEYS[1]) end\n")
    })
}

fn elseif_chain(size: usize) -> String {
    repeat_within(
        size,
        "local a = ARGV[1]\nif a == 'x' then redis.call('DEL', KEYS[1])\n",
        "end",
        |at| format!("elseif a == 'x{at}' then redis.call('SET', KEYS[1], {at})\n"),
    )
}

/// Another entry each time.
fn entry_reads(size: usize) -> String {
    repeat(size, |at| {
        let at = at + 1;
        format!("redis.call('SET', KEYS[{at}], ARGV[{at}])\n")
    })
}

fn fields(size: usize) -> String {
    repeat_within(
        size,
        "local t = {}\n",
        "return redis.call('GET', KEYS[1])",
        |at| format!("t.field_{at} = {{ at = {at}, next = t.field_0 }}\n"),
    )
}

fn assigned_globals(size: usize) -> String {
    repeat(size, |at| {
        format!("total_{at} = redis.call('GET', KEYS[1])\n")
    })
}

/// Each statement has something to complain about.
fn findings(size: usize) -> String {
    repeat(size, |at| {
        format!("if redis.call('GET', 'key{at}') == nil then redis.call('SETT', KEYS[1]) end\n")
    })
}

/// Without a line end.
fn findings_on_one_line(size: usize) -> String {
    repeat(size, |_| "redis.call('SETT', KEYS[1]);".to_owned())
}

/// One helper, called at many places.
fn helper_calls(size: usize) -> String {
    let head = "local function put(key, value, ttl)\n  if ttl > 0 then redis.call('SET', key, value, 'EX', ttl)\n  \
                else redis.call('SET', key, value) end\n  return redis.call('INCR', KEYS[2])\nend\n";
    repeat_within(size, head, "", |at| {
        format!("put(KEYS[1] .. ':{at}', ARGV[1], {at})\n")
    })
}

/// As many as a function may have.
fn locals(size: usize) -> String {
    repeat(size, |_| {
        let mut text = String::from("local _ = (function()\n");
        for at in 0..199 {
            let _ = writeln!(text, "local name_{at} = redis.call('GET', KEYS[1])");
        }
        for at in 0..199 {
            let _ = writeln!(text, "if name_{at} then redis.call('DEL', name_{at}) end");
        }
        text + "end)()\n"
    })
}

fn loops_in_loops(size: usize) -> String {
    repeat(size, |at| {
        let mut open = String::new();
        for level in 0..20 {
            let _ = writeln!(
                open,
                "for i{level} = 1, {at} do local x{level} = redis.call('GET', KEYS[i{level}])"
            );
        }
        let inner = "n = (n or 0) + i19";
        format!("do local n\n{open}{inner}\n{}end\n", "end ".repeat(20))
    })
}

/// Beside each misspelled name stands the local that was meant.
fn misspelled_locals(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "do local variable_{at} = 1 redis.call('SET', KEYS[1], variabel_{at}, variable_{at}) end\n"
        )
    })
}

/// As deep as Lua allows.
fn nesting(size: usize) -> String {
    repeat(size, |at| {
        let open = "if ARGV[1] then local x = KEYS[2] while x do ".repeat(90);
        let inner = format!("redis.call('SET', KEYS[1], {at}) break");
        format!("{open}{inner}{}\n", " end end".repeat(90))
    })
}

fn one_function(size: usize) -> String {
    repeat_within(
        size,
        "local function all(key)\nlocal n = 0\n",
        "return n\nend\nreturn all(KEYS[1])",
        |at| {
            format!(
                "local reply = redis.call('HGET', key, 'f{at}')\nif reply then n = n + tonumber(reply) end\n"
            )
            .replace("local reply", "do local reply")
            .replace(" end\n", " end end\n")
        },
    )
}

/// Names that are looked for in many functions, each with as many locals as it may have.
fn outer_names(size: usize) -> String {
    let locals: Vec<_> = (0..190).map(|at| format!("local name_{at}\n")).collect();
    let locals = locals.concat();
    let open = format!("return function()\n{locals}").repeat(60);
    let close = "end\n".repeat(60);
    let head = format!("redis.call('DEL', KEYS[1])\n{open}");
    repeat_within(size, &head, &close, |_| "f(g, h)\n".to_owned())
}

/// The value of one command goes into the next.
fn replies(size: usize) -> String {
    repeat_within(
        size,
        "local v = redis.call('GET', KEYS[1])\n",
        "return v",
        |at| {
            format!("v = redis.call('HGET', KEYS[2], v or '{at}') or redis.call('GET', KEYS[1])\n")
        },
    )
}

fn table_items(size: usize) -> String {
    repeat_within(
        size,
        "local t = {\n",
        "}\nredis.call('SADD', KEYS[1], unpack(t))",
        |at| format!("  'item {at}', ARGV[{}], {at},\n", at % 9 + 1),
    )
}

/// Tables that grow in a loop, and are read in another.
fn table_writes(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "do local t = {{}}\nfor i = 1, #ARGV do t[#t + 1] = ARGV[i]; t['n{at}'] = i end\n\
             for _, v in ipairs(t) do redis.call('SADD', KEYS[1], v) end end\n"
        )
    })
}

fn undefined_globals(size: usize) -> String {
    repeat(size, |at| format!("redis.call('GET', name_{at})\n"))
}

/// All in one string.
fn unknown_escapes(size: usize) -> String {
    repeat_within(size, "redis.call('SET', KEYS[1], \"", "\")", |_| {
        "\\q".to_owned()
    })
}

fn unused_locals(size: usize) -> String {
    repeat(size, |at| {
        format!("do local name_{at} = redis.call('GET', KEYS[1]) end ")
    })
}

fn wrong_numbers(size: usize) -> String {
    repeat_within(size, "return ", "", |_| "1x ".to_owned())
}

fn wrong_statements(size: usize) -> String {
    repeat(size, |_| ";".to_owned())
}

/// Counts that a later command makes wrong.
fn counted_before_trimming(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "do local n = redis.call('ZCARD', 'a{at}') redis.call('ZREMRANGEBYSCORE', 'a{at}', 0, ARGV[1])\n\
             if n < 5 then redis.call('ZADD', 'a{at}', ARGV[2], ARGV[3]) end end\n"
        )
    })
}

/// Each entry has a name, and that of another one where it is stored.
fn crossed_entries(size: usize) -> String {
    repeat(size, |at| {
        let (place, next) = (at + 1, at + 2);
        format!(
            "do local name_{at} = ARGV[{place}] redis.call('HSET', KEYS[1], 'name_{place}', name_{at}, 'x', ARGV[{next}]) end\n"
        )
    })
}

fn divided_entries(size: usize) -> String {
    repeat(size, |at| {
        let at = at + 1;
        format!(
            "redis.call('SET', KEYS[1], 100 / tonumber(ARGV[{at}]), 'EX', math.ceil(5 / ARGV[{at}]))\n"
        )
    })
}

/// A table that becomes longer and longer, and is encoded each time.
fn encoded_lists(size: usize) -> String {
    repeat_within(size, "local t = {}\n", "", |_| {
        "t[#t + 1] = redis.call('LRANGE', KEYS[1], 0, -1)\nredis.call('SET', KEYS[2], cjson.encode(t))\n"
            .to_owned()
    })
}

/// Each table is filled from the one before.
fn filled_from_filled(size: usize) -> String {
    repeat_within(
        size,
        "local last = ARGV\n",
        "return redis.call('DEL', unpack(last))",
        |at| {
            format!(
                "do local t = {{}} for i, x in ipairs(last) do t[i] = x .. {at} end last = t end\n"
            )
        },
    )
}

/// Tables that one loop fills, and others go through.
fn filled_lists(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "do local t = {{}} for i = 1, tonumber(ARGV[1]) do t[i] = i; table.insert(t, '{at}') end\n\
             for i = 1, #t do redis.call('SADD', KEYS[1], t[i]) end redis.call('DEL', unpack(t)) end\n"
        )
    })
}

fn holes(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "if ARGV[1] == '{at}' then local t = {{}} t[2] = ARGV[2]; t[9] = redis.call('GET', KEYS[1]) return t end\n"
        )
    })
}

/// Keys that no caller passes.
fn own_keys(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "redis.call('SET', 'own:{at}:' .. ARGV[1], redis.call('GET', KEYS[1] .. ':{at}'))\n"
        )
    })
}

/// Elements that are lost on one way, and used on another.
fn popped_elements(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "do local job = redis.call('LPOP', KEYS[1]) if ARGV[1] == '{at}' then return 0 end\n\
             if job then redis.call('SADD', KEYS[2], job) end end\n"
        )
    })
}

fn scores_and_members(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "do local now = ARGV[1] redis.call('ZADD', 'a{at}', now, now) redis.call('ZCARD', 'a{at}') end\n"
        )
    })
}

/// Loops that make tables at each round, beside all those of the loops before.
fn scans(size: usize) -> String {
    repeat_within(size, "local c = '0'\n", "", |_| {
        "repeat local r = redis.call('SCAN', c) c = r[1] for _, k in ipairs(r[2]) do redis.call('DEL', k) end until c == '0'\n"
            .to_owned()
    })
}

/// A table that holds more and more tables, any of which is read each time.
fn tables_in_tables(size: usize) -> String {
    repeat_within(size, "local t = {}\n", "", |at| {
        format!(
            "t[#t + 1] = {{ at = {at} }}\n\
             do local x = t[tonumber(ARGV[1])] if x then redis.call('SET', KEYS[1], x.at) end end\n"
        )
    })
}

/// Fields whose names say times.
fn times_in_fields(size: usize) -> String {
    repeat_within(size, "local t = cjson.decode(ARGV[1])\n", "", |at| {
        format!("redis.call('SET', KEYS[1], t.expires_at_{at}_ms, 'EX', t.window_{at}_seconds)\n")
    })
}

fn units_of_time(size: usize) -> String {
    repeat(size, |at| {
        format!(
            "do local ttl_{at}_ms = tonumber(ARGV[1]) redis.call('EXPIRE', KEYS[1], ttl_{at}_ms)\n\
             redis.call('PEXPIRE', KEYS[1], ttl_{at}_ms + ARGV[2]) end\n"
        )
    })
}
