"""Whether the record is what the ledger says: replayed, recomputed, compared."""
