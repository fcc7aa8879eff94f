local a = 1
--- @include "lib/a"
return a
