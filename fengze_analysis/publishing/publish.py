"""The whole site of one report: pages, downloads, PDF and manifest, written at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.cells import LANGUAGES, Language
from fengze_analysis.publishing.checking import check_pages
from fengze_analysis.publishing.document_pdf import document_pdf
from fengze_analysis.publishing.downloads import bundle, download_files
from fengze_analysis.publishing.faces import embed_face, replace_missing
from fengze_analysis.publishing.labels import label
from fengze_analysis.publishing.markup import page_file
from fengze_analysis.publishing.rendering import check_keys, render_pages
from fengze_analysis.publishing.running import Progress
from fengze_analysis.publishing.site import Site
from fengze_analysis.publishing.writing import write_folder


def publish_site(
    site: Site,
    output: Path,
    languages: Sequence[Language] = LANGUAGES,
    *,
    pdf: bool = True,
    extra: Mapping[str, bytes] | None = None,
    licences: Sequence[Mapping[str, str]] = (),
    progress: Progress | None = None,
) -> None:
    """Write the site of a report into ``output``, which is old or new, never half.

    ``extra`` are further files beside the pages; they are in the zip too.
    """
    files = build_site(site, languages, pdf=pdf, extra=extra, licences=licences, progress=progress)
    write_folder(output, files)


def build_site(
    site: Site,
    languages: Sequence[Language] = LANGUAGES,
    *,
    pdf: bool = True,
    extra: Mapping[str, bytes] | None = None,
    licences: Sequence[Mapping[str, str]] = (),
    progress: Progress | None = None,
) -> dict[str, bytes]:
    """The bytes of every file of the site, by name; the same for the same values."""
    tell = progress or (lambda _: None)
    check_keys(site)
    downloads = {**download_files(site, tuple(languages)), **(extra or {})}
    archive = f"{site.report_id}.zip"
    files = {name: data for name, data in downloads.items() if not name.endswith(".svg")}
    files[archive] = bundle(site, downloads, [dict(one) for one in licences])
    tell("downloads")
    printed = {one: f"{site.report_id}.{one}.pdf" for one in languages} if pdf else {}
    editions = _editions(site, languages, [archive, *printed.values()], downloads)
    tell("pages")
    for language, name in printed.items():
        files[name] = document_pdf(site, language, editions[language])
        tell(f"PDF: {language}")
    pages = embed_face({name: html for made in editions.values() for name, html in made.items()})
    tell("typeface")
    if page_file("index", "zh") not in pages:  # one edition only: a folder still opens at its index
        pages["index.html"] = pages[page_file("index", languages[0])]
    return files | {name: html.encode("utf-8") for name, html in pages.items()}


def _editions(
    site: Site,
    languages: Sequence[Language],
    offered: Sequence[str],
    downloads: Mapping[str, bytes],
) -> dict[Language, dict[str, str]]:
    """The checked pages of each language, the face not yet inside."""
    mark = fingerprint(site, downloads)
    editions: dict[Language, dict[str, str]] = {}
    for language in languages:
        other = next((one for one in languages if one != language), None)
        words = [(name, _offer(name, language)) for name in offered]
        editions[language] = render_pages(site, language, other, offered=words, fingerprint=mark)
    pages = {name: html for made in editions.values() for name, html in made.items()}
    check_pages(pages, site.document, site.observations, {*downloads, *offered})
    return {
        language: replace_missing(made, site.document.text, language)
        for language, made in editions.items()
    }


def _offer(name: str, language: Language) -> str:
    """The words of a download link."""
    if name.endswith(".zip"):
        return label("download_all", language)
    edition = label("chinese" if name.endswith(".zh.pdf") else "english", language)
    return f"{label('download_pdf', language)} ({edition})"


def fingerprint(site: Site, files: Mapping[str, bytes]) -> str:
    """Sixteen characters that change with any figure, table or letter of the report."""
    digest = hashlib.sha256(site.document.text.encode("utf-8", "surrogatepass"))
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()[:16]


def check_size(files: Mapping[str, bytes], limit: int = 5_000_000) -> None:
    """Raise ``InputError`` if the site without its PDF is over ``limit`` bytes."""
    size = sum(len(data) for name, data in files.items() if not name.endswith(".pdf"))
    if size > limit:
        raise InputError(f"the site has {size} bytes", "site", f"at most {limit}")
