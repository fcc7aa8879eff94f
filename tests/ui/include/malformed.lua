--- @include lib/a
--- @include "lib/a" "lib/b"
local x = 1 --- @include "lib/a"
--- @inlcude "lib/a"
--- @include "lib/whole"
return x
