"""What the head of a page tells others: previews and structured data.

Open Graph, Twitter's card, JSON-LD of schema.org. They need full addresses, so they are there only when SITE_URL is
set. docs/overrides/main.html writes them.
"""

from lab.publishing.pages import page_title

CARD = "assets/card.png"  # made by lab/printing/card.py
CARD_SIZE = (1200, 630)  # width and height in pixels
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def describe_page(page, config) -> dict | None:
    """What docs/overrides/main.html writes into the head of a page, or None where the site has no address.

    properties: Open Graph's. names: Twitter's. data: for JSON-LD.
    """
    if not config.site_url:
        return None
    heading, description = full_title(page, config), page.meta["description"]
    image = {"url": config.site_url + CARD, "alt": f"{config.site_name}. {config.site_description}"}
    return {
        "properties": {
            "og:site_name": config.site_name,
            "og:type": "website" if page.is_homepage else "article",
            "og:title": heading,
            "og:description": description,
            "og:url": page.canonical_url,
            "og:image": image["url"],
            "og:image:width": str(CARD_SIZE[0]),
            "og:image:height": str(CARD_SIZE[1]),
            "og:image:alt": image["alt"],
        },
        "names": {
            "twitter:card": "summary_large_image",
            "twitter:title": heading,
            "twitter:description": description,
            "twitter:image": image["url"],
            "twitter:image:alt": image["alt"],
        },
        "data": structured_data(page, config, heading, description),
    }


def full_title(page, config) -> str:
    """The title of a page: its first heading; the nav's words for it may be too short to stand alone."""
    return config.site_name if page.is_homepage else page.meta.get("title") or page_title(page.file.src_uri)


def structured_data(page, config, heading: str, description: str) -> dict:
    """The page in the words of schema.org, ready for JSON."""
    site = {
        "@type": "WebSite",
        "@id": f"{config.site_url}#site",
        "name": config.site_name,
        "url": config.site_url,
        "description": config.site_description,
        "inLanguage": config.theme["language"],
        "license": LICENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{config.site_url}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    if page.is_homepage:
        return {"@context": "https://schema.org", "@graph": [site]}
    written = page.file.generated_by is None
    article = {
        "@type": ["TechArticle", "LearningResource"] if written else "WebPage",
        "@id": f"{page.canonical_url}#page",
        "headline" if written else "name": heading,
        "description": description,
        "url": page.canonical_url,
        "image": config.site_url + CARD,
        "inLanguage": config.theme["language"],
        "isAccessibleForFree": True,
        "license": LICENCE,
        "isPartOf": {"@id": site["@id"]},
    }
    if changed := page.meta.get("changed"):
        article["dateModified"] = changed
    # A group of the nav has no page of its own; its link leads to its first page.
    way = [(config.site_name, config.site_url)]
    if page.parent:
        way.append((page.parent.title, first_page(page.parent).canonical_url))
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": {"@type": "WebPage", "@id": address}}
        for number, (name, address) in enumerate([*way, (heading, page.canonical_url)], 1)
    ]
    return {"@context": "https://schema.org", "@graph": [article, site, {"@type": "BreadcrumbList", "itemListElement": steps}]}


def first_page(section):
    """The first page below a group of the nav, as mkdocs has it."""
    return next(child for child in section.children if child.is_page)
