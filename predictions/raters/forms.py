"""What editors hand in about second rulings."""

from core.forms import FilledNote, Form


class Wish(Form):
    """Why an event is to be ruled on by two people, or after all is not."""

    reason: FilledNote
