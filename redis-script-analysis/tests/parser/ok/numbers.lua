return 0x1p4, 0xffffffffff, .5, 3., 1e+5, 0X10, 08
