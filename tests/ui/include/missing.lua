--- @include "lib/shraed"
--- @include "lib"
--- @include "nothing"
return 1
