-- contract: keys=1 params=key,pair:str+str?
if #ARGV > 0 then redis.call('HSET', KEYS[1], unpack(ARGV)) end
