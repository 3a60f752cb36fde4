"""The trained reader's parts that need no learned weights: its input, its decoding, its links."""
