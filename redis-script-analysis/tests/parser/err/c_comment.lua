/* no */
// no
return 1
