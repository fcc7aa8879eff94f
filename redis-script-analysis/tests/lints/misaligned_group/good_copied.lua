-- contract: keys=1 params=key,jobs:i64+str..
local all = {}
for i = 1, #ARGV do
  all[#all + 1] = ARGV[i]
end
if #all > 0 then redis.call('ZADD', KEYS[1], unpack(all)) end
