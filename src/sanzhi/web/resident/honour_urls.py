"""荣誉的地址: those of the resident and of the street, apart from the page of all others, which they would overfill."""

from django.urls import path

from .views import diary, exposed, honours, my_honours

urlpatterns = [
    path("honours/", honours.home, name="resident-honours"),
    path("honours/why", honours.why, name="resident-honours-why"),
    path("honours/red/", honours.red, name="resident-honours-red"),
    path("honours/red/sheet.pdf", honours.red_sheet, name="resident-honours-red-sheet"),
    path("honours/red/<int:deed>/", honours.deed, name="resident-honours-deed"),
    path("honours/red/<int:deed>/photo", honours.deed_photo, name="resident-honours-deed-photo"),
    path("honours/good/", honours.roll, name="resident-honours-roll"),
    path("honours/genuine/<str:certificate>/", honours.genuine, name="resident-honour-genuine"),
    path("honours/nominate", honours.nominate, name="resident-honours-nominate"),
    path("me/honours/", my_honours.mine, name="resident-honours-mine"),
    path("me/honours/named/<int:named>/", my_honours.named, name="resident-named"),
    path("me/honours/named/<int:named>/photo", my_honours.named_photo, name="resident-named-photo"),
    path("me/honours/named/<int:named>/back", my_honours.take_back, name="resident-named-back"),
    path("me/honours/good/<int:nomination>/", my_honours.good, name="resident-my-good"),
    path("me/honours/good/<int:nomination>/agree", my_honours.agree, name="resident-good-agree"),
    path("me/honours/good/<int:nomination>/refuse", my_honours.refuse, name="resident-good-refuse"),
    path("me/honours/good/<int:nomination>/back", my_honours.withdraw, name="resident-good-back"),
    path("me/honours/good/<int:nomination>/longer", my_honours.show_longer, name="resident-good-longer"),
    path("me/honours/good/<int:nomination>/reply", my_honours.reply, name="resident-good-reply"),
    path(
        "me/honours/good/<int:nomination>/certificate.pdf",
        my_honours.certificate,
        name="resident-certificate",
    ),
    path("honours/wall/", diary.wall, name="resident-honours-wall"),
    path("me/diary/", diary.home, name="resident-diary"),
    path("me/diary/new", diary.new_entry, name="resident-diary-new"),
    path("me/diary/<int:entry>/", diary.entry, name="resident-entry"),
    path("me/diary/<int:entry>/photos/<int:place>", diary.photo, name="resident-entry-photo"),
    path("me/diary/<int:entry>/delete", diary.delete, name="resident-entry-delete"),
    path("me/diary/<int:entry>/share", diary.share, name="resident-entry-share"),
    path("me/diary/<int:entry>/down", diary.down, name="resident-entry-down"),
    path("me/diary/<int:entry>/claim", diary.claim_for, name="resident-entry-claim"),
    path("honours/exposed/", exposed.board, name="resident-exposed"),
    path("honours/exposed/<int:exposure>/", exposed.show, name="resident-exposed-one"),
    path("honours/exposed/<int:exposure>/photo", exposed.photo, name="resident-exposed-photo"),
    path("honours/exposed/<int:exposure>/reply", exposed.reply, name="resident-exposed-reply"),
    path("honours/exposed/<int:exposure>/takedown", exposed.takedown, name="resident-exposed-takedown"),
]
