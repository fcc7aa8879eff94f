//! Redis as the judge of the arguments of a command.

use redis_script_analysis::facts::{CommandCall, Facts};

use crate::support::{Connection, Server};

/// A server that is asked what it thinks of calls.
pub(crate) struct Judge {
    connection: Connection,
    _server: Server,
}

impl Judge {
    pub(crate) fn start() -> Self {
        let server = Server::start();
        Self {
            connection: server.connect(),
            _server: server,
        }
    }

    /// Whether the server takes a call on an empty database, 1 in the place of each argument that is not constant.
    /// `false` where the number of arguments is not known.
    pub(crate) fn takes(&mut self, call: &CommandCall) -> bool {
        let fixed = call.arguments.fixed.iter();
        let text = |word: &[u8]| String::from_utf8_lossy(word).into_owned();
        let words: Vec<String> = fixed
            .map(|word| {
                word.as_argument()
                    .map_or_else(|| "1".to_owned(), |word| text(&word))
            })
            .collect();
        let mut request = vec!["EVAL", "redis.call(unpack(ARGV)) return 1", "0"];
        request.extend(words.iter().map(String::as_str));
        let emptied = self.ask(&["FLUSHALL"]);
        emptied && !call.is_open() && self.ask(&request)
    }

    fn ask(&mut self, words: &[&str]) -> bool {
        self.connection.send(words);
        self.connection.reply().is_ok()
    }

    /// Whether it takes the innermost call at an offset of the text.
    pub(crate) fn takes_call_at(&mut self, offset: u32, facts: &Facts) -> bool {
        let around = facts
            .commands
            .iter()
            .filter(|call| call.span.range().contains(&(offset as usize)));
        let innermost = around.min_by_key(|call| call.span.end - call.span.start);
        innermost.is_some_and(|call| self.takes(call))
    }
}
