-- contract: keys=0 params=now
local json = require('cjson')
print(ARGV[1])
if os.time() > 0 then
  os.execute('true')
end
return null
