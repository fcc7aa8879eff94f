-- contract: keys=1 params=key,value
local commands = {read = 'get', write = 'SET'}
redis.call(commands.write, KEYS[1], ARGV[1])
redis.call('JSON.SET', KEYS[1], '$', ARGV[1])
redis.call(ARGV[1], KEYS[1])
redis.call('oBjEcT', 'Encoding', KEYS[1])
return redis.call(commands.read, KEYS[1])
