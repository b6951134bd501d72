"""Commands that show the graph in a browser."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from strategylinks.cli import output
from strategylinks.cli.app import StoreOption, WorkspaceOption, open_session


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(serve)


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="The address to answer at; other computers reach only other ones.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    edit: Annotated[
        bool, typer.Option("--edit", help="Let visitors review mappings: keep to your own computer.")
    ] = False,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = False,
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Show the graph in the browser, at http://localhost:8000 unless told otherwise; end with Ctrl+C."""
    # Only this command needs the web server, and importing it takes time.
    from strategylinks.web.serving import Server

    session = open_session(context, workspace, store)
    server = Server(session.keeper(is_editable=edit), host, port, is_editable=edit)
    with server.listening() as address:
        output.show_address(address, is_editable=edit)
        if browser:
            webbrowser.open(address)
        server.run()
