"""The main job on bundled sample commentary, for a first look."""
