import pytest
from django.template.defaultfilters import linebreaks

from portal.notifications.rendering import convert_to_text, render_mail, render_notification, shorten_subject


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One\n  line.</p>\n\n  <p>\n    Another\n    one.\n  </p>", "One line.\n\nAnother one."),
        ("<p>\n  The sum:\n  <br>\n  <code>12</code>\n</p>", "The sum:\n12"),
        ("<p>Two:</p><ul>\n <li>a</li>\n <li>\n b\n </li></ul><p>End</p>", "Two:\n\n- a\n- b\n\nEnd"),
        ('<ul><li><a href="/nl/?a=1&amp;b=2">Here</a></li></ul>', "- Here\n  /nl/?a=1&b=2"),
        ("<h2>1. Why?</h2>\n<blockquote>\n  Because\n</blockquote>", "1. Why?\n\nBecause"),
        ("<p>A &amp; B, 1 &lt; 2, O&#x27;Neill, 5\u00a0km</p>", "A & B, 1 < 2, O'Neill, 5\u00a0km"),
        ("<p></p>\n<p> \n </p>", ""),
        ("", ""),
    ],
)
def test_html_becomes_plain_text(html, text):
    assert convert_to_text(html) == text


def test_what_a_person_wrote_stays_as_it_was():
    written = '<b>no HTML</b> & "so"\n- a  table\n   with spaces\n\n> a quote\n-- '
    assert convert_to_text(str(linebreaks(written, autoescape=True))) == written.rstrip()


def test_subject_is_shortened_and_the_heading_is_not():
    long = "word " * 60
    assert shorten_subject("a" * 200) == "a" * 200
    assert shorten_subject("a" * 201) == "a" * 199 + "…"
    mail = render_mail("example/hello.html", {"name": long}, "en")
    assert len(mail.subject) == 200
    assert f"<title>Dutch: {long.strip()}</title>" in mail.html


def test_notification_has_no_address_and_no_footer():
    context = {"name": "Noor", "url": "http://127.0.0.1:8000/nl/"}
    assert render_notification("example/hello.html", context, "nl") == ("Nederlands: Noor", "Hello Noor")
    assert "http://127.0.0.1:8000/nl/" in render_mail("example/hello.html", context, "nl").text
