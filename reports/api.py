"""The page behind the link in every mail: a form that stops the reports, without a login."""

from flask import Blueprint, Response, make_response, render_template

from core.clock import utc_now
from core.secrets import secret_key
from core.web import current_database, current_settings
from reports.links import UNSUBSCRIBE, read
from reports.subscribers import SubscriptionView, subscription_by_id, unsubscribe

blueprint = Blueprint("reports", __name__, template_folder="templates")


@blueprint.get("/unsubscribe/<token>")
def ask(token: str) -> Response:
    """Show the form; opening the link changes nothing, since mail scanners open links."""
    subscription = _subscription(token)
    if subscription is None:
        return _unknown()
    return _page("reports/unsubscribe.html", 200, subscription=subscription)


@blueprint.post("/unsubscribe/<token>")
def stop(token: str) -> Response:
    """Stop the reports; a mail program's one click posts here too, with a body of its own."""
    subscription = _subscription(token)
    if subscription is None:
        return _unknown()
    with current_database().write() as session:
        stopped = unsubscribe(session, utc_now(), subscription.id)
    return _page("reports/unsubscribe.html", 200, subscription=stopped)


def _subscription(token: str) -> SubscriptionView | None:
    subscription_id = read(secret_key(current_settings()), UNSUBSCRIBE, token)
    if subscription_id is None:
        return None
    with current_database().read() as session:
        return subscription_by_id(session, subscription_id)


def _unknown() -> Response:
    return _page("reports/unsubscribe_unknown.html", 404)


def _page(template: str, status: int, **facts: object) -> Response:
    response = make_response(render_template(template, **facts), status)
    # The address is the key to the subscription: it is not stored and not passed on.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
