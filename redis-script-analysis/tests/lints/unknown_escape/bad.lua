-- contract: keys=1 params=key,text
local separator = "\x1f"
local euro = "\u{20AC}"
local joined = 'a\z b'
local version = string.match(ARGV[1], '^(%d+)\.(%d+)$')
local digits = string.match(ARGV[1], '\d+')
local letter = '\é'
return redis.call('SET', KEYS[1], separator .. euro .. joined .. (version or digits or letter))
