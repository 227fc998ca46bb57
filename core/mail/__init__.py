"""Mails on their way out: composed, kept until the server has taken them, sent once."""
