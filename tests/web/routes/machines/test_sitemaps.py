"""What search engines read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def test_every_article_is_in_the_sitemap_with_its_translation(
    client: FlaskClient, site: Site
) -> None:
    response = client.get("/sitemap.xml")
    assert response.mimetype == "application/xml"
    urls = ElementTree.fromstring(response.data).findall(f"{SITEMAP}url")
    addresses = [url.findtext(f"{SITEMAP}loc", "") for url in urls]
    assert len(set(addresses)) == len(site.current().engine.content_hashes())
    linked = [link.attrib["href"] for url in urls for link in url.findall(LINK)]
    assert linked and set(linked) <= set(addresses)
    assert client.get(addresses[0].removeprefix("http://localhost")).status_code == 200
    assert client.get("/sitemap-1.xml").status_code == 404


def test_a_large_sitemap_is_split(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seogo.web.routes.machines.sitemaps.MOST_ADDRESSES", 20)
    index = ElementTree.fromstring(client.get("/sitemap.xml").data)
    parts = [loc.text or "" for loc in index.iter(f"{SITEMAP}loc")]
    assert [part.rpartition("/")[2] for part in parts] == ["sitemap-1.xml", "sitemap-2.xml"]
    counts = [len(ElementTree.fromstring(client.get(part).data)) for part in parts]
    assert counts == [20, 14]
    assert (
        client.get("/sitemap-0.xml").status_code == client.get("/sitemap-3.xml").status_code == 404
    )


def test_robots_read_articles_and_no_searches(client: FlaskClient) -> None:
    text = client.get("/robots.txt", environ_overrides={"SCRIPT_NAME": "/library"}).text
    assert "Disallow: /library/search\n" in text and "/library/articles" not in text
    assert text.endswith("Sitemap: http://localhost/library/sitemap.xml\n")
