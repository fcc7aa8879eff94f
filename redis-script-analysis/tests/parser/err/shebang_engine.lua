#!LUA flags=no-writes
return 1
