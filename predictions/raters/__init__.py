"""Two raters who rule on one event without knowing what the other says."""
