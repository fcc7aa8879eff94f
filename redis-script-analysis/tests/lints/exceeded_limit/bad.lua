-- contract: keys=1 params=key,items.. limits=commands:100
redis.call('DEL', KEYS[1])
for i, item in ipairs(ARGV) do
  redis.call('RPUSH', KEYS[1], item)
  redis.call('PUBLISH', KEYS[1], i)
end
return redis.call('LLEN', KEYS[1])
