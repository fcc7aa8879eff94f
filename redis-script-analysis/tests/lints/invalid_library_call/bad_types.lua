-- contract: keys=0 params=a
local function first() return next(5) end
local function largest() return math.max(tonumber(ARGV[1]) or 0, {}) end
local function letter() return string.char('a') end
local function encoded() return cjson.encode_keep_buffer(true, true) end
local function rounded() local floor = math.floor return floor({}) end
return {first(), largest(), letter(), encoded(), rounded()}
