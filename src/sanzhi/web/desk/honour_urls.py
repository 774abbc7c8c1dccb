"""荣誉的地址: those of the desk, apart from the page of all others, which they would overfill."""

from django.urls import path

from sanzhi.web.desk.views import exposures, good_people, honours, wall

urlpatterns = [
    path("honours/", honours.overview, name="desk-honours"),
    path("honours/deeds/", honours.deeds, name="desk-honour-deeds"),
    path("honours/deeds/new", honours.new_deed, name="desk-honour-deed-new"),
    path("honours/deeds/<int:deed>/", honours.deed, name="desk-honour-deed"),
    path("honours/deeds/<int:deed>/photo", honours.deed_photo, name="desk-honour-deed-photo"),
    path("honours/deeds/<int:deed>/announce", honours.announce_deed, name="desk-honour-deed-announce"),
    path("honours/deeds/<int:deed>/publish", honours.publish_deed, name="desk-honour-deed-publish"),
    path("honours/deeds/<int:deed>/end", honours.end_deed, name="desk-honour-deed-end"),
    path("honours/good/", good_people.nominations, name="desk-honour-goods"),
    path("honours/good/new", good_people.new_nomination, name="desk-honour-good-new"),
    path("honours/good/<int:nomination>/", good_people.nomination, name="desk-honour-good"),
    path("honours/good/<int:nomination>/accept", good_people.accept, name="desk-honour-good-accept"),
    path("honours/good/<int:nomination>/decline", good_people.decline, name="desk-honour-good-decline"),
    path("honours/good/<int:nomination>/check", good_people.check, name="desk-honour-good-check"),
    path("honours/good/<int:nomination>/announce", good_people.announce, name="desk-honour-good-announce"),
    path("honours/good/<int:nomination>/award", good_people.award, name="desk-honour-good-award"),
    path("honours/good/<int:nomination>/objected", good_people.object_, name="desk-honour-good-objected"),
    path("honours/good/<int:nomination>/doubt", good_people.ask_to_revoke, name="desk-honour-good-doubt"),
    path("honours/good/<int:nomination>/revoke", good_people.revoke, name="desk-honour-good-revoke"),
    path("honours/wall/", wall.notes, name="desk-honour-wall"),
    path("honours/wall/<int:note>/hang", wall.hang, name="desk-honour-wall-hang"),
    path("honours/wall/<int:note>/refuse", wall.turn_away, name="desk-honour-wall-refuse"),
    path("exposures/", exposures.exposures, name="desk-exposures"),
    path("exposures/new", exposures.new_exposure, name="desk-exposure-new"),
    path("exposures/boards/", exposures.openings, name="desk-openings"),
    path("exposures/boards/new", exposures.propose, name="desk-opening-new"),
    path("exposures/boards/<int:opening>/agree", exposures.agree, name="desk-opening-agree"),
    path("exposures/boards/<int:opening>/shut", exposures.shut, name="desk-opening-shut"),
    path("exposures/<int:exposure>/", exposures.exposure, name="desk-exposure"),
    path("exposures/<int:exposure>/photo", exposures.exposure_photo, name="desk-exposure-photo"),
    path("exposures/<int:exposure>/original", exposures.exposure_original, name="desk-exposure-original"),
    path("exposures/<int:exposure>/blur", exposures.blur, name="desk-exposure-blur"),
    path("exposures/<int:exposure>/release", exposures.release, name="desk-exposure-release"),
    path("exposures/<int:exposure>/fixed", exposures.fix, name="desk-exposure-fixed"),
    path("exposures/<int:exposure>/end", exposures.end, name="desk-exposure-end"),
    path("exposures/<int:exposure>/takedowns/<int:takedown>", exposures.answer, name="desk-takedown"),
]
