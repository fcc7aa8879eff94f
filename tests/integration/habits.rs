//! What lints of taste ask for does the same as what they find.

use redis::{Connection, Value};

use crate::support::Server;

fn eval<T: redis::FromRedisValue>(con: &mut Connection, script: &str, arguments: &[&str]) -> T {
    let mut eval = redis::cmd("EVAL");
    eval.arg(script).arg(1).arg("key").arg(arguments);
    eval.query(con).unwrap()
}

/// `float_format`: of all integers of 64 bits that a double can be, and of no others.
#[test]
fn both_formats_write_the_same_digits() {
    let server = Server::start();
    let mut con = server.connect_sync();
    let differing = "
        local function differs(number)
          return string.format('%d', number) ~= string.format('%.0f', number)
        end
        local found = {}
        for bits = 0, 62 do
          for _, offset in ipairs({-1, 0, 1}) do
            for _, number in ipairs({2 ^ bits + offset, -(2 ^ bits + offset)}) do
              -- Minus zero is written as `-0` by one of them.
              if number ~= 0 and differs(number) then found[#found + 1] = number end
            end
          end
        end
        -- Up to 2^62, of which a double holds the first 53 bits.
        local seed = 1
        for step = 1, 3000 do
          seed = seed * 16807 % 2147483647
          local number = (seed * 2 ^ 22 + step) * 2 ^ (step % 10)
          if differs(number) or differs(-number) then found[#found + 1] = number end
        end
        return #found";
    let least = "return string.format('%d', -2 ^ 63) == string.format('%.0f', -2 ^ 63)";
    let others = "
        local found = {}
        for _, number in ipairs({2 ^ 63, 2 ^ 64, math.huge, 1.5, -1.5, 0.7}) do
          if string.format('%d', number) ~= string.format('%.0f', number) then found[#found + 1] = 1 end
        end
        return #found";
    assert_eq!(eval::<i64>(&mut con, differing, &[]), 0);
    assert_eq!(eval::<i64>(&mut con, least, &[]), 1);
    assert_eq!(eval::<i64>(&mut con, others, &[]), 6);
    let time = "
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local texts = {}
        for _, value in ipairs({now, time[1], redis.call('PTTL', KEYS[1])}) do
          texts[#texts + 1] = string.format('%d', value) == string.format('%.0f', value) and 1 or 0
        end
        return texts";
    assert_eq!(eval::<Vec<i64>>(&mut con, time, &[]), [1, 1, 1]);
}

/// `rewritten_value`: PEXPIRE and its kin leave what SET would.
#[test]
fn an_expiry_keeps_the_value() {
    let server = Server::start();
    let mut con = server.connect_sync();
    // Some servers have no EXAT: SET of 6.2 is the first.
    for (unit, command, time) in [
        ("EX", "EXPIRE", "100"),
        ("PX", "PEXPIRE", "100000"),
        ("EXAT", "EXPIREAT", "4000000000"),
        ("PXAT", "PEXPIREAT", "4000000000000"),
    ] {
        let held = |set: &str| {
            format!(
                "redis.call('SET', KEYS[1], ARGV[1], 'PX', 5000)
                 if redis.call('GET', KEYS[1]) == ARGV[1] then {set} end
                 local left = redis.call('PTTL', KEYS[1])
                 return {{redis.call('GET', KEYS[1]), left - left % 1000}}"
            )
        };
        let set = held(&format!(
            "redis.call('SET', KEYS[1], ARGV[1], '{unit}', ARGV[2])"
        ));
        let expire = held(&format!("redis.call('{command}', KEYS[1], ARGV[2])"));
        // A second may begin between the two.
        let alike = (0..5).any(|_| {
            let with: Vec<Value> = eval(&mut con, &set, &["token", time]);
            with == eval::<Vec<Value>>(&mut con, &expire, &["token", time])
        });
        assert!(alike, "{command}");
    }
}

/// `stored_deadline`: what is left by TIME is what PTTL says, but for the millisecond in which it was asked.
#[test]
fn the_time_to_live_is_the_time_until_the_deadline() {
    let server = Server::start();
    let mut con = server.connect_sync();
    let left = "
        local function now()
          local time = redis.call('TIME')
          return time[1] * 1000 + math.floor(time[2] / 1000)
        end
        if ARGV[1] then redis.call('SET', KEYS[1], string.format('%d', now() + ARGV[1]), 'PX', ARGV[1]) end
        return {redis.call('GET', KEYS[1]) - now(), redis.call('PTTL', KEYS[1])}";
    let fresh: Vec<i64> = eval(&mut con, left, &["60000"]);
    std::thread::sleep(std::time::Duration::from_millis(20));
    let later: Vec<i64> = eval(&mut con, left, &[]);
    for both in [&fresh, &later] {
        assert!((both[0] - both[1]).abs() <= 5, "{both:?}");
    }
    assert!(later[1] <= fresh[1] - 15, "{fresh:?} {later:?}");
}

/// `rejected_write`: the limiter that reads first admits as many, and a call that it rejects changes nothing.
#[test]
fn the_limit_may_come_first() {
    let server = Server::start();
    let mut con = server.connect_sync();
    let count_first = "
        local count = redis.call('INCR', KEYS[1])
        if count == 1 then redis.call('PEXPIRE', KEYS[1], 60000) end
        if count > tonumber(ARGV[1]) then return 0 end
        return 1";
    let limit_first = "
        local count = redis.call('GET', KEYS[1])
        if count and tonumber(count) >= tonumber(ARGV[1]) then return 0 end
        if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], 60000) end
        return 1";
    for (script, left) in [(count_first, 8), (limit_first, 5)] {
        redis::cmd("DEL").arg("key").exec(&mut con).unwrap();
        let admitted: Vec<i64> = (0..8).map(|_| eval(&mut con, script, &["5"])).collect();
        assert_eq!(admitted, [1, 1, 1, 1, 1, 0, 0, 0]);
        let count: i64 = redis::cmd("GET").arg("key").query(&mut con).unwrap();
        assert_eq!(count, left);
    }
}
