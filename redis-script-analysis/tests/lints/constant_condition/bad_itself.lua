-- contract: keys=2 params=from,to
if KEYS[1] == KEYS[1] then return redis.error_reply('ERR the same key twice') end
return redis.call('RENAME', KEYS[1], KEYS[2])
