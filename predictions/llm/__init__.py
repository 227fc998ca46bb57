"""A language model as a second reader: it proposes, the text and the lexicon decide."""
