"""The pages behind the links in every mail: leaving a list, and reading a report on the web."""

from flask import Blueprint, Response

from core.clock import utc_now
from core.errors import NotFoundError
from core.secrets import secret_key
from core.web import current_database, current_settings
from reports.archive import issue_page, public_issues
from reports.links import PERSONAL_ISSUE, UNSUBSCRIBE, read
from reports.showing import UNKNOWN, show, show_private
from reports.subscribers import SubscriptionView, subscription_by_id, unsubscribe
from reports.wishes import names_of

blueprint = Blueprint("reports", __name__, template_folder="templates")


@blueprint.get("/unsubscribe/<token>")
def ask(token: str) -> Response:
    """Show the form; opening the link changes nothing, since mail scanners open links."""
    subscription = _subscription(token)
    if subscription is None:
        return show_private(UNKNOWN, 404)
    return _leaving(subscription)


@blueprint.post("/unsubscribe/<token>")
def stop(token: str) -> Response:
    """End one list; a mail program's one click posts here too, with a body of its own."""
    subscription = _subscription(token)
    if subscription is None:
        return show_private(UNKNOWN, 404)
    with current_database().write() as session:
        stopped = unsubscribe(session, utc_now(), subscription.id)
    return _leaving(stopped)


@blueprint.get("/reports")
def archive() -> Response:
    """List the public reports."""
    with current_database().read() as session:
        issues = public_issues(session)
    return show("archive", issues=issues, zone=current_settings().zone)


@blueprint.get("/reports/<int:number>")
def issue(number: int) -> Response:
    """Show one public report."""
    with current_database().read() as session:
        page = issue_page(session, number, f"/reports/{number}/picture.png", public=True)
    return show("issue", page=page)


@blueprint.get("/reports/<int:number>/picture.png")
def picture(number: int) -> Response:
    """Return the picture of one public report."""
    with current_database().read() as session:
        page = issue_page(session, number, "", public=True)
    return _png(page.png)


@blueprint.get("/reports/mine/<token>")
def mine(token: str) -> Response:
    """Show a report that was written for somebody in person."""
    number = _number(token)
    with current_database().read() as session:
        page = issue_page(session, number, f"/reports/mine/{token}/picture.png", public=False)
    return show_private("issue", page=page)


@blueprint.get("/reports/mine/<token>/picture.png")
def my_picture(token: str) -> Response:
    """Return its picture."""
    number = _number(token)
    with current_database().read() as session:
        page = issue_page(session, number, "", public=False)
    return _png(page.png)


def _subscription(token: str) -> SubscriptionView | None:
    subscription_id = read(secret_key(current_settings()), UNSUBSCRIBE, token)
    if subscription_id is None:
        return None
    with current_database().read() as session:
        return subscription_by_id(session, subscription_id)


def _leaving(subscription: SubscriptionView) -> Response:
    with current_database().read() as session:
        told = subscription.scope.told(names_of(session, subscription.scope))
    return show_private("unsubscribe", subscription=subscription, told=told)


def _number(token: str) -> int:
    number = read(secret_key(current_settings()), PERSONAL_ISSUE, token)
    if number is None:
        raise NotFoundError("there is no report at this address; it may have been cut short")
    return number


def _png(png: bytes | None) -> Response:
    if png is None:
        raise NotFoundError("this report has no picture")
    return Response(png, mimetype="image/png")
