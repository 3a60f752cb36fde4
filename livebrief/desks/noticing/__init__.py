"""Official notices, as sentences tell them: the office meant, the words for closed, restricted and open."""
