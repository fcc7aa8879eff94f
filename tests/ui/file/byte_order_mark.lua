return KEYS[1]
