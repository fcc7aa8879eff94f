-- contract: keys=1 params=a
local job = redis.call("HMGET", KEYS[1], "name", "data")
local name, data = job[1], job[2]
return name .. ":" .. data
