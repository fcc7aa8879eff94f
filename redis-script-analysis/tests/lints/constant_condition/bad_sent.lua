-- contract: keys=1 params=key,force:bool,limit:u64,price:f64,name
if ARGV[1] == 'true' then return 1 end
if tonumber(ARGV[1]) == 2 or tonumber(ARGV[1]) == true then return 2 end
if ARGV[2] == '' then return 3 end
if ARGV[2] == '-1' or ARGV[2] == 'nil' then return 4 end
if ARGV[3] == '1' then return 5 end
if ARGV[4] == nil then return 6 end
if ARGV[1] then return redis.call('DEL', KEYS[1]) end
local name = ARGV[4] or 'nobody'
return name
