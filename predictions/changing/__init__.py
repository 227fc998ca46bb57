"""What can happen to something that is on record: corrected, withdrawn, linked, moved, merged."""
