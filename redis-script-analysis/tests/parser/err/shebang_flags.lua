#!lua flags=no-writes,allow-omm name=foo
return 1
