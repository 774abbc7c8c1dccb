"""志愿服务的联动: confirmed hours become points, once; whoever volunteers, agrees or leads hears of what waits or came."""

from collections.abc import Callable, Iterable, Sequence

from sanzhi.groups import queries as groups
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.people import queries as posts
from sanzhi.volunteering import actions as volunteering

from .texts import Said, societies, volunteers

LEADING = ("group_leader", "village_clerk")
LINKS = {
    volunteers.GuardianAsked: "/volunteer/", volunteers.GuardianAgreed: "/volunteer/", volunteers.MovedUp: "/volunteer/",
    volunteers.SignedFor: "/volunteer/",
    volunteers.ShiftCancelled: "/volunteer/", volunteers.HoursConfirmed: "/volunteer/hours",
    volunteers.HoursCorrected: "/volunteer/hours", volunteers.CertificateMoved: "/volunteer/certificates/",
    volunteers.HoursToConfirm: "/desk/volunteering/shifts/{id}/", volunteers.CorrectionToAnswer: "/desk/volunteering/",
    volunteers.CertificateToShow: "/desk/volunteering/certificates/{id}/",
    societies.OrderAsked: "/desk/orders/{id}/", societies.OrderMoved: "/desk/orders/{id}/", societies.OrderLate: "/desk/orders/{id}/",
    societies.OrderContradicted: "/desk/orders/{id}/",
}  # fmt: skip
Whom = Callable[[Message], Iterable[int]]


def to_points(messages: Sequence[Message]) -> None:
    """交积分: each service once, however often this is delivered."""
    for message in messages:
        volunteering.hand_over(message.about[1], at=message.at)


def volunteer(words: type[Said]) -> Handler:
    """Whose hours or certificate it is."""
    return _telling(words, lambda message: [message.content["person"]])


def signed_up(words: type[Said]) -> Handler:
    """Everybody who had signed up."""
    return _telling(words, lambda message: message.content["people"])


def guardian(words: type[Said]) -> Handler:
    """Who is asked to agree."""
    return _telling(words, lambda message: [message.content["guardian"]])


def _telling(words: type[Said], whom: Whom) -> Handler:
    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            cause = f"{message.topic}:{message.id}"
            people.tell(whom(message), words.told({}), cause=cause, link=LINKS[words], at=message.at)

    return tell


def leaders(words: type[Said]) -> Handler:
    """Whoever leads at the office from which the organisation is run."""

    def tell(messages: Sequence[Message]) -> None:
        offices = groups.offices_of({message.content["group"] for message in messages})
        for message in messages:
            office = offices.get(message.content["group"])
            there = posts.people_at(office, LEADING, message.at) if office else []
            link = LINKS[words].format(id=message.about[1])
            told = [one for one in there if one != message.by]
            people.tell(told, words.told({}), cause=f"{message.topic}:{message.id}", link=link, at=message.at)

    return tell
