"""How the pages of this package are shown; the site's layout stands around them."""

from flask import Response, make_response, render_template

UNKNOWN = "link_unknown"


def show(template: str, status: int = 200, **facts: object) -> Response:
    """Return a page that anybody may see."""
    return make_response(render_template(f"reports/{template}.html", **facts), status)


def show_private(template: str, status: int = 200, **facts: object) -> Response:
    """Return a page whose address is a key: it is not stored and not passed on."""
    response = show(template, status, **facts)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
