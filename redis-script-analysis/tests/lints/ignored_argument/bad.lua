-- contract: keys=0 params=size
local line = string.rep('x', 3, ',') .. ('ab'):rep(2, '-')
return line .. math.log(ARGV[1], 2)
