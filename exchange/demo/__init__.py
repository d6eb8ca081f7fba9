"""An invented municipality, so that every page has something to say before there are real residents.

Everybody and every place in it is made up. The area codes have the shape of those of Statistics Netherlands and do not
exist: no municipality has a number above 9900.
"""
