local a, b = 1, 2
if a && b then return 1 end
if a || b then return 2 end
if !a then return 3 end
a += 1
a++
return a ? 1 : 2
