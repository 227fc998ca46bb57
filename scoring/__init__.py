"""Outcomes in; scores and standings out."""
