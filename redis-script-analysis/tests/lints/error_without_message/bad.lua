-- contract: keys=1 params=key,code
if ARGV[1] == 'a' then error({}) end
if ARGV[1] == 'b' then error({code = 1, text = 'x'}) end
if ARGV[1] == 'c' then error(redis.status_reply('OK')) end
if ARGV[1] == 'd' then error(nil) end
error()
