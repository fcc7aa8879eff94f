-- contract: keys=1 params=key,other,prefix
redis.call('DEL', ARGV[1])
for _, name in ipairs(ARGV) do redis.call('PERSIST', name) end
return redis.call('GET', ARGV[2] .. ':x')
