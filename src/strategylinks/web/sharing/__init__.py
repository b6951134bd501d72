"""Who shares and who depends, laid out for pages: at a glance, as matrices, as networks."""
