-- contract: keys=1 params=key,value,more:str?
for i = 1, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
