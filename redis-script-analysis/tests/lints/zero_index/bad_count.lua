-- contract: keys=1 params=key,values..
for i = 0, #ARGV do
  redis.call('RPUSH', KEYS[1], ARGV[i])
end
return 1
