"""Records for property tests: hypothesis strategies, all in one place."""

from hypothesis import strategies as st

percents = st.integers(0, 100).map(lambda k: k / 100)
floats = st.floats(0, 1, allow_subnormal=True)
probability = st.one_of(percents, floats, st.sampled_from([0.0, 1.0, 0.5, 5e-324, 1 - 2**-53]))
forecast = st.tuples(probability, st.integers(0, 1))
records = st.lists(forecast, min_size=1, max_size=60).map(
    lambda rows: tuple(zip(*rows, strict=True))
)
percent_records = st.lists(st.tuples(percents, st.integers(0, 1)), min_size=1, max_size=40).map(
    lambda rows: tuple(zip(*rows, strict=True))
)
mixed_records = records.filter(lambda record: len(set(record[1])) == 2)
