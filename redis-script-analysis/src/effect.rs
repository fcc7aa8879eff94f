//! What a script does to the data, and so by which command it is sent.

use crate::facts::Facts;
use crate::redis::commands::{self, Lookup};
use crate::redis::servers::Servers;
use crate::redis::target::Target;

/// What a script does to the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// It may write: EVALSHA.
    Writes,
    /// It only reads, but a server may refuse it by `EVALSHA_RO`: EVALSHA.
    Reads,
    /// It only reads, and each targeted server runs it by `EVALSHA_RO`, which clusters may send to replicas.
    ReadsByRo,
}

impl Effect {
    /// What is known of the script and of its target. `readonly`: somebody vouches that it only reads.
    ///
    /// Redis has `EVALSHA_RO` from 7.0 on. It refuses there a script whose first line is a shebang without `no-writes`, whatever
    /// that does: `Can not execute a script with write flag using *_ro command.`
    #[must_use]
    pub fn of(facts: &Facts, readonly: bool, target: &Target) -> Self {
        if !readonly && !facts.is_read_only() {
            return Self::Writes;
        }
        let refused = facts.writing_shebang().is_some();
        if refused || !target.servers.without(having_evalsha_ro()).is_empty() {
            Self::Reads
        } else {
            Self::ReadsByRo
        }
    }
}

fn having_evalsha_ro() -> Servers {
    match commands::find(b"EVALSHA_RO", None) {
        Lookup::Found(command) => command.servers(),
        _ => Servers::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interpret::interpret;
    use crate::lua::parse;
    use crate::redis::target::Required;
    use crate::text::Source;

    fn effect(script: &str, readonly: bool, servers: &str) -> Effect {
        let source = Source::new("x.lua", script.to_owned());
        let facts = interpret(&parse(&source).0, &source, &[]);
        let mut target = Target::default();
        if !servers.is_empty() {
            let declared = Required::by(servers).and_then(|required| target.declare(required));
            assert_eq!(declared, Ok(()));
        }
        Effect::of(&facts, readonly, &target)
    }

    #[test]
    fn what_only_reads_goes_by_evalsha_ro() {
        let get = "return redis.call('GET', KEYS[1])";
        assert_eq!(effect(get, false, ""), Effect::ReadsByRo);
        assert_eq!(effect(get, false, "redis >= 7.0"), Effect::ReadsByRo);
        assert_eq!(effect(get, false, "redis >= 6.2"), Effect::Reads);
    }

    #[test]
    fn what_counts_as_a_write_is_the_servers_rule() {
        for command in ["SET', 'x", "PUBLISH', 'x", "PFCOUNT", "SORT", "GETEX"] {
            let script = format!("return redis.call('{command}', KEYS[1])");
            assert_eq!(effect(&script, false, ""), Effect::Writes, "{command}");
        }
        let sort = "return redis.call('SORT_RO', KEYS[1])";
        assert_eq!(effect(sort, false, ""), Effect::ReadsByRo);
    }

    #[test]
    fn a_shebang_has_to_say_so() {
        let get = |line: &str| format!("{line}\nreturn redis.call('GET', KEYS[1])");
        let flagged = get("#!lua flags=allow-stale,no-writes");
        assert_eq!(effect(&get("#!lua"), false, ""), Effect::Reads);
        assert_eq!(effect(&flagged, false, ""), Effect::ReadsByRo);
    }

    fn is_undone(script: &str) -> bool {
        let source = Source::new("x.lua", script.to_owned());
        interpret(&parse(&source).0, &source, &[]).is_undone_by_readonly()
    }

    #[test]
    fn what_neither_publishes_nor_has_errors_of_its_own_is_undone_by_readonly() {
        for script in [
            "return redis.call('INCR', KEYS[1])",
            "redis.call('SET', KEYS[1], ARGV[1])",
            "local n = redis.call('HGETALL', KEYS[1]) return {1, n, 'x'}",
            "local reply = redis.pcall('SET', KEYS[1], 1) if reply.err then return reply end return 1",
            "return redis.pcall('SET', KEYS[1], 1)",
            "redis.call('SET', KEYS[1], 1) return redis.status_reply('DONE')",
        ] {
            assert!(is_undone(script), "{script}");
        }
        for script in [
            "redis.call('PUBLISH', KEYS[1], 1) redis.call('SET', KEYS[1], 1)",
            "redis.call('spublish', KEYS[1], 1) redis.call('SET', KEYS[1], 1)",
            "redis.call(ARGV[1], KEYS[1])",
            "redis.call('MODULE.PUBLISH', KEYS[1])",
            "redis.call('SET', KEYS[1], 1) return redis.error_reply('READONLY no')",
            "redis.call('SET', KEYS[1], 1) return {err = 'READONLY no'}",
            "local t = {} t['e' .. ARGV[1]] = ARGV[2] return t",
            "local t = {} t.err = ARGV[1] return t",
            "local e = redis.pcall('GET', KEYS[1]) if e.err then e.err = ARGV[1] return e end",
            "return ARGV[1] and redis.pcall('GET', KEYS[1]) or {err = 'READONLY no'}",
            "return cjson.decode(ARGV[1])",
            "local ok, e = pcall(error, {err = ARGV[1]}) return e",
            "redis.call('SET', KEYS[1], 1) error({err = 'READONLY no'})",
            "assert(redis.call('SET', KEYS[1], 1) == 1, 'READONLY no')",
            "local raise = error table.foreach({1}, raise)",
            "KEYS.err = ARGV[1] return KEYS",
            "return loadstring(ARGV[1])()",
            "return setmetatable({}, {__index = function() return ARGV[1] end})",
            "local function own() return {err = ARGV[1]} end return own()",
        ] {
            assert!(!is_undone(script), "{script}");
        }
    }

    /// Any of these may call any command.
    #[test]
    fn functions_that_are_not_known_may_write() {
        for script in [
            "return loadstring('return 1')()",
            "return rawget(redis, 'call')(ARGV[1], KEYS[1])",
            "return getfenv().redis.call(ARGV[1], KEYS[1])",
            "local write = loadstring(ARGV[1]) local t = {} function t:go() write() end t:go()",
            "return table.foreach(KEYS, redis.call)",
        ] {
            assert_eq!(effect(script, false, ""), Effect::Writes, "{script}");
            assert_eq!(effect(script, true, ""), Effect::ReadsByRo, "{script}");
        }
    }

    #[test]
    fn functions_of_the_script_and_of_libraries_are_known() {
        let script = "
            local function get(key) return redis.call('GET', key) end
            local names = cjson.decode(ARGV[1])
            table.sort(names, function(a, b) return a < b end)
            for at, name in ipairs(names) do names[at] = name:upper() end
            local readers = {plain = get, all = function(key) return redis.call('HGETALL', key) end}
            return readers.plain(KEYS[1])";
        assert_eq!(effect(script, false, ""), Effect::ReadsByRo);
    }
}
