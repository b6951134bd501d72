"""Commands that show the graph in a browser: from this computer, or as files for any web server."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from strategylinks.cli import output
from strategylinks.cli.app import StoreOption, WorkspaceOption, open_session


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(serve)
    app.command()(publish)


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="The address to answer at; 127.0.0.1 is this computer alone.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; default: 8000, or any other where that is taken.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Let visitors review mappings, on your own computer.")] = False,
    name: Annotated[
        list[str] | None, typer.Option(help="A further name of this server, such as that of a proxy before it.")
    ] = None,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = False,
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Show the graph in the browser, at http://localhost:8000 if that is free; end with Ctrl+C."""
    # Only this command needs the web server, and importing it takes time.
    from strategylinks.web.service.serving import Server

    session = open_session(context, workspace, store)
    server = Server(session.keeper(is_editable=edit), host, port, is_editable=edit, names=name or ())
    with server.listening() as address:
        _show_address(address, is_editable=edit)
        if browser:
            webbrowser.open(address)
        server.run()


def publish(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A new or empty folder, or a site that was written before.")],
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Write the pages as a static site that opens from disk and needs no Python where it is shown."""
    from strategylinks.web.publishing import publish_site

    session = open_session(context, workspace, store)
    with output.progress("Writing pages …") as tell:
        published = publish_site(session.keeper().site(), folder, tell)
    output.console().print(
        f"{published.pages} pages and their files ({published.files} in all) are in {published.folder}. "
        f"Open {published.folder / 'index.html'}."
    )


def _show_address(address: str, *, is_editable: bool) -> None:
    output.console().print(f"The strategy is at [bold]{address}[/bold]")
    if is_editable:
        output.console().print("Visitors can review mappings: what they decide is written to data/mappings/.")
    output.console().print("End with Ctrl+C.")
