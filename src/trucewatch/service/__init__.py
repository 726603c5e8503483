"""What the web pages and the API share of HTTP: who is asking, what they may send, how a fault is answered."""
