-- contract: keys=2 params=key,hash,how reply=HashMap<String,f64>
redis.setresp(3)
if ARGV[1] == 'a' then return redis.call('HGETALL', KEYS[2]) end
local members = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local flat = {}
for _, pair in ipairs(members) do
  flat[#flat + 1] = pair[1]
  flat[#flat + 1] = pair[2]
end
return flat
