local goto, continue = 1, 2
goto = continue
return goto
