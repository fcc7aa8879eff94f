-- contract: keys=1 params=key,list servers=redis>=8.2
cjson.decode_array_with_array_mt(true)
return #cjson.decode(ARGV[1])
