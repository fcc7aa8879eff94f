local t = {}
function t.a.b:c(x, ...) return self, x end
return t
