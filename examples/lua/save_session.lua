-- Saves a session, if the caller knows its version.
--
-- KEYS[1] = the session, a hash
-- KEYS[2] = the sessions of the user, a set (optional): sessions without a user are in none
-- ARGV[1] = the data
-- ARGV[2] = the version that the caller has read; 0 for a new session
-- ARGV[3] = time to live in seconds (optional); without it, the session lives as long as it did before
-- Returns the new version, or -1 if somebody else has saved the session in between.

local known = tonumber(redis.call('HGET', KEYS[1], 'version') or 0)
if known ~= tonumber(ARGV[2]) then
  return -1
end
redis.call('HSET', KEYS[1], 'version', known + 1, 'data', ARGV[1])
if ARGV[3] then
  redis.call('EXPIRE', KEYS[1], ARGV[3])
end
if KEYS[2] then
  redis.call('SADD', KEYS[2], KEYS[1])
end
return known + 1
