-- contract: keys=1 params=key,value
local KEYS, ARGV = KEYS, ARGV
local function set(KEYS, ARGV) return redis.call('SET', KEYS[1], ARGV[1]) end
local function later(KEYS, ARGV) return redis.call('DEL', KEYS[1]) end
local handlers = {later = later}
do
  local ARGV = ARGV or {}
  set(KEYS, ARGV)
end
do
  local ARGV = {unpack(ARGV)}
  set(KEYS, ARGV)
end
return handlers[ARGV[1]](KEYS, ARGV)
