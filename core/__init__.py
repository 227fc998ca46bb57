"""The ground floor: settings, database, clock, errors, ledger. Knows no feature."""
