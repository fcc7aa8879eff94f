-- contract: keys=2 params=key,other,count:u64,prefix,names:slice
-- As many as are passed.
local passed = {}
for i = 3, #ARGV do passed[#passed + 1] = ARGV[2] .. ARGV[i] end
redis.call('SADD', KEYS[2], unpack(passed))
-- In steps, each with a list of its own.
local batch = {}
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  batch[#batch + 1] = member
  if #batch == 1000 then
    redis.call('SREM', KEYS[2], unpack(batch))
    batch = {}
  end
end
if #batch > 0 then redis.call('SREM', KEYS[2], unpack(batch)) end
-- The script asks how many there are, in one way or another.
local some, taken = {}, 0
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if taken >= 100 then break end
  some[#some + 1], taken = member, taken + 1
end
redis.call('SREM', KEYS[2], unpack(some))
local few = {}
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if #few < 100 then few[#few + 1] = member end
end
redis.call('SREM', KEYS[2], unpack(few))
local first = {}
for i, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if i <= 100 then first[#first + 1] = member end
end
redis.call('SREM', KEYS[2], unpack(first))
-- For each of many, a short one.
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local pair = {}
  for _, part in ipairs({'a', 'b'}) do pair[#pair + 1] = member .. part end
  redis.call('SADD', KEYS[2], unpack(pair))
end
-- The caller limits what is read.
local ids = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], 0, 1, 'LIMIT', 0, ARGV[1])) do
  ids[#ids + 1] = ARGV[2] .. id
end
return redis.call('DEL', unpack(ids))
