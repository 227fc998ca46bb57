"""Commentary in; predictions and their outcomes on record."""
