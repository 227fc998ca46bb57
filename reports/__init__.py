"""The weekly report: built, rendered, delivered."""
