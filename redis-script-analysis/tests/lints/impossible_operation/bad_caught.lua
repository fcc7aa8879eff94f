-- contract: keys=1
local ok = pcall(function() return redis.call('TTL', KEYS[1]) .. nil end)
local function add(value) return value + {} end
if not pcall(add, 1) then return ok end
return nil + 1
