-- contract: keys=0 params=a,b
local ok, more = pcall(function() return ARGV[1] > tonumber(ARGV[2]) end)
return ok and more
