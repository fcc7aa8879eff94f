-- contract: keys=1 params=queue,format
local parts = {KEYS[1], 'q'}
table.insert(parts, ARGV[1])
redis.call('GET', table.concat(parts, '/'))
local number = redis.call('HGET', KEYS[1], 'number') or ''
return redis.call('GET', 'i' .. string.format('%.f', struct.unpack('>I8', number)))
