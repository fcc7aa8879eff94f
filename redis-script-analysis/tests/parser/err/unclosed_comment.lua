--[[ says something
return 1
