"""What is kept between visits: the graph that is shown, and what is costly to make from it."""
