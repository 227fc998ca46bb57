"""PURE. From records to what a page shows: sentences, geometry and words, as frozen values."""
