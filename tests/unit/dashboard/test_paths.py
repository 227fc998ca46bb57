"""The short paths of templates agree with the routes."""

from typing import Any

from flask import Flask, url_for

from dashboard import pages, paths
from dashboard.frame import NAVIGATION
from predictions.views import PunditRef


def application() -> Flask:
    app = Flask("paths", static_folder=None)
    pages.register(app)
    return app


def test_paths_are_those_of_the_routes(make: Any) -> None:
    ada = PunditRef("ada", "Ada")
    with application().test_request_context():
        assert paths.pundit_path(ada) == url_for("pages.pundit", slug="ada")
        assert paths.event_path(7) == url_for("pages.event", number=7)
        assert paths.commentary_path(5) == url_for("pages.commentary", number=5)
        assert paths.candidate_path(9) == url_for("pages.candidate", number=9)
        assert paths.quote_path(make.prediction()) == url_for(
            "pages.commentary", number=5, _anchor="prediction-3"
        )
        assert paths.prediction_path(make.prediction()) == url_for(
            "pages.event", number=7, _anchor="prediction-3"
        )


def test_navigation_leads_to_pages() -> None:
    routes = {rule.rule for rule in application().url_map.iter_rules()}
    assert {path for _, path, _ in NAVIGATION} <= routes
