-- contract: keys=1 params=key,force:bool,limit:i64,price:f64,name,ttl:u64?
if ARGV[1] == '1' or ARGV[1] == 'true' then return 1 end
if tonumber(ARGV[1]) == 0 then return redis.call('DEL', KEYS[1]) end
if ARGV[2] == '-1' or tonumber(ARGV[2]) == 5 then return 3 end
if ARGV[3] == '1.0' or ARGV[3] == 'inf' or ARGV[3] == '1e16' then return 5 end
if not ARGV[4] or ARGV[4] == '' then return 6 end
local function has(value) return value ~= nil and value ~= '' end
redis.call('SET', KEYS[1], has(ARGV[4]) and 1 or 0)
local function part(value) if value then return value end end
part(ARGV[4])
if ARGV[5] then return 8 end
local id = redis.call('HGET', KEYS[1], 'id')
if not id or id == false then return 9 end
local MODE = 'fast'
if MODE == 'slow' then return 10 end
local a, b = {}, {}
if ARGV[4] == 'b' then b = a end
return a == b
