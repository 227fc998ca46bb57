"""PURE. How often luck alone gives as much, in words."""

from math import floor, log10

_RARE = 0.01
_RAREST = 1e-6


def luck_words(p_value: float) -> str:
    """Say a p value as a frequency.

    >>> luck_words(0.633)
    'luck alone gives a difference at least as large in 63 of 100 cases'
    >>> luck_words(0.0002)
    'luck alone gives a difference at least as large in 1 of 5,000 cases'
    """
    return f"luck alone gives a difference at least as large in {_share(p_value)} cases"


def _share(p: float) -> str:
    if p >= _RARE:
        return f"{round(100 * p)} of 100"
    if p < _RAREST:
        return f"fewer than 1 of {round(1 / _RAREST):,}"
    cases = 1 / p
    two_digits = 10 ** (floor(log10(cases)) - 1)
    return f"1 of {round(cases / two_digits) * two_digits:,}"
