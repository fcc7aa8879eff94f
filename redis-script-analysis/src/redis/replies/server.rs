//! Replies of commands on the server, on channels and on connections.

use super::Shape::{self, Any, Bulk, Integer, Status};
use super::options::CommandArguments;
use super::{array, map, maybe, tuple};

pub(super) fn reply(command: &str, arguments: &CommandArguments) -> Option<Shape> {
    Some(match command {
        "TIME" => tuple([Bulk, Bulk]),
        "PUBLISH" | "SPUBLISH" | "LASTSAVE" | "WAIT" => Integer,
        "WAITAOF" => tuple([Integer, Integer]),
        "PING" => arguments.counted(0, Status, Bulk),
        "ECHO" | "INFO" | "LOLWUT" => Bulk,
        "ASKING" | "READONLY" | "READWRITE" => Status,
        _ => return of_subcommand(command, &arguments.subcommand()?),
    })
}

fn of_subcommand(command: &str, subcommand: &str) -> Option<Shape> {
    Some(match (command, subcommand) {
        (
            "ACL" | "CLIENT" | "CLUSTER" | "COMMAND" | "COMMANDLOG" | "CONFIG" | "FUNCTION"
            | "LATENCY" | "MEMORY" | "MODULE" | "PUBSUB" | "SCRIPT" | "SLOWLOG",
            "HELP",
        ) => array(Status),
        ("MEMORY", "USAGE") => maybe(Integer),
        ("MEMORY", "STATS") => map(Bulk, Any),
        ("PUBSUB", "NUMSUB" | "SHARDNUMSUB") => map(Bulk, Integer),
        ("SLOWLOG" | "COMMANDLOG", "GET") => array(Any),
        ("PUBSUB", "CHANNELS" | "SHARDCHANNELS")
        | ("COMMAND", "LIST" | "GETKEYS")
        | ("CLUSTER", "GETKEYSINSLOT") => array(Bulk),
        ("PUBSUB", "NUMPAT")
        | ("SLOWLOG" | "COMMANDLOG", "LEN")
        | ("COMMAND", "COUNT")
        | ("CLUSTER", "KEYSLOT" | "COUNTKEYSINSLOT" | "COUNT-FAILURE-REPORTS") => Integer,
        ("MEMORY", "DOCTOR" | "MALLOC-STATS")
        | ("CLUSTER", "INFO" | "NODES" | "MYID" | "MYSHARDID") => Bulk,
        ("MEMORY", "PURGE") | ("SLOWLOG" | "COMMANDLOG", "RESET") => Status,
        _ => return None,
    })
}
