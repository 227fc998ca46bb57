"""PURE. The pages of the desk as frozen values."""
