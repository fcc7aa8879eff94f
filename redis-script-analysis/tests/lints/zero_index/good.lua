-- contract: keys=1 params=key,values..
for i = 0, #ARGV - 1 do
  redis.call('RPUSH', KEYS[1], ARGV[i + 1])
end
return #ARGV
