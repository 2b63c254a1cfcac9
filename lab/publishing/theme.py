"""What brings the theme to where this site wants it: each correction with its reason, in one place.

What a style sheet can mend is in docs/assets/theme.css, what needs a script in docs/assets/theme.js, and the rest is
here: corrections of the finished pages. They look for what is wrong and do nothing where they do not find it, so they
outlive a change of theme or builder; the tests say when a page needs one that is not here.
"""

import base64
import hashlib
import html
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from lab.publishing.style_sheet import join_sheets

# Scripts inside a page, with their type if they have one; those with an address are not inside.
INLINE = re.compile(r"<script(?![^>]*\ssrc=)(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# Chinese words in the text of an element, not in its attributes.
HAN = re.compile(r"[\u3400-\u9fff]+(?=[^<>]*<)")
# Where blanks and empty lines are text.
KEPT = ("<pre", "<script", "<textarea")
WHOLE = re.compile(r"(<pre\b.*?</pre>|<script\b.*?</script>|<textarea\b.*?</textarea>)", re.DOTALL)


# Where a browser keeps nothing, asking for the store is an error, and the theme's scripts end there.
STORELESS = (
    '<script>for(const name of["localStorage","sessionStorage"])try{window[name]}catch{Object.defineProperty('
    "window,name,{value:{length:0,key:()=>null,getItem:()=>null,setItem(){},removeItem(){},clear(){}}})}</script>"
)


def finish_site(folder: Path, policy: bool = True) -> None:
    """Correct every page of a built site, and give each the security policy where the site is for a host.

    Not where a server for authors adds a script of its own to each page, nor where pages are read from the disk:
    there `'self'` is nobody.
    """
    pages = {path: correct_page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    pages = join_sheets(folder, pages)
    for unused in ("lunr", "workers"):  # the theme's own search
        shutil.rmtree(folder / "assets/javascripts" / unused, ignore_errors=True)
    for script in (folder / "assets").glob("*.js"):
        # What is said about our scripts is for those who read them here.
        script.write_text(re.sub(r"(?m)^ *//.*\n|^ +| // .*$", "", script.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    allowed = security_policy(pages.values()) if policy else None
    for path, page in pages.items():
        path.write_text(add_policy(page, allowed) if allowed else page, encoding="utf-8", newline="\n")


def correct_page(page: str) -> str:
    """The text of a page as the HTML standard and people with a screen reader need it."""
    # Quotation marks in a description end the attribute: the theme does not escape it.
    page = re.sub(r'(?m)(<meta name="description" content=")(.*)(">)$', escape_description, page)
    # A checkbox has no autocomplete. theme.js sets it again, for Firefox: squidfunk/mkdocs-material#1513.
    page = re.sub(r'(<input [^>]*type="checkbox"[^>]*?) autocomplete="off"', r"\1", page)
    # A section that is always open: "" is no number, and a label that does nothing need not be reached.
    page = page.replace(' tabindex=""', "")
    # A dialog needs a name.
    page = page.replace('<div class="md-search" data-md-component="search" role="dialog">',
                        '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">')
    # How many results there are is told to a screen reader too.
    page = page.replace('<div class="md-search-result__meta">', '<div class="md-search-result__meta" role="status">')
    # The site's own search: lab/publishing/search/worker.js.
    page = re.sub(r'("search": ?"[^"]*?assets/)javascripts/workers/[^"/]+"', r'\1search.js"', page)
    page = page.replace("<script>__md_scope=", f"{STORELESS}\n<script>__md_scope=", 1)
    # What is said in passing ("Copied to clipboard") is told to a screen reader, and belongs to no part of the page.
    page = page.replace('<div class="md-dialog" data-md-component="dialog">', '<div class="md-dialog" data-md-component="dialog" role="status">')
    # The empty corner of a table is no header of anything; Markdown cannot say so.
    page = page.replace("<th></th>", "<td></td>")
    # In HTML the slash has no meaning (in a drawing it has): pymdownx.tabbed writes XHTML.
    page = re.sub(r"(<(?:br|hr|img|input|link|meta)\b[^>]*?)\s*/>", r"\1>", page)
    # The notes to a listing: theme.css hides the list that theme's script puts into the listing, so that nothing jumps.
    page = re.sub(r'(<div class="language-[^>]*>(?:(?!</div>).)*?\(1\)(?:(?!</div>).)*</div>\n)<ol>', r'\1<ol class="notes">', page, flags=re.DOTALL)
    # Firefox fetches the next page ahead, which nobody has asked for, and the policy does not allow.
    page = re.sub(r'\s*<link rel="(?:prev|next)" href="[^"]*">', "", page)
    # With a repository on a well-known host, the theme asks that host for its stars with every page.
    page = page.replace(' data-md-component="source"', "")
    # Names and punctuation in a program have the colour of all text, and blanks have none: thousands of elements for nothing.
    page = re.sub(r'<span class="[nopw]">([^<]*)</span>', r"\1", page)
    # The line that names the changed program is not one that goes.
    page = re.sub(r'<span class="gd">(--- [^<]*)</span>', r'<span class="gu">\1</span>', page)
    # Chinese in a program, its output, and what is told of its run: there Markdown cannot say in which language it is.
    page = re.sub(r"<(pre|details)\b.*?</\1>", lambda match: HAN.sub(r'<span lang="zh-Hans">\g<0></span>', match[0]), page, flags=re.DOTALL)
    # A third of the lines are empty, from the templates; blanks mean something in a program only.
    page = "".join(part if part.startswith(KEPT) else re.sub(r"\n\s+", "\n", part) for part in re.split(WHOLE, page))
    # theme.js has to run before the theme's own script, but a builder puts it last.
    if own := re.search(r'\s*<script src="[^"]*assets/theme\.js"></script>', page):
        page = page.replace(own[0], "")
        page = re.sub(r'<script src="[^"]*assets/javascripts/bundle', lambda match: own[0].strip() + match[0], page, count=1)
    return page


def escape_description(match: re.Match) -> str:
    """The description of a page, (start)(text)(end), with its quotation marks as HTML has them inside an attribute."""
    return match[1] + html.escape(html.unescape(match[2])) + match[3]


def security_policy(pages: Iterable[str]) -> str:
    """What these pages may do: load from their own host, and run those inline scripts of the theme that they hold now.

    It is one policy for all pages: with instant navigation a reader goes through many under the policy of the first.
    """
    frames = (re.sub(r"<article\b.*</article>", "", page, flags=re.DOTALL) for page in pages)  # a text has no business with scripts
    inline = {match["text"] for frame in frames for match in INLINE.finditer(frame) if is_code(match["attributes"])}
    hashes = sorted(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline)
    return "; ".join([
        "default-src 'none'",
        "script-src " + " ".join(["'self'", *(f"'sha256-{value}'" for value in hashes)]),
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # the sizes of drawings, and what Markdown writes for the columns of a table
        "img-src 'self' data:",  # the theme's icons are in its style sheet
        "font-src 'self'",
        "connect-src 'self'",  # search, instant navigation, recordings
        "worker-src 'self'",  # search
        "base-uri 'none'",
        "form-action 'none'",
    ])


def is_code(attributes: str) -> bool:
    """Whether a script with these attributes is one; otherwise it holds data, which no policy concerns."""
    kind = re.search(r'type="([^"]*)"', attributes)
    return kind is None or kind[1] in {"", "module", "text/javascript"}


def add_policy(page: str, policy: str) -> str:
    """The page with the policy where it holds for all that follows: right after the encoding."""
    return re.sub(r'<meta charset="utf-8">', lambda match: f'{match[0]}\n<meta http-equiv="Content-Security-Policy" content="{policy}">', page, count=1)
