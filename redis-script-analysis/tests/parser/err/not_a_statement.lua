KEYS[1]
local x = 1
x
x == 2
'text'
