"""Feeds that the scheduler reads: each of their items goes through the rule of its source."""
