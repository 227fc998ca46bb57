"""People who edit, and the tokens they write with."""
