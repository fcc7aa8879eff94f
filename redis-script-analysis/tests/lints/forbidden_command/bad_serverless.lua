-- contract: keys=1 params=key profile=elasticache-serverless
return redis.call('MEMORY', 'USAGE', KEYS[1])
