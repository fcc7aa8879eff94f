-- contract: keys=1 params=key,jobs:str+i64..
for i = 1, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
