local a = f
(g or h)()
