local key <const> = KEYS[1]
goto done
local half = #key // 2
::done::
return half
