//! A call allocates what one exactly sized command allocates: as often, and as many bytes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "values read better than references to them"
)]

use std::borrow::Cow;
use std::hint::black_box;
use std::rc::Rc;
use std::sync::Arc;

use allocation_counter::{AllocationInfo, measure};
use redis::{Cmd, ToRedisArgs, Value};
use redis_script_runtime::__private::{
    Effect, Group, LoadState, One, ScriptDefinition, encode, entry, invoke_once, rest, script,
};
use redis_script_runtime::{Call, Script, ScriptArg};

const SHA1: &str = "e0e1f9fabfc9d4800c877a703b823ac0578ff8db";
const SCRIPT: Script = {
    static STATE: LoadState = LoadState::new();
    script(ScriptDefinition {
        name: "one",
        path: "scripts/one.lua",
        source: "return 1",
        sha1: SHA1,
        keys: &["key"],
        effect: Effect::Writes,
        one_slot: false,
        undone_by_readonly: false,
        state: &STATE,
    })
};

fn call_of<A: ScriptArg>(arg: &A) -> Call<i64> {
    encode(&SCRIPT, &(entry(&"a key"), ()), &(entry(arg), ()))
}

/// The same command by hand, with room for exactly `arg_len` bytes of the argument.
fn exact_cmd<A: ToRedisArgs>(arg: &A, arg_len: usize) -> Cmd {
    let mut cmd = Cmd::with_capacity(5, "EVALSHA1a key".len() + SHA1.len() + arg_len);
    cmd.arg("EVALSHA").arg(SHA1).arg(1).arg("a key").arg(arg);
    cmd
}

fn allocated<T>(make: impl FnOnce() -> T) -> AllocationInfo {
    let info = measure(|| {
        black_box(make());
    });
    assert_eq!(info.count_current, 0, "all is freed again");
    info
}

#[track_caller]
fn assert_exact<A: ScriptArg>(arg: A) {
    let arg_len = arg.to_redis_args().concat().len();
    let by_hand = allocated(|| exact_cmd(&arg, arg_len));
    assert_eq!(
        by_hand.count_total, 2,
        "the bytes, and where each argument ends"
    );
    assert_eq!(allocated(|| call_of(&arg)), by_hand);
    let cmd = exact_cmd(&arg, arg_len).get_packed_command();
    assert_eq!(call_of(&arg).to_cmd().get_packed_command(), cmd);
}

#[test]
fn integers() {
    macro_rules! check {
        ($($integer:ty)*) => {$(
            for integer in [<$integer>::MIN, <$integer>::MIN + 1, 0, 9, 10, 99, 100, <$integer>::MAX] {
                assert_exact(integer);
            }
        )*};
    }
    check!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
}

#[test]
fn strings_and_bytes() {
    assert_exact("");
    assert_exact("text");
    assert_exact(String::from("text"));
    assert_exact(std::convert::identity::<&&&str>(&&"text"));
    assert_exact(Box::new(Arc::new(String::from("text"))));
    assert_exact(Cow::Borrowed("text"));
    assert_exact(Cow::<str>::Owned("text".to_owned()));
    assert_exact("a long text ".repeat(10_000));
    assert_exact(&b"\x00\xff\r\n"[..]);
    assert_exact(b"\x00\xff\r\n");
    assert_exact(vec![0_u8; 1000]);
    assert_exact(Box::<[u8]>::from([1, 2, 3]));
    assert_exact(Rc::<[u8]>::from([1, 2, 3]));
}

#[test]
fn numbers() {
    for number in [0, 1, 9, 10, 99, 100, 12_345, u64::MAX] {
        assert_exact(number);
    }
    for number in [i64::MIN, -10, -1, 0, 7, i64::MAX] {
        assert_exact(number);
        assert_exact(i128::from(number));
    }
    assert_exact(u8::MAX);
    assert_exact(i8::MIN);
    assert_exact(u16::MAX);
    assert_exact(i32::MIN);
    assert_exact(usize::MAX);
    assert_exact(u128::MAX);
    assert_exact(std::num::NonZeroU64::MAX);
    for number in [0.0, -0.0, 1.0, 3.7, 1e300, f64::MIN_POSITIVE, f64::NAN] {
        assert_exact(number);
    }
    assert_exact(1.5_f32);
    assert_exact(true);
    assert_exact(false);
}

#[test]
fn slices_on_both_sides() {
    let keys = ["a", "bc", "def"];
    let args: Vec<u64> = (0..300).collect();
    let call = allocated(|| {
        let (keys, args) = (rest::<One<_>, _>(&keys[..]), rest::<One<_>, _>(&*args));
        encode::<i64>(&SCRIPT, &(keys, ()), &(args, ()))
    });
    let args_len: usize = args.iter().map(|arg| arg.to_string().len()).sum();
    let by_hand = allocated(|| {
        let bytes = "EVALSHA3abcdef".len() + SHA1.len() + args_len;
        let mut cmd = Cmd::with_capacity(3 + keys.len() + args.len(), bytes);
        cmd.arg("EVALSHA").arg(SHA1).arg(3).arg(&keys).arg(&args);
        cmd
    });
    assert_eq!(call, by_hand);
}

#[test]
fn groups_and_options() {
    let jobs = [
        ("a", 1_u64, Some(b"x".as_slice())),
        ("bc", 22, None),
        ("def", 333, None),
    ];
    let jobs = jobs.map(|(id, tries, payload)| (id, tries, payload.unwrap_or(b"").to_vec()));
    let none: Option<(&str, u8)> = None;
    let some = Some(("EX", 60));
    let call = allocated(|| {
        let args = (rest::<Group<_>, _>(&none), (rest::<Group<_>, _>(&some), ()));
        let args = (rest::<Group<_>, _>(&jobs[..]), args);
        encode::<i64>(&SCRIPT, &(rest::<One<_>, _>(&Some("key")), ()), &args)
    });
    let by_hand = allocated(|| {
        let bytes = "EVALSHA1keya1xbc22def333EX60".len() + SHA1.len();
        let mut cmd = Cmd::with_capacity(3 + 1 + 9 + 2, bytes);
        cmd.arg("EVALSHA").arg(SHA1).arg(1).arg("key");
        for (id, tries, payload) in &jobs {
            cmd.arg(id).arg(tries).arg(payload);
        }
        cmd.arg("EX").arg(60);
        cmd
    });
    assert_eq!(call, by_hand);
}

/// Writes through the formatting and the `io::Write` side of `RedisWrite`, which must not allocate either.
struct Formatted(u32, bool);

impl ToRedisArgs for Formatted {
    fn write_redis_args<W: ?Sized + redis::RedisWrite>(&self, out: &mut W) {
        if self.1 {
            out.write_arg_fmt(format_args!("user:{}", self.0));
        } else {
            let mut writer = out.writer_for_next_arg();
            std::io::Write::write_fmt(&mut writer, format_args!("user:{}", self.0)).unwrap();
        }
    }
}

impl redis::ToSingleRedisArg for Formatted {}

#[test]
fn types_that_format_themselves() {
    assert_exact(Formatted(12_345, true));
    assert_exact(Formatted(12_345, false));
}

/// Answers as a server would, without allocating anything itself.
struct Answer(Option<Value>);

impl redis::ConnectionLike for Answer {
    fn req_packed_command(&mut self, _: &[u8]) -> redis::RedisResult<Value> {
        Ok(self.0.take().unwrap_or(Value::Nil))
    }

    fn req_packed_commands(
        &mut self,
        _: &[u8],
        _: usize,
        _: usize,
    ) -> redis::RedisResult<Vec<Value>> {
        Ok(Vec::new())
    }

    fn req_command(&mut self, _: &Cmd) -> redis::RedisResult<Value> {
        self.req_packed_command(&[])
    }

    fn get_db(&self) -> i64 {
        0
    }

    fn check_connection(&mut self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        true
    }
}

#[track_caller]
fn assert_read_in_place<T: redis::FromRedisValue + PartialEq + std::fmt::Debug>(
    reply: Value,
    expected: T,
) {
    let call = encode::<T>(&SCRIPT, &(), &());
    let mut con = Answer(Some(reply));
    let info = measure(|| assert_eq!(call.invoke(&mut con).unwrap(), expected));
    assert_eq!(info.count_total, 0);
}

#[test]
fn common_replies_are_read_in_place() {
    assert_read_in_place(Value::Int(1), true);
    assert_read_in_place(Value::Int(-1), true);
    assert_read_in_place(Value::Int(i64::MAX), i64::MAX);
    assert_read_in_place(Value::Int(i64::MAX), i64::MAX.unsigned_abs());
    assert_read_in_place(Value::Int(70_000), Some(70_000_u32));
    assert_read_in_place(Value::Int(300), 300_u16);
    assert_read_in_place(Value::Nil, None::<u64>);
    assert_read_in_place(Value::Double(3.7), 3.7);
    assert_read_in_place(Value::Okay, ());
    assert_read_in_place(Value::Int(1_000_000), Value::Int(1_000_000));
}

/// The next call of the thread takes the command of one that is done.
#[test]
fn a_function_allocates_no_command_of_its_own() {
    let call = || {
        let call = call_of(&"an argument");
        assert_eq!(call.to_cmd().args_iter().count(), 5);
        call
    };
    let first = call().to_cmd().get_packed_command();
    invoke(call());
    assert_eq!(allocated_by(|| invoke(call_of(&"an argument"))), 0);
    assert_eq!(call().to_cmd().get_packed_command(), first);
    // A large one is not kept, nor put into the one that is.
    invoke(call_of(&"x".repeat(2_000)));
    assert_eq!(allocated_by(|| invoke(call_of(&"x".repeat(2_000)))), 3);
    // Another thread has none.
    let elsewhere = std::thread::spawn(|| allocated_by(|| invoke(call_of(&"an argument"))));
    assert_eq!(elsewhere.join().unwrap(), 2);
}

fn invoke(mut call: Call<i64>) {
    let mut con = Answer(Some(Value::Int(1)));
    assert_eq!(invoke_once(&mut call, &mut con).unwrap(), 1);
}

fn allocated_by(run: impl FnOnce()) -> u64 {
    measure(run).count_total
}
