"""Pages for readers, drawn on the server."""
