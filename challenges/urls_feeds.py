"""What programs read at a secret address: in no language of its own, so outside /nl/ and /en/."""

from django.urls import path

from challenges.timetables.views.calendars import calendar_feed

app_name = "feeds"
urlpatterns = [path("<str:secret>.ics", calendar_feed, name="calendar_feed")]
