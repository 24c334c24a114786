"""Lists of addresses, as the programs that keep them write them."""

from __future__ import annotations

import json

from seogo.importers.item import Item
from seogo.importers.writing.prepare import prepare
from tests.importers.reading import read
from tests.rows import each_row

A = "https://links.example/heron"
SAVED = "2024-01-08T07:19:56Z"
LISTS = {
    "pinboard": (
        "a.json",
        json.dumps(
            [
                {
                    "href": A,
                    "description": "Herons",
                    "extended": "Where they sleep.",
                    "time": SAVED,
                    "shared": "no",
                    "tags": "birds winter",
                }
            ]
        ),
    ),
    "raindrop": (
        "a.csv",
        f"id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        f'1,Herons,,Where they sleep.,{A},Unsorted,"birds, winter",{SAVED},,,false\n',
    ),
    "raindrop json": (
        "a.json",
        json.dumps(
            {
                "items": [
                    {
                        "_id": 1,
                        "link": A,
                        "title": "Herons",
                        "excerpt": "Where they sleep.",
                        "note": "",
                        "tags": ["birds", "winter"],
                        "created": SAVED,
                    }
                ]
            }
        ),
    ),
    "matter": (
        "a.csv",
        f"Title,Author,Publisher,URL,Tags,Word Count,In Queue,Last Interaction Date,Selection\n"
        f'Herons,,,{A},"birds, winter",9,True,{SAVED},Where they sleep.\n',
    ),
    "omnivore csv": (
        "a.csv",
        f"url,state,labels,saved_at,title,summary\n"
        f'{A},SUCCEEDED,"[birds,winter]",{SAVED},Herons,Where they sleep.\n',
    ),
    "omnivore json": (
        "a.json",
        json.dumps(
            [
                {
                    "slug": "x",
                    "url": A,
                    "title": "Herons",
                    "description": "Where they sleep.",
                    "labels": ["birds", "winter"],
                    "savedAt": SAVED,
                    "state": "Active",
                }
            ]
        ),
    ),
    "instapaper": (
        "a.csv",
        f"URL,Title,Selection,Folder,Timestamp,Tags\n"
        f'{A},Herons,Where they sleep.,Unread,1704698396,"[""birds"",""winter""]"\n',
    ),
    "readability": (
        "a.json",
        json.dumps(
            {
                "bookmarks": [
                    {
                        "article__url": A,
                        "article__title": "Herons",
                        "article__excerpt": "Where they sleep.",
                        "date_added": SAVED,
                        "tags": ["birds", "winter"],
                    }
                ],
                "recommendations": [],
            }
        ),
    ),
    "reader": (
        "a.csv",
        f"Title,URL,ID,Document tags,Saved date,Reading progress,Summary\n"
        f"Herons,{A},1,\"['birds', 'winter']\",{SAVED},0.1,Where they sleep.\n",
    ),
    "goodlinks": (
        "a.json",
        json.dumps(
            [
                {
                    "url": A,
                    "title": "Herons",
                    "summary": "Where they sleep.",
                    "tags": ["birds", "winter"],
                    "addedAt": 1704698396,
                    "starred": False,
                }
            ]
        ),
    ),
    "diigo": (
        "a.csv",
        f"title,url,tags,description,comments,annotations,created_at\n"
        f'Herons,{A},"birds,winter",Where they sleep.,,,{SAVED}\n',
    ),
    "linkwarden": (
        "a.json",
        json.dumps(
            {
                "name": "x",
                "collections": [
                    {
                        "name": "c",
                        "links": [
                            {
                                "name": "Herons",
                                "url": A,
                                "description": "Where they sleep.",
                                "createdAt": SAVED,
                                "tags": [{"name": "birds"}, {"name": "winter"}],
                            }
                        ],
                    }
                ],
            }
        ),
    ),
    "firefox": (
        "a.json",
        json.dumps(
            {
                "type": "text/x-moz-place-container",
                "root": "placesRoot",
                "children": [
                    {
                        "type": "text/x-moz-place-container",
                        "children": [
                            {
                                "type": "text/x-moz-place",
                                "title": "Herons",
                                "uri": A,
                                "dateAdded": 1704698396000000,
                                "tags": "birds,winter",
                                "description": "Where they sleep.",
                            }
                        ],
                    }
                ],
            }
        ),
    ),
    "chrome": (
        "Bookmarks",
        json.dumps(
            {
                "checksum": "x",
                "roots": {
                    "bookmark_bar": {
                        "type": "folder",
                        "children": [
                            {
                                "type": "url",
                                "name": "Herons",
                                "url": A,
                                "date_added": "13349171996000000",
                                "description": "Where they sleep.",
                                "tags": ["birds", "winter"],
                            }
                        ],
                    },
                    "sync_transaction_version": "1",
                },
            }
        ),
    ),
    "한국어": (
        "a.csv",
        f'제목,주소,태그,메모,저장일\nHerons,{A},"birds,winter",Where they sleep.,{SAVED}\n',
    ),
}


@each_row("name", LISTS)
def test_an_address_keeps_what_is_known_of_it(name: str) -> None:
    file, text = LISTS[name]
    (item,) = read(text, file)
    assert isinstance(item, Item), item
    assert (item.title, item.url, item.summary) == ("Herons", A, "Where they sleep.")
    assert (item.tags, item.retrieved, item.published) == (("birds", "winter"), SAVED, "")
    assert "--fetch" in str(getattr(prepare(item), "why", ""))


def test_dates_and_authors_of_a_list_are_those_of_its_pages() -> None:
    record = {
        "url": A,
        "title": "왜가리",
        "author": "나은별",
        "publishedAt": "2023-05-06",
        "savedAt": SAVED,
    }
    (item,) = read(json.dumps([record]), "a.json")
    assert isinstance(item, Item)
    assert (item.authors, item.published, item.retrieved) == (("나은별",), "2023-05-06", SAVED)


def test_links_in_messages_are_addresses() -> None:
    entities = [
        {"type": "plain", "text": "Look: "},
        {"type": "link", "text": A},
        {"type": "text_link", "text": "봄", "href": f"{A}/2"},
    ]
    chat = {
        "name": "Saved",
        "type": "saved_messages",
        "messages": [{"id": 1, "type": "message", "text_entities": entities}],
    }
    found = [item for item in read(json.dumps(chat), "result.json") if isinstance(item, Item)]
    assert [item.url for item in found] == [A, f"{A}/2"]


def test_a_record_with_a_text_is_an_article() -> None:
    (item,) = read(
        json.dumps([{"url": A, "title": "x", "text": "A text.", "created": "2024-01-08"}]), "a.json"
    )
    assert isinstance(item, Item) and item.body == "A text."
