-- contract: keys=1 params=key
local product = 'redis'
if redis.SERVER_NAME then product = redis.SERVER_NAME end
return redis.REDIS_VERSION .. product
