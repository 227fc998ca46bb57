"""Where editors work: what needs them, adding commentary, reviewing it, outcomes, health."""
