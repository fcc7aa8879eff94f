-- contract: keys=1 params=key,member
local function next(score)
  if not score then return 1 end
  return score + 1
end
local score = redis.call("ZSCORE", KEYS[1], ARGV[1])
if score then return tostring(next(tonumber(score))) end
return "0"
