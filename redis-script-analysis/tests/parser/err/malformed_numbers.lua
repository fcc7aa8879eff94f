return 1.2.3, 10LL, 1_000, 0b1, 3i, 0x, 1e, 0x1.8
