//! What the generator can write, by name, so that a report says what was tried.

use std::fmt;

/// Declares the features with their names.
macro_rules! features {
    ($($feature:ident $name:literal,)+) => {
        /// A construct that a script may use.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $(#[doc = concat!("`", $name, "`")] $feature,)+ }

        impl Feature {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$feature),+];
        }

        impl fmt::Display for Feature {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $(Self::$feature => $name),+ })
            }
        }
    };
}

features! {
    Strings "commands of strings",
    Hashes "commands of hashes",
    Lists "commands of lists",
    Sets "commands of sets",
    SortedSets "commands of sorted sets",
    Streams "commands of streams",
    AnyKey "EXISTS, TYPE, TTL and other commands of any key",
    Options "options of commands",
    NewCommands "commands that older servers lack",
    NewMembers "members that some servers lack",
    CommandVariable "command name in a variable",
    CommandTable "command name in a table",
    CommandBuilt "command name put together",
    CommandArgument "command name from ARGV",
    PcallCommand "redis.pcall",
    StatusReply "redis.status_reply",
    ErrorReply "redis.error_reply",
    Sha1hex "redis.sha1hex",
    Setresp "redis.setresp",
    BranchReply "branch on a reply",
    BranchArgument "branch on ARGV",
    BranchCount "branch on a count",
    NumericFor "numeric for",
    GenericFor "generic for",
    While "while",
    Repeat "repeat",
    Break "break",
    TableField "field of a table",
    TableItem "positional item of a table",
    TableAlias "alias of a table",
    TableInTable "table in a table",
    TablePassed "table passed to a function",
    TableReturned "table returned by a function",
    ManyTables "many tables in one variable",
    Insert "table.insert",
    Remove "table.remove",
    Concat "table.concat",
    Sort "table.sort",
    Closure "closure",
    Upvalue "upvalue that is assigned",
    FunctionInTable "function in a table",
    DispatchArgument "dispatch by ARGV",
    DispatchReply "dispatch by a reply",
    Recursion "recursion",
    Varargs "varargs",
    Select "select",
    ImplicitArg "implicit arg",
    Pcall "pcall",
    Xpcall "xpcall",
    ErrorText "error with a string",
    ErrorTable "error with a table",
    Assert "assert",
    Metatable "metatable",
    IndexFunction "__index, a function",
    IndexTable "__index, a table",
    NewIndex "__newindex",
    MetaArithmetic "__add and __unm",
    MetaConcat "__concat",
    MetaOrder "__lt and __le",
    MetaEqual "__eq",
    MetaCall "__call",
    MetaText "__tostring",
    MetaLength "__len",
    CoroutineResume "coroutine.create and resume",
    CoroutineWrap "coroutine.wrap",
    UnpackKeys "unpack of KEYS",
    UnpackArgv "unpack of ARGV",
    UnpackTable "unpack of a table",
    JoinEntries "KEYS or ARGV joined with another value",
    AliasEntry "alias of an entry",
    AliasEntries "alias of KEYS or ARGV",
    ComputedEntry "computed entry",
    WriteEntries "write to KEYS or ARGV",
    Next "next",
    Rawget "rawget and rawset",
    Rawequal "rawequal",
    Foreach "table.foreach",
    TableAsKey "table as a key",
    StringFunctions "string functions",
    Conversions "tostring and tonumber",
    Formatting "string.format",
    Bit "bit",
    JsonEncode "cjson.encode",
    JsonDecode "cjson.decode",
    Msgpack "cmsgpack",
    OddNumbers "NaN, infinities and large numbers",
    MultipleAssignment "multiple assignment",
    Shadowing "shadowed local",
    EarlyReturn "early return",
    CertainError "statement that raises an error",
    ReadonlyLibrary "assignment to a library",
    Loadstring "loadstring",
    LoopCapture "functions that keep a loop's variable",
    SteppedFor "numeric for that goes down or by fractions",
    Counter "counter of the script's own",
    Remade "table that a loop makes while another of it is in use",
    Crowd "more tables in one variable than are told apart",
    Patterns "patterns",
    SortBy "table.sort with a comparison",
    RoundTrip "packed and unpacked again",
    Retry "loop that tries again",
    Resp3 "maps, sets and doubles of RESP3",
    ProtectedCommand "pcall(redis.call, ...)",
    ChangedOnTheWay "table that its loop changes",
    AssignmentOrder "order of assignments",
    WrittenNumber "number as text",
    SharedUpvalue "functions that share a variable",
    Class "class with methods",
}
