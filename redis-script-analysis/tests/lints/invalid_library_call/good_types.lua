-- contract: keys=0 params=a
local count = select('#', unpack(ARGV))
local number = tonumber(ARGV[1], nil)
local made = string.format('%s %d', ARGV[1], '5', nil)
return {count, number, made, next({}, nil), math.floor('5.5'), ('x'):rep('3'), unpack({1, 2}, nil, 2)}
