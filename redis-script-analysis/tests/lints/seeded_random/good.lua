-- contract: keys=0 params=seed
local math = {randomseed = function(x) return x end}
return math.randomseed(ARGV[1])
