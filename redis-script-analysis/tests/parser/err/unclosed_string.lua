local a = 'it
local b = "x\"
return a .. b
