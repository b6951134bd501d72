"""Pictures of pages as SVG, each the same for the same data."""
