"""An office's own letter kinds: started from one that is there, and checked before they are used."""
