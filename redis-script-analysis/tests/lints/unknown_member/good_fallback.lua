-- contract: keys=1 params=values..
local spread = unpack or table.unpack
local other = unpack
if not other then other = table.unpack end
return redis.call('SADD', KEYS[1], 'x', spread(ARGV)) + redis.call('SADD', KEYS[1], 'x', other(ARGV))
