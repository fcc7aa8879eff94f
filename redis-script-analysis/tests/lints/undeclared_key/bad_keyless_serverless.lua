-- contract: keys=0 params=id profile=elasticache-serverless
return redis.call('TIME')
