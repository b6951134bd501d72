"""Indicators, their values and headline figures of a report, sorted for the page that shows them."""
