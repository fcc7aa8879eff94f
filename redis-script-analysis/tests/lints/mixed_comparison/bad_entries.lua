-- contract: keys=1 params=key,a,b
if ARGV[1] == tonumber(ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) == tonumber(ARGV[1]) then return 2 end
return tonumber(ARGV[1]) ~= '1'
