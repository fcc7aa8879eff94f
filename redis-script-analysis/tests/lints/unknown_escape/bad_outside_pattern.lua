-- contract: keys=0 params=a
local pattern, path = '\d', 'C:\Temp\u{41}\x41'
local found = ARGV[1]:gsub('\w', '\w')
return {pattern, path, found, 'a\z  b'}
