"""Search: an index of the words of the graph that finds Finnish words in all their forms, and with slips."""
