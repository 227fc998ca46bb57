"""A corpus of our own sentences: what each means to a reader of its day."""

from datetime import date

import pytest

from predictions.extraction.deadlines import find_deadlines

# said on, sentence, deadline, words that gave it
CORPUS = [
    # named days
    ("2024-02-01", "The bill will pass by March 15.", "2024-03-15", "by March 15"),
    ("2024-02-01", "The parade will be held on May 9th.", "2024-05-09", "on May 9th"),
    ("2024-10-01", "The parade will be held on May 9th.", "2025-05-09", "on May 9th"),
    (
        "2024-02-01",
        "It will open on the 3rd of April 2025.",
        "2025-04-03",
        "on the 3rd of April 2025",
    ),
    ("2024-02-01", "The treaty should be signed by 2024-11-30.", "2024-11-30", "by 2024-11-30"),
    ("2024-02-01", "A deal will be done before June 1.", "2024-05-31", "before June 1"),
    ("2024-02-01", "A deal is likely on Sept. 4, 2026.", "2026-09-04", "on Sept. 4, 2026"),
    # months
    ("2024-02-01", "The coalition will collapse in November.", "2024-11-30", "in November"),
    ("2024-12-05", "The coalition will collapse in November.", "2025-11-30", "in November"),
    ("2024-02-01", "He will be gone by the end of March.", "2024-03-31", "by the end of March"),
    ("2024-02-01", "Prices will fall in early May.", "2024-05-11", "in early May"),
    ("2024-02-01", "Prices will fall in late May.", "2024-05-31", "in late May"),
    ("2024-02-01", "The court will not sit until September.", "2024-09-01", "until September"),
    ("2024-02-01", "The plant will open in March next year.", "2025-03-31", "in March next year"),
    ("2024-02-01", "It will be finished in May or June.", "2024-06-30", "in May or June"),
    (
        "2024-02-01",
        "The ban will last from May to September.",
        "2024-09-30",
        "from May to September",
    ),
    # years and groups of years
    ("2024-02-01", "Half of all cars will be electric by 2030.", "2030-12-31", "by 2030"),
    ("2024-02-01", "The war will be over before 2026.", "2025-12-31", "before 2026"),
    ("2024-02-01", "He will rule until 2036.", "2035-12-31", "until 2036"),
    ("2024-02-01", "Growth will return in late 2025.", "2025-12-31", "in late 2025"),
    ("2024-02-01", "Growth will return in early 2025.", "2025-03-31", "in early 2025"),
    ("2024-02-01", "It may come in 2025 or 2026.", "2026-12-31", "in 2025 or 2026"),
    (
        "2024-02-01",
        "Demand will peak between 2025 and 2030.",
        "2030-12-31",
        "between 2025 and 2030",
    ),
    ("2024-02-01", "Rates could fall by the end of 2025.", "2025-12-31", "by the end of 2025"),
    ("2024-02-01", "Fusion will be here by the 2040s.", "2039-12-31", "by the 2040s"),
    ("2024-02-01", "Fusion will be here in the 2040s.", "2049-12-31", "in the 2040s"),
    ("2024-02-01", "The ice will be gone by mid-century.", "2050-12-31", "by mid-century"),
    (
        "2024-02-01",
        "Seas will rise a metre by the end of the century.",
        "2100-12-31",
        "by the end of the century",
    ),
    # quarters, halves, seasons
    ("2024-02-01", "Earnings will recover in Q3.", "2024-09-30", "in Q3"),
    (
        "2024-02-01",
        "Earnings will recover in the third quarter.",
        "2024-09-30",
        "in the third quarter",
    ),
    (
        "2024-02-01",
        "Sales will double in the fourth quarter of 2025.",
        "2025-12-31",
        "in the fourth quarter of 2025",
    ),
    (
        "2024-02-01",
        "Inflation will ease in the second half of next year.",
        "2025-12-31",
        "in the second half of next year",
    ),
    ("2024-02-01", "There will be an election this fall.", "2024-11-30", "this fall"),
    ("2024-02-01", "The mill could reopen by the fall.", "2024-08-31", "by the fall"),
    ("2024-02-01", "A vaccine will be ready by spring.", "2024-02-29", "by spring"),
    ("2024-02-01", "The heat will return next summer.", "2025-08-31", "next summer"),
    ("2024-10-01", "Snow will cover the Alps this winter.", "2025-02-28", "this winter"),
    ("2024-02-01", "They will vote in the spring of 2026.", "2026-05-31", "in the spring of 2026"),
    # counted from the day of publication
    (
        "2024-02-01",
        "The rebels will enter the capital within 18 months.",
        "2025-08-01",
        "within 18 months",
    ),
    ("2024-02-01", "We will know more in two weeks.", "2024-02-15", "in two weeks"),
    ("2024-02-01", "We will know more in two weeks’ time.", "2024-02-15", "in two weeks’ time"),
    ("2024-02-01", "Wages will double over the next decade.", "2034-02-01", "over the next decade"),
    (
        "2024-02-01",
        "The lease will end in less than six years.",
        "2030-02-01",
        "in less than six years",
    ),
    (
        "2024-02-01",
        "Repairs will take 6 to 9 months here.",
        "2024-11-01",
        "take 6 to 9 months",
    ),
    (
        "2024-02-01",
        "It will look different five years from now.",
        "2029-02-01",
        "five years from now",
    ),
    ("2024-02-01", "It will be settled in a year or two.", "2026-02-01", "in a year or two"),
    ("2024-02-01", "Expect a storm in the next 48 hours.", "2024-02-03", "in the next 48 hours"),
    (
        "2024-02-01",
        "The firm will fold within a year and a half.",
        "2025-08-01",
        "within a year and a half",
    ),
    ("2024-02-01", "The firm will fold in half a year.", "2024-08-01", "in half a year"),
    ("2024-02-29", "The pact will be renewed in one year.", "2025-02-28", "in one year"),
    ("2024-02-01", "He will resign next year.", "2025-12-31", "next year"),
    ("2024-02-01", "He will resign this year.", "2024-12-31", "this year"),
    (
        "2024-02-01",
        "He will resign before the year is out.",
        "2024-12-31",
        "before the year is out",
    ),
    ("2024-02-01", "He will resign early next year.", "2025-03-31", "early next year"),
    ("2024-02-01", "He will resign later this month.", "2024-02-29", "later this month"),
    ("2024-02-01", "He will resign by year-end.", "2024-12-31", "by year-end"),
    ("2024-02-01", "He will resign in the new year.", "2025-12-31", "in the new year"),
    ("2024-02-01", "He will resign by the new year.", "2024-12-31", "by the new year"),
    (
        "2024-02-01",
        "The bank will act by the end of next week.",
        "2024-02-11",
        "by the end of next week",
    ),
    # 2 February 2024 was a Friday
    (
        "2024-02-02",
        "They will agree by the end of the week.",
        "2024-02-04",
        "by the end of the week",
    ),
    ("2024-02-02", "They will agree by Wednesday.", "2024-02-07", "by Wednesday"),
    ("2024-02-02", "They will agree on Friday.", "2024-02-02", "on Friday"),
    ("2024-02-02", "They will agree next Friday.", "2024-02-09", "next Friday"),
    ("2024-02-02", "They will play this Sunday.", "2024-02-04", "this Sunday"),
    ("2024-02-02", "They will play this weekend.", "2024-02-04", "this weekend"),
    ("2024-02-02", "The vote will come tonight.", "2024-02-02", "tonight"),
    ("2024-02-02", "By this afternoon it may be over.", "2024-02-02", "By this afternoon"),
    ("2024-02-02", "He will speak tomorrow morning.", "2024-02-03", "tomorrow morning"),
    # holidays
    ("2024-02-01", "The troops will be home by Christmas.", "2024-12-25", "by Christmas"),
    ("2024-02-01", "Churches will be full at Easter.", "2024-03-31", "at Easter"),
    ("2024-02-01", "He will drop out before Labor Day.", "2024-09-01", "before Labor Day"),
    ("2024-02-01", "Shops will be empty on Thanksgiving.", "2024-11-28", "on Thanksgiving"),
    # named events
    ("2018-02-01", "The party will lose seats in the midterms.", "2018-11-06", "in the midterms"),
    ("2018-11-07", "The party will lose seats in the midterms.", "2022-11-08", "in the midterms"),
    ("2019-02-01", "She will win the 2020 election.", "2020-11-03", "2020 election"),
    (
        "2019-02-01",
        "She will win the 2020 presidential election.",
        "2020-11-03",
        "2020 presidential election",
    ),
    (
        "2020-03-01",
        "It will be a fight until the Democratic convention.",
        "2020-07-16",
        "until the Democratic convention",
    ),
    (
        "2020-04-10",
        "It will be a fight until the Democratic convention.",
        "2020-08-20",
        "until the Democratic convention",
    ),
    ("2019-02-01", "There will be no deal before Brexit day.", "2019-03-29", "before Brexit day"),
    ("2017-11-01", "The Vikings will reach the Super Bowl.", "2018-02-04", "Super Bowl"),
    ("2022-06-01", "Brazil will win the World Cup.", "2022-12-18", "World Cup"),
    ("2014-07-01", "They are likely to take the Senate in November.", "2014-11-04", "in November"),
    ("2024-02-01", "It will meet on Tuesday, November 5.", "2024-11-05", "on Tuesday, November 5"),
    ("2024-02-01", "It will meet from March 15 to 20.", "2024-03-20", "from March 15 to 20"),
    (
        "2024-02-01",
        "Over the next couple of years it will grow.",
        "2026-02-01",
        "Over the next couple of years",
    ),
    ("2024-02-01", "At next week’s meeting the bank will act.", "2024-02-11", "At next week"),
    ("2024-02-01", "It will be over by mid-2025.", "2025-06-30", "by mid-2025"),
    ("2024-02-01", "It will snow before winter.", "2024-11-30", "before winter"),
    (
        "2024-02-01",
        "By this time next year he will be gone.",
        "2025-02-01",
        "By this time next year",
    ),
    (
        "2024-02-01",
        "In the winter of 2024-25 gas will be short.",
        "2025-02-28",
        "In the winter of 2024-25",
    ),
    (
        "2024-02-01",
        "Stocks, which fell on Monday, could recover this week.",
        "2024-02-04",
        "this week",
    ),
    # no deadline: open ends, lengths without an end, the past
    ("2024-02-01", "Growth will stay weak in 2025 and beyond.", None, None),
    ("2024-02-01", "It will happen soon.", None, None),
    ("2024-02-01", "It will happen in the coming weeks.", None, None),
    ("2024-02-01", "It will happen in the near future.", None, None),
    ("2024-02-01", "He may be fired after the midterms.", None, None),
    ("2024-02-01", "The strongest growth since March 2023 will end.", None, None),
    ("2024-02-01", "The party was beaten in 2008.", None, None),
    ("2024-02-01", "He resigned last November.", None, None),
    ("2024-02-01", "He resigned in November.", None, None),
    ("2024-02-01", "Ms Ito said on Tuesday that rates will fall.", None, None),
    ("2024-02-01", "It opened on January 20.", None, None),
    ("2024-06-01", "It has a fair chance, up from a small one on April 1.", None, None),
    ("2024-02-01", "Today, prices are rising everywhere.", None, None),
    ("2022-11-20", "The party lost 40 seats in the midterms and will sulk.", None, None),
    ("2024-02-01", "It will last more than ten years from now or longer.", None, None),
    ("2024-02-01", "Theresa May may resign.", None, None),
    ("2024-02-01", "Protesters march through the town; prices fall and springs break.", None, None),
    ("2024-02-01", "It will cost 2030 dollars.", None, None),
    ("2024-02-01", "It was the worst fall in ten years.", None, None),
    ("2024-02-01", "Twice in a week he has been wrong.", None, None),
    ("2024-02-01", "Nobody knew two years ago.", None, None),
]


@pytest.mark.parametrize(("said_on", "text", "day", "words"), CORPUS)
def test_corpus(said_on: str, text: str, day: str | None, words: str | None) -> None:
    found = find_deadlines(text, date.fromisoformat(said_on))
    assert [(each.day.isoformat(), each.text) for each in found] == (
        [] if day is None else [(day, words)]
    )
