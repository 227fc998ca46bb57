"""Where commentary comes from, by which rule it is taken in, and every item that was seen."""
