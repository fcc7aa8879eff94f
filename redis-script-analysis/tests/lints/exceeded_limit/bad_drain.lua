-- contract: keys=1 params=queue limits=commands:1000
while redis.call('LLEN', KEYS[1]) > 0 do redis.call('LPOP', KEYS[1]) end
