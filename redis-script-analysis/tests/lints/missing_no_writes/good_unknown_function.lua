#!lua
-- contract: keys=1 params=key,code
return loadstring(ARGV[1])(KEYS[1])
