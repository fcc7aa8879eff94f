local end = 1
local t = {}
t.function = 1
return t
