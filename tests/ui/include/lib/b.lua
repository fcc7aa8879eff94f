
--- @include "lib/a"
