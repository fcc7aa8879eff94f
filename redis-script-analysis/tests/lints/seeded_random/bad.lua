-- contract: keys=0 params=seed
math.randomseed(tonumber(ARGV[1]))
return math.random(10)
