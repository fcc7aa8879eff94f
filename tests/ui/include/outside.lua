--- @include "../syntax/with_signature"
return 1
