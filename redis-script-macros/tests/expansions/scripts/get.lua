-- Reads one value.
--
-- KEYS[1] = the key, as `type:id`
-- ARGV[1] = what to return <instead>, see https://redis.io
return redis.call('GET', KEYS[1]) or ARGV[1] -- ``` not the end
