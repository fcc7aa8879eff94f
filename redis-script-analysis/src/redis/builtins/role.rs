//! What code leads to from a row of the table of builtins.

/// The functions that are more than their rows say: the interpreter follows what they do, or a lint looks at them.
#[derive(Clone, Copy, PartialEq)]
pub enum Role {
    /// None of these.
    Plain,
    /// `redis.call`
    Call,
    /// `redis.pcall`
    CatchingCall,
    /// `redis.setresp`
    SetResp,
    /// `redis.set_repl`
    SetRepl,
    /// `redis.error_reply`
    ErrorReply,
    /// `redis.status_reply`
    StatusReply,
    /// `redis.log`
    Log,
    /// `assert`
    Assert,
    /// `error`
    Error,
    /// `pcall`
    Protect,
    /// `xpcall`
    ProtectWith,
    /// What makes functions of text, or gives environments.
    Load,
    /// `select`
    Select,
    /// `unpack`
    Unpack,
    /// `tonumber`
    ToNumber,
    /// `tostring`
    ToString,
    /// `type`
    Type,
    /// `ipairs`
    Ipairs,
    /// `pairs`
    Pairs,
    /// `next`, which `pairs` gives.
    Next,
    /// What `ipairs` gives.
    IpairsIterator,
    /// What `string.gmatch` gives.
    MatchIterator,
    /// What `coroutine.wrap` gives.
    CoroutineBody,
    /// `coroutine.wrap`
    Wrap,
    /// `setmetatable`
    SetMetatable,
    /// `getmetatable`
    GetMetatable,
    /// `rawget`
    RawGet,
    /// `rawset`
    RawSet,
    /// `table.insert`
    Insert,
    /// `table.remove`
    Remove,
    /// `table.sort`
    Sort,
    /// `table.getn`
    Length,
    /// `table.concat`
    Concat,
    /// `string.lower`
    Lower,
    /// `string.upper`
    Upper,
    /// `math.floor`
    Floor,
    /// `math.ceil`
    Ceil,
    /// `math.abs`
    Absolute,
    /// `math.max`
    Max,
    /// `math.min`
    Min,
    /// `math.random`
    Random,
    /// `math.randomseed`
    Seed,
    /// `math.log`
    Logarithm,
    /// A function that hardly ever gives an integer, such as `math.sqrt`.
    Irrational,
    /// `string.format`
    Format,
    /// `string.find`
    Find,
    /// `string.match`
    Match,
    /// `string.gmatch`
    IterateMatches,
    /// `string.gsub`
    Substitute,
    /// `string.rep`
    Repeat,
    /// The functions of `bit`.
    Bits,
    /// `cmsgpack.pack`
    Encode,
    /// `cjson.encode`
    EncodeJson,
    /// `struct.unpack`
    Decode,
    /// `cjson.decode`
    DecodeJson,
    /// `cmsgpack.unpack` and the like.
    DecodeMessage,
}
