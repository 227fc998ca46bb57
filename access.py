"""Who may use which route: every one stands here, and one that does not is refused.

A line is an endpoint as Flask names it: its blueprint, a dot, the function's name.
"""

from accounts.roles import Access

PUBLIC = (
    "changing_api.show_prediction",
    "feeds_api.list_feeds",
    "health.healthz",
    "pages.candidate",
    "pages.commentaries",
    "pages.commentaries_csv",
    "pages.commentary",
    "pages.compare",
    "pages.compare_csv",
    "pages.corrections",
    "pages.corrections_csv",
    "pages.corrections_feed",
    "pages.due",
    "pages.due_csv",
    "pages.enter",
    "pages.event",
    "pages.event_csv",
    "pages.events",
    "pages.events_csv",
    "pages.find",
    "pages.front",
    "pages.join",
    "pages.method",
    "pages.outcomes_feed",
    "pages.predictions_feed",
    "pages.pundit",
    "pages.pundit_csv",
    "pages.pundit_feed",
    "pages.pundits",
    "pages.send_enter",
    "pages.send_join",
    "pages.send_sign_in",
    "pages.sign_in",
    "pages.standings_csv",
    "pages.static",
    "pages.words",
    "pages.words_csv",
    "predictions_api.list_candidates",
    "predictions_api.list_commentaries",
    "predictions_api.list_due",
    "predictions_api.list_events",
    "predictions_api.show_candidate",
    "predictions_api.show_commentary",
    "predictions_api.show_event",
    "raters_api.show_raters",
    "reports.archive",
    "reports.ask",
    "reports.issue",
    "reports.mine",
    "reports.my_picture",
    "reports.picture",
    "reports.stop",
    "scoring_api.show_calls",
    "scoring_api.show_comparison",
    "scoring_api.show_pundit",
    "scoring_api.show_standings",
    "sources_api.list_sources",
    "sources_api.show_items",
    "sources_api.show_source",
    "subscribing.ask",
    "subscribing.confirm",
    "subscribing.preferences",
    "subscribing.send_ask",
    "subscribing.send_confirm",
    "subscribing.send_preferences",
)
SIGNED_IN = (
    "pages.account",
    "pages.change_password",
    "pages.sign_out",
    "pages.sign_out_everywhere",
)
EDITORS = (
    "changing_api.edit_prediction",
    "changing_api.link",
    "changing_api.merge_event",
    "changing_api.move",
    "changing_api.reinstate",
    "changing_api.split_event",
    "changing_api.unlink",
    "changing_api.withdraw",
    "feeds_api.subscribe",
    "fetching_api.fetch",
    "predictions_api.accept",
    "predictions_api.add_commentary",
    "predictions_api.amend_outcome",
    "predictions_api.correct_event",
    "predictions_api.mark_forecast",
    "predictions_api.record_outcome",
    "predictions_api.reject",
    "raters_api.ask",
    "raters_api.give",
    "raters_api.withdraw",
    "sources_api.add_source",
    "sources_api.change_rule",
    "sources_api.close_source",
)
ADMINS = ()

TABLE: dict[str, Access] = {
    **dict.fromkeys(PUBLIC, Access.PUBLIC),
    **dict.fromkeys(SIGNED_IN, Access.SIGNED_IN),
    **dict.fromkeys(EDITORS, Access.EDITOR),
    **dict.fromkeys(ADMINS, Access.ADMIN),
}

# Forms that a mail program sends, which has no page of ours: their address is signed instead.
WITHOUT_FORM_TOKEN = frozenset({"reports.stop"})
# Who has no account may send these.
WRITTEN_BY_ANYBODY = frozenset(
    {
        "pages.send_enter",
        "pages.send_join",
        "pages.send_sign_in",
        "reports.stop",
        "subscribing.send_ask",
        "subscribing.send_confirm",
        "subscribing.send_preferences",
    }
)
