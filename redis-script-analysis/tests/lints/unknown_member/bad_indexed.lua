-- contract: keys=1
local mode = redis.config['mode']
return mode
