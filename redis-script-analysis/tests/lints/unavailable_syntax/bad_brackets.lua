-- contract: keys=0 servers=redis>=6.2
local names, t = [[[[a]] .. ']]', {1}
local other = [[a [[b]=c]]
return {names, t, other, [[ ]=] [[ ]]}
