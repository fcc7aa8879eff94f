-- contract: keys=1 params=key reply=HashMap<String,f64>
redis.setresp(3)
local members = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
return members
