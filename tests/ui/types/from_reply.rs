use redis_script::FromReply;

#[derive(FromReply)]
enum Outcome {
    Done,
    Failed(String),
}

#[derive(FromReply)]
union Bits {
    whole: u64,
}

#[derive(FromReply)]
struct Empty {}

#[derive(FromReply)]
#[reply(by_name, by_position, rename_al = "camelCase", rename = "x")]
struct Options {
    #[reply(rename_all = "camelCase", defualt, default = "seven")]
    a: u8,
    #[reply(rename = "a")]
    b: u8,
    #[reply(default, default = seven)]
    c: u8,
}

#[derive(FromReply)]
#[reply(rename_all = "camelcase")]
struct Case {
    a: u8,
}

#[derive(FromReply)]
#[reply(rename_all = "Title Case")]
struct OtherCase {
    a: u8,
}

#[derive(FromReply)]
#[reply(by_name)]
struct Tuple(#[reply(rename = "a")] u8, u8);

struct Own;

#[derive(FromReply)]
struct Foreign {
    id: u64,
    own: Option<Own>,
    own_default: Own,
    #[reply(default = seven)]
    wrong: String,
}

fn seven() -> u8 {
    7
}

/// The derives above have errors, so that these add none.
fn is_reply<T: redis::FromRedisValue>() {}

fn main() {
    is_reply::<Outcome>();
    is_reply::<Empty>();
    is_reply::<Vec<Options>>();
    is_reply::<Option<Tuple>>();
}
