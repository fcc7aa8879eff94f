-- contract: keys=1.. params=first,others..,values..
redis.call('DEL', KEYS[1], KEYS[2])
for i = 1, #KEYS do
  redis.call('SET', KEYS[i], ARGV[i])
end
return #KEYS
