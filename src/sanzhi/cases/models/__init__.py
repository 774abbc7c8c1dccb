from .calls import Call
from .case import Case, Search
from .categories import Category, CategoryMapping, CategoryVersion
from .clients import ClientCase
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .course import Contest, DelayRule, Extension, Suspension, SuspensionGround
from .daily import Counted, DayCategory, DayOffice, DayTown
from .desk import Editing, Phrase, SavedFilter
from .family import Join, Link, Merge, Split
from .follow_up import CallScript, FollowUp, RatingLink, SamplingRule
from .incoming import Incoming
from .kinds import KindVersion
from .moves import Assignment, Attachment, CallBack, Move
from .repeats import Repeat
from .routing import RoutingDraft, RoutingRule
from .sheets import Sheet, SheetPart, SheetTrouble
from .supervision import Level, Supervision, SupervisionRule
