-- contract: keys=0
local meta = {
  __concat = function(one, other) one.limit, other.limit = 5, 5 return '' end,
  __lt = function(one, other) one.limit, other.limit = 5, 5 return false end,
}
local joined = setmetatable({}, meta)
local before, after = {}, {}
local text = joined .. after
for _ = 1, 2 do text = before .. joined end
local list = {{}, {}}
table.sort(list, function(one, other) one.limit, other.limit = 5, 5 return false end)
local own = {setmetatable({}, meta), setmetatable({}, meta)}
table.sort(own)
return {text, before.limit + 1, after.limit + 1, list[1].limit + 1, own[1].limit + 1}
