"""The vocabulary of Trucewatch as frozen values; imports nothing else of ours.

One module a noun.  Everything here is immutable, typed and comparable by value; changing something means making a new
value (``dataclasses.replace``).  Offsets are Unicode code points into a document's text, end exclusive.
"""
