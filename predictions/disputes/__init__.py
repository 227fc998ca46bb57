"""Disputes about what is on record, their answers, and what pundits reply."""
