"""How work moves: the pipeline on one page (reading.py), and the desk's daily round over the store (round.py)."""
