-- contract: keys=1 params=key,count
local seconds = redis.call('PTTL', KEYS[1]) / 1000
if seconds > 100 then return math.floor(seconds) end
if seconds > 10 then return tostring(seconds) end
if seconds > 5 then return string.format('%.2f', seconds) end
local half = tonumber(ARGV[1]) * 2
return half - half % 2
