-- contract: keys=0 params=a,b
for i = 0, 2 do
  redis.log(redis.LOG_NOTICE, ARGV[i])
end
return 1
