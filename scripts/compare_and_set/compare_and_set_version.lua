-- Writes fields of a hash if its version is the expected one, and gives it the next version.
--
-- KEYS[1] = key of the hash; its field `version` is a number that each write makes greater by 1
-- ARGV[1] = expected version; 0 is that of a hash without the field, and of one that does not exist
-- ARGV[2] = time to live in milliseconds; 0 if the key shall not expire, -1 to leave that as it is
-- ARGV[3..] = fields and values, in groups of 2
-- Returns the new version if they were written. If the version is another one, returns it as a string and what the fields hold,
-- nil for those that do not exist, in one array; then nothing is written.

local MAX_EXACT = 9007199254740991 -- 2^53 - 1: up to it, Lua's doubles count one by one

local version = redis.call('HGET', KEYS[1], 'version') or '0'
if version ~= ARGV[1] then
  if not version:match('^%d+$') then
    return redis.error_reply('ERR compare_and_set_version: the field `version` does not hold a version')
  end
  local current = {version}
  for i = 3, #ARGV, 2 do
    current[#current + 1] = redis.call('HGET', KEYS[1], ARGV[i])
  end
  return current
end

local after = ARGV[1] + 1
if after > MAX_EXACT then
  return redis.error_reply('ERR compare_and_set_version: there is no next version')
end
for i = 3, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('HSET', KEYS[1], 'version', string.format('%d', after))
if ARGV[2] == '0' then
  redis.call('PERSIST', KEYS[1])
elseif ARGV[2] ~= '-1' then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return after
