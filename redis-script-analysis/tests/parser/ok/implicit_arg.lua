local function f(...) return arg.n, select('#', ...) end
return f(...)
