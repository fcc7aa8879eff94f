local a, b = 7, 2
local c = a // b
local d = a & b
local e = a | b
local f = a << 1
local g = a >> 1
local h = ~a
return c + d + e + f + g + h
