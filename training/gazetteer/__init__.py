"""The tables of the gazetteer, and the script that builds them."""
